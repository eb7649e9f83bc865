import AdaptReports
import AdaptService
import ArgumentParser

struct ImportSample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", _superCommandName: "adapt import",
        abstract: "Load the sample catalogue into the database.",
        discussion: "adapt import sample\nadapt compare hockey-star/en hockey-star/es")

    @OptionGroup var write: WriteOptions

    func run() async throws {
        let today = Streams.current.today
        let (catalogue, reach) = try await write.write { try await $0.importSample(today: today, dryRun: write.dryRun) }
        if let catalogue {
            try write.confirm(catalogue, "sample catalogue: 3 series", [("catalogue", .string("sample"))])
        }
        if !write.dryRun { try write.confirm(reach, of: Workspace.sampleReach) }
    }
}
