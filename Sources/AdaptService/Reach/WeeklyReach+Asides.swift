import AdaptModel
import AdaptSQL
import Postgres

/// What a report tells beside its figures.
extension Workspace {
    /// Figures that lie in no single week, of editions that were asked for.
    func unplaced(
        _ measure: ReachMeasure, _ scope: WeeklyReach.Scope, _ members: [ReachReport.Edition]
    ) async throws -> [ReachReport.Unplaced] {
        // There is seldom one, and to ask for them by name takes a while to plan.
        let measures = try await places(of: measure).map(\.measure)
        guard try await rows(Queries.report["has_unplaced"], [measures])[0].get("found", as: Bool.self) else {
            return []
        }
        let rows = try await rows(
            Queries.report["unplaced"],
            [
                scope.cut.number, scope.first.monday.description, scope.last.monday.description, measure.source,
                measure.metric, scope.series, scope.currency,
            ])
        guard !rows.isEmpty else { return [] }
        func named(_ members: some Sequence<ReachReport.Edition>) -> [Int: String] {
            Dictionary(members.map { ($0.subject, $0.name) }) { first, _ in first }
        }
        let (all, home) = (named(members), named(members.lazy.filter { $0.market == scope.market }))
        return try rows.compactMap { row in
            let measured: String? = try row.get("market_code")
            // In a market, what is of everywhere counts for the editions made for it.
            let names = scope.market == nil || measured == scope.market ? all : measured == nil ? home : [:]
            let parts =
                try row.get("members", as: [Int]?.self)
                ?? [try row.get("edition_id", as: Int?.self) ?? 0]
            let named = parts.compactMap { names[$0] }.sorted()
            guard named.count == parts.count else { return nil }
            let creative: String? = try row.get("creative")
            let (from, until): (String?, String?) = (try row.get("first_day"), try row.get("last_day"))
            let window = from.flatMap { Day($0) }.flatMap { start in
                until.flatMap { Day($0) }.flatMap { Window(start, $0) }
            }
            return ReachReport.Unplaced(
                subject: named.joined(separator: " + ") + (creative.map { " " + $0 } ?? ""),
                figure: Figure(
                    stored: Figure.Comparator(rawValue: try row.get("comparator")) ?? .equal, low: try row.get("low"),
                    high: try row.get("high"), estimated: try row.get("estimated")),
                window: window, days: try row.get("span_days"), wording: try row.get("wording"),
                currency: try row.get("currency"))
        }
    }

    /// Series of the report with editions that are not registered.
    func unregistered(
        _ scope: WeeklyReach.Scope, _ members: [ReachReport.Edition]
    ) async throws -> [AssertedEditions] {
        let asserted = try await assertedEditions(of: scope.series, asOf: scope.cut)
        let here = Set(members.map(\.series))
        return asserted.filter { here.contains($0.series) && $0.missing > 0 }
    }
}

extension Workspace {
    /// Markets that lie in `market` and have figures of their own from one week to another, in order of their codes.
    func markets(
        within market: String?, of measure: ReachMeasure, _ first: Week, _ last: Week, asOf cut: OperationID
    ) async throws -> [String] {
        guard let market, market != "world" else { return [] }
        return try await rows(
            Queries.report["markets_within"],
            [
                cut.number, market, measure.source, measure.metric, first.monday.description, last.monday.description,
            ]
        ).map { try $0.get("market") }
    }
}
