import AdaptReports
import AdaptService
import ArgumentParser

struct LineageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lineage", _superCommandName: "adapt", abstract: "Show which edition derives from which, and how.",
        discussion: "adapt lineage hockey-star")

    @Argument(help: "Series.", completion: .series) var series: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (format, width) = (try read.output.chosen(among: Format.reports), read.output.width)
        let tree = try await read.read { try await $0.lineage(of: series, asOf: $1) }
        try read.output.write(as: format, tree.workbook) { tree.write(as: format, width: width, to: &$0) }
    }
}
