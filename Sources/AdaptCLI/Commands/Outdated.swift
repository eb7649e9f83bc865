import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Outdated: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outdated", _superCommandName: "adapt",
        abstract: "List decisions whose parent's value has changed since they were taken.",
        discussion: """
            adapt outdated hockey-star
            adapt keep hockey-star/es male_lead.nature       takes over what the parent says now
            adapt set hockey-star/es male_lead.sport=fútbol  says again what it was
            """)

    @Argument(help: "Only of this series.", completion: .series) var series: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.outdated(in: series, asOf: $1) }
        if listing.rows.isEmpty, read.output.chosen == .table {
            return try Streams.current.print("nothing is outdated")
        }
        try read.output.write(listing, names: ["operation"])
    }
}
