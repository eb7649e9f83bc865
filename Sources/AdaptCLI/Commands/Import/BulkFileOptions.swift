import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser
import Glibc

/// What files of editions and of decisions have in common.
struct BulkFileOptions: ParsableArguments {
    @Argument(help: "File; - is the standard input.") var file: String
    @Option(help: ArgumentHelp("Which column holds a field; repeatable.", valueName: "field=column")) var map:
        [String] = []
    @Option(help: ArgumentHelp("Column that nothing is to be taken from; repeatable.", valueName: "column"))
    var ignore: [String] = []
    @Option(help: "Series of all rows.") var series: String?
    @Option(help: "Market of all rows.") var market: String?
    @OptionGroup var aside: RejectsOptions
    @OptionGroup var reading: ReadingFileOptions
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    var options: BulkOptions {
        get throws {
            var options = BulkOptions()
            options.map = try columnMap(map, like: "title=Name")
            options.ignoring = ignore
            options.reading = reading.options
            options.series = series
            options.market = market?.lowercased()
            options.citation = try cite.citation
            options.today = Streams.current.today
            return options
        }
    }

    /// Brings the file in by `request`, and says what that did, or would do. Throws what is wrong with it, of a dry run
    /// after all that it found, if bad rows are not set aside.
    func bring(_ request: some BulkImport, of things: String = "editions") async throws {
        let (bytes, setAside) = (try ByteSource(path: file), try aside.taker(besides: file))
        let receipt = try await write.write {
            try await request.run(
                bytes, in: $0, dryRun: write.dryRun, tell: { Self.tell(of: $0, isQuiet: write.quiet) },
                setAside: setAside)
        }
        try confirm(receipt, things)
        if aside.rejects == nil, let faults = receipt.faults { throw faults }
    }
}

/// What files that decide elements have in common.
struct BulkDecisionOptions: ParsableArguments {
    @Option(help: "Why values differ, where a row does not say, as in local_taste; repeatable.") var reason: [String] =
        []
    @Flag(help: "Paths may be used for the first time.") var new = false

    /// Says it in `options`. Throws a `Refusal` (usage).
    func complete(_ options: inout BulkOptions) throws {
        options.reasons = try reason.map { try Reason(parsing: $0, as: "reason") }
        options.mayAddElements = new
    }
}

/// Where rows go that are at fault.
struct RejectsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Set the bad rows aside in a CSV file; the good ones go in. "
                + "Without bad rows none is made, and one from before is emptied.",
            valueName: "file"))
    var rejects: String?

    /// Writes rows set aside; nil: none is. Throws a `Refusal`: usage where they would take the place of `file`, which
    /// they are from, by whatever name; or go where writing may wait, with all others who write waiting for it; missing
    /// file where none can be written, which is tried before the work, not after it.
    func taker(besides file: String) throws -> (@Sendable (RejectedRows) throws -> Void)? {
        guard let rejects else { return nil }
        guard rejects != "-" else {
            throw Refusal(
                .usage, "--rejects - names no file", hint: "name one for the bad rows, as in --rejects bad.csv")
        }
        var (input, output) = (stat(), stat())
        let isTaken = stat(rejects, &output) == 0
        guard !isTaken || output.st_mode & S_IFMT == S_IFREG || RejectsOptions.isNowhere(output) else {
            throw Refusal(
                .usage, "--rejects \"\(rejects)\" is no regular file", hint: "name one, as in --rejects bad.csv")
        }
        let isThere = isTaken && (file == "-" ? fstat(0, &input) : stat(file, &input)) == 0
        guard
            !isThere || input.st_mode & S_IFMT != S_IFREG || input.st_dev != output.st_dev
                || input.st_ino != output.st_ino
        else {
            // Bad rows that were mended come in by the name that the examples give them.
            let another = rejects.hasSuffix("bad.csv") || file.hasSuffix("bad.csv") ? "rejects.csv" : "bad.csv"
            throw Refusal(
                .usage, "--rejects \"\(rejects)\" is the file that is imported, which the bad rows would replace",
                hint: "name another one for them, as in --rejects \(another)")
        }
        try OutputFile(rejects).discard()
        return { try RejectsOptions.keep($0, in: rejects) }
    }

    /// Whether it is the null device: who names that wants to keep no bad rows, and waits for nobody.
    private static func isNowhere(_ file: stat) -> Bool {
        var null = stat()
        return stat("/dev/null", &null) == 0 && file.st_mode & S_IFMT == S_IFCHR && file.st_rdev == null.st_rdev
    }

    /// Writes rows set aside: whole, or not at all. Where there are none, no file is made: that there is one says that
    /// there are. One from before is emptied, not removed: it may be a link's.
    private static func keep(_ rejected: RejectedRows, in path: String) throws {
        let lines = rejected.rows.isEmpty ? [] : [rejected.header] + rejected.rows
        guard !lines.isEmpty || access(path, F_OK) == 0 else { return }
        try OutputFile.write(to: path) { file in
            var out = BufferedOutput { try file.write($0) }
            for row in lines {
                out.write(row.map(quoted).joined(separator: ",") + "\n")
            }
            try out.finish()
        }
    }

    /// A field as it stands in CSV and is read again: it is not made safe for spreadsheets.
    private static func quoted(_ field: String) -> String {
        let field = field == field.withoutNeutralising ? field : "'" + field
        let isPlain = field.utf8.allSatisfy { ![0x22, 0x2C, 0x0A, 0x0D, 0x09, 0x3B].contains($0) }
        return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
    }

    /// Says what was set aside, and why.
    func warn(_ faults: Refusal?, rows: Int, dryRun: Bool) {
        guard let faults, let rejects else { return }
        let words = dryRun ? "would be set aside" : "set aside in \(rejects)"
        Streams.current.warn("adapt: \(grouped(rows, "row")) \(words):\n\(shownLines(faults.description))")
    }
}
