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
        discussion: """
            adapt export reach --week 2026-W02 --format csv --output plan.csv
            adapt export reach --week 2026-W02 --weeks 4 --output plan.xlsx
            adapt export reach --week 2026-W02 --format html --output reach.html

            xlsx has the rows with numbers and days as such, the sums of each series and market, and a chart; html is
            one page for mail.
            """)

    @OptionGroup var options: ReachOptions
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let isBare = read.output.format == nil && read.output.output == nil
        // Not a table: a planning file is read by programs, or handed on.
        let format = isBare ? .csv : try read.output.chosen(among: [.csv, .tsv, .json, .jsonl, .html, .xlsx])
        let writer = try await options.request().writer(format, read)
        try read.output.write(as: format, writer.workbook) { writer.write(as: format, to: &$0) }
        read.output.note(writer.notes)
    }
}
