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
        let log = try await read.readAtOneMoment {
            try await $0.operationLog(of: reference, limit: limit, asOf: $1)
        }
        if !read.output.quiet { tell(of: log) }
        try read.output.write(log.operations, numbers: ["editions_count"], names: ["operation_id"])
    }

    /// Says what is listed where that is less than may be meant.
    private func tell(of log: OperationLog) {
        if let source = log.source {
            Streams.current.warn("adapt: of \(source), the source edition; of all: adapt log")
        }
        let listed = log.operations.rows.count
        guard listed < log.count else { return }
        Streams.current.warn("adapt: \(grouped(listed)) of \(grouped(log.count)); --limit N for more")
    }
}
