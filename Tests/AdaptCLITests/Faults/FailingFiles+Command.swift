extension FailingFiles {
    /// A kind of call that fails.
    struct Fault: Sendable {
        let call: String
        /// Only where it is about the file that is read.
        var isOfInput = false
        /// Those after it as well.
        var andAllAfter = false
    }

    /// What is run.
    struct Command: Sendable {
        let name: String
        /// Its arguments; PLACE: the directory of its files; VALUE: a number, another one in each run.
        let words: String
        /// Whether it writes a file, whole or not at all.
        var writes = true
        /// Whether it records an operation.
        var records = false
        /// What fails in the long run.
        let calls: [Fault]
        /// What fails at each commit: what takes a few runs.
        let fewCalls: [Fault]
    }

    /// What a file is opened, written and put in its place with.
    private static let putting = ["write", "fsync", "rename", "fchmod"].map { Fault(call: $0) }
    private static let reading = ["openat", "read"].map { Fault(call: $0, isOfInput: true) }
    private static let all = ["openat", "read"].map { Fault(call: $0) } + putting

    /// A workbook's parts go by way of files of the library that writes it, which does not look at each of them: that one
    /// call fails is another thing than that a disk takes nothing more.
    private static let ofWorkbook = all + [Fault(call: "lseek"), Fault(call: "write", andAllAfter: true)]

    static let commands: [Command] = [
        Command(
            name: "import", words: "import reach 'PLACE/in.csv' --rejects 'PLACE/out'", records: true,
            calls: reading + all, fewCalls: reading + putting),
        Command(
            name: "set", words: "set hockey-star/es male_lead.nature=vVALUE", writes: false, records: true, calls: all,
            fewCalls: []),
        Command(
            name: "rows", words: "reach --week 2026-W02 --format csv -o 'PLACE/out'", calls: all,
            fewCalls: [Fault(call: "rename")]),
        Command(
            name: "workbook", words: "reach --week 2026-W02 --format xlsx -o 'PLACE/out'", calls: ofWorkbook,
            fewCalls: [Fault(call: "rename")]),
        Command(name: "catalogue", words: "export catalogue -o 'PLACE/out'", calls: all, fewCalls: []),
    ]
}
