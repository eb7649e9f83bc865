import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

/// A small catalogue to import figures into: series `s` with editions kr (market kr), us (market us) and us-2 (market
/// us), series `t` with edition jp, sources `src` and `other`.
enum Stage {
    static func with<Result: Sendable>(_ body: @Sendable (Workspace) async throws -> Result) async throws -> Result {
        try await TestServer.withDatabase(template: "adapt_stage", prepare: fill) { try await Catalogue.open($0, body) }
    }

    @Sendable private static func fill(_ url: String) async throws {
        try await Catalogue.migrate(url)
        try await Catalogue.open(url) { try await prepare($0) }
    }

    static func prepare(_ workspace: Workspace) async throws {
        try await workspace.addSource("src")
        try await workspace.addSource("other")
        for series in ["s", "t"] { try await workspace.addSeries(series) }
        try await workspace.register("s/kr", title: "K", market: "kr")
        try await workspace.register("s/us", title: "U", market: "us", from: "s/kr")
        try await workspace.register("s/us-2", title: "U2", market: "us", from: "s/kr")
        try await workspace.register("t/jp", title: "J", market: "jp")
    }

    static let header = "edition,metric,source,from,until,value,published\n"

    /// A row of an edition and a window in January 2026, published on a day of February.
    static func row(
        _ edition: String, _ from: Int, _ until: Int, _ value: String, published: Int = 1, source: String = "src",
        metric: String = "impressions"
    ) -> String {
        "\(edition),\(metric),\(source),2026-01-\(two(from)),2026-01-\(two(until)),\(value),2026-02-\(two(published))\n"
    }

    private static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}

extension Workspace {
    /// A week's total of a source, as `comparator low..high figures`.
    func total(
        _ week: String, source: String = "src", series: String? = nil, asOf cut: OperationID = .now
    ) async throws -> String {
        let report = try await WeeklyReach(
            week: try Week(parsing: week), series: series, metric: "impressions", source: source
        ).run(in: self, asOf: cut)
        guard let total = report.weeks.first?.total else { return "none" }
        return "\(total.comparator.rawValue) \(total.low)..\(total.high.map(String.init) ?? "") \(total.figures)"
    }

    /// What is stored of weeks differs from what the figures give.
    func derivedDifferences() async throws -> [String] {
        try await texts(
            """
            with stored as (select * from weekly_reach),
                computed as (select * from weekly_reach_as_of(9223372036854775807, '0001-01-01', '9999-12-31'))
            select 'stored ' || x::text from (select * from stored except all select * from computed) x
            union all select 'computed ' || x::text from (select * from computed except all select * from stored) x
            """)
    }
}
