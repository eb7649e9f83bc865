import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract:
            "Look at the surroundings, the server and the database for what is wrong, each with its fix. Changes nothing.",
        discussion: """
            adapt doctor
            adapt doctor --all --format json
            adapt doctor --bundle report.txt

            Exits with 69 where it finds a fault; notes are good to know. The bundle is for whoever helps: versions,
            settings, sizes and findings, no titles, no figures, no secrets. What the data says is proved by adapt check.
            """)

    @Flag(help: "Show also what is well.") var all = false
    @Option(help: ArgumentHelp("Write a report for whoever helps to a file.", valueName: "file")) var bundle: String?
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let examined = try await Examination.run(database, Streams.current)
        if let bundle {
            let text = DoctorBundle.text(examined, Streams.current)
            try OutputFile.write(to: bundle, isPrivate: true) { try $0.write(text) }
        }
        let found = examined.findings
        let shownOnes = found.filter { all || $0.state != .ok }
        let faults = found.count { $0.state == .fault }
        if shownOnes.isEmpty, output.chosen == .table {
            try Streams.current.print("nothing is wrong: \(found.count) things looked at")
        } else {
            try output.write(
                Sheet(
                    columns: ["state", "topic", "what", "fix"],
                    rows: shownOnes.map { [.text($0.state.rawValue), .text($0.topic), .text($0.what), Cell($0.fix)] }))
        }
        if let bundle, !output.quiet { Streams.current.warn("adapt: \(bundle): a report without secrets") }
        guard faults == 0 else {
            throw Refusal(
                .unreachable, "\(grouped(faults, "fault")) among \(found.count) things looked at",
                hint: "what to do stands beside each")
        }
    }
}
