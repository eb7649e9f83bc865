import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", _superCommandName: "adapt",
        abstract: "Show who did what, latest first.", discussion: "adapt log hockey-star/es")

    @Argument(help: "Only what touched this edition.", completion: .edition) var edition: String?
    @Option(name: .customLong("limit"), help: "How many operations.") var limit = 50
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let reference = try edition.map { try read.edition($0) }
        let listing = try await read.read { try await $0.log(of: reference, limit: limit, asOf: $1) }
        try read.output.write(listing, numbers: ["editions_count"], names: ["operation_id"])
    }
}
