import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write files for others.",
        subcommands: [ExportReach.self, ExportCatalogueCommand.self])
}

struct ExportReach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", abstract: "Write the weekly planning file: one source, one metric, each figure once.",
        discussion: "adapt export reach --week 2026-W02 --format csv --output plan.csv")

    @OptionGroup var options: ReachOptions
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let format = read.output.format ?? (read.output.output == nil ? .csv : read.output.chosen)
        // Not a page and not a table: a planning file is read by programs.
        guard [.csv, .tsv, .json, .jsonl].contains(format) else {
            throw Refusal(.usage, "format \(format.rawValue) is not for files", hint: "choose csv, tsv, json or jsonl")
        }
        let request = try options.request()
        let report = try await read.read { try await request.run(in: $0, asOf: $1) }
        try read.output.write { ReachReportWriter(report).write(as: format, to: &$0) }
        read.output.note(ReachReportWriter(report).notes)
    }
}
