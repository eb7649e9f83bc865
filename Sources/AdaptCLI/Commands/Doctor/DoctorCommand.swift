import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", _superCommandName: "adapt",
        abstract:
            "Look at the surroundings, the server and the database for what is wrong, each with its fix. Changes nothing.",
        discussion: """
            adapt doctor
            adapt doctor --all --format json
            adapt doctor --bundle report.txt

            Exits with 69 where it finds a fault; notes are good to know. The bundle is for whoever helps: versions, \
            settings, sizes and findings, no titles, no figures, no secrets; with --bundle - it is printed in place of \
            the findings, which it holds. What the data says is proved by adapt check.
            """)

    @Flag(help: "Show also what is well.") var all = false
    @Option(help: ArgumentHelp("Write a report for whoever helps to a file; - prints it.", valueName: "file"))
    var bundle: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let isPrinted = bundle == "-"
        guard !isPrinted || output.output == nil && output.format == nil else {
            throw Refusal(
                .usage, "--bundle - is printed as it is, in place of the findings",
                hint: "leave out --format and --output, or name a file, as in --bundle report.txt")
        }
        let examined = try await Examination.run(database, Streams.current)
        let found = examined.findings
        if isPrinted {
            try Streams.current.output(DoctorBundle.text(examined, Streams.current))
        } else {
            if let bundle { try write(examined, to: bundle) }
            try show(found)
            if let bundle, !output.quiet { Streams.current.warn("adapt: \(bundle): a report without secrets") }
        }
        let faults = found.count { $0.state == .fault }
        guard faults == 0 else {
            throw Refusal(
                .unreachable, "\(grouped(faults, "fault")) among \(found.count) things looked at",
                hint: "what to do stands beside each" + (database.database == nil ? "" : Self.sameDatabase))
        }
    }

    /// Behind its own options psql would take it for one of psql's.
    private static let sameDatabase =
        "; its commands of adapt need the same --database, as in adapt db psql --database URL -c ..."

    private func write(_ examined: Examination, to bundle: String) throws {
        let text = DoctorBundle.text(examined, Streams.current)
        try OutputFile.write(to: bundle, isPrivate: true) { try $0.write(text) }
    }

    private func show(_ found: [Finding]) throws {
        let shownOnes = found.filter { all || $0.state != .ok }
        if shownOnes.isEmpty, output.chosen == .table {
            try Streams.current.print("nothing is wrong: \(found.count) things looked at")
        } else {
            try output.write(
                Sheet(
                    columns: ["state", "topic", "what", "fix"],
                    rows: shownOnes.map { [.text($0.state.rawValue), .text($0.topic), .text($0.what), Cell($0.fix)] }))
        }
    }
}
