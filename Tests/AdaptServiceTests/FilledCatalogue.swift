import AdaptModel
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptService

/// A catalogue that is large enough for the planner to choose as it does for users: 400 series with 2,400 editions and
/// some 80,000 decisions, and eight weeks of daily figures.
enum FilledCatalogue {
    static func with<Result: Sendable>(_ body: @Sendable (Workspace) async throws -> Result) async throws -> Result {
        try await withURL { try await Catalogue.open($0, body) }
    }

    static func withURL<Result: Sendable>(_ body: @Sendable (String) async throws -> Result) async throws -> Result {
        try await TestServer.withDatabase(template: "adapt_filled", prepare: fill, body)
    }

    /// The first 1,000 editions on a day of 2026, counted from the first Monday.
    static func day(_ number: Int, _ editions: [String]) -> String {
        let date = Day(number: (Day("2026-01-05") ?? Day(number: 0)).number + number)
        return Stage.header
            + editions.map { "\($0),impressions,src,\(date),\(date),\(1000 + number),\(date)\n" }.joined()
    }

    static func editions(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select s.code || '/' || e.code from edition e join series s using (series_id)
            order by e.series_id, e.edition_id limit 1000
            """)
    }

    @Sendable private static func fill(_ url: String) async throws {
        try await Catalogue.migrate(url)
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let generate = "python3 '/\(root)/Tests/Benchmarks/generate' '\(url)' --series 400 > /dev/null 2>&1"
        let ended = await ending(of: generate)
        try #require(ended == 0, "python3 and psql are needed: make setup")
        try await Catalogue.open(url) { workspace in
            try await workspace.addSource("src")
            let editions = try await editions(workspace)
            let days = (0..<56).map { String(day($0, editions).dropFirst(Stage.header.count)) }
            try await workspace.load(Stage.header + days.joined())
            _ = try await workspace.connection.query("analyze")
        }
    }
}
