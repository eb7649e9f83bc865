import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", _superCommandName: "adapt",
        abstract: "Show who did what, latest first.",
        discussion: """
            adapt log hockey-star/es

            The message is what its author said of it with --message, else its subject: what it was of.
            """)

    @Argument(help: "Only what touched this edition.", completion: .edition) var edition: String?
    @Option(name: .customLong("limit"), help: "How many operations.") var limit = 50
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let reference = try edition.map { try read.edition($0) }
        let log = try await read.readAtOneMoment {
            try await $0.operationLog(of: reference, limit: limit, asOf: $1)
        }
        if !read.output.quiet { tell(of: log) }
        let isTable = try read.output.chosen(among: Format.reports) == .table
        // People read what an operation was of once.
        let listed = isTable ? log.operations.emptying("subject", like: "message") : log.operations
        let sheet = Sheet(listed, numbers: ["editions_count"], names: ["operation_id"])
        try read.output.write(isTable ? sheet.withoutEmpty(["subject"]) : sheet)
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

extension Listing {
    /// The same with nothing in a column wherever another one says it.
    fileprivate func emptying(_ column: String, like other: String) -> Listing {
        guard let place = columns.firstIndex(of: column), let beside = columns.firstIndex(of: other) else {
            return self
        }
        return Listing(
            columns: columns,
            rows: rows.map { row in
                var row = row
                if row[place] == row[beside] { row[place] = nil }
                return row
            })
    }
}
