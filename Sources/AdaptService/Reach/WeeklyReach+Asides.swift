import AdaptModel
import AdaptSQL
import Postgres

/// What a report tells beside its figures.
extension WeeklyReach {
    func weeksOnList(
        _ source: String, _ metric: String, _ workspace: Workspace, _ cut: OperationID
    ) async throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        let rows = try await workspace.rows(
            Queries.report["weeks_on_list"], [source, metric, week.monday.description, cut.number])
        for row in rows { counts[try row.get("subject_id")] = try row.get("weeks") }
        return counts
    }

    func unplaced(
        _ first: Week, _ source: String, _ metric: String, _ members: [ReachAssembly.Member], _ workspace: Workspace,
        _ cut: OperationID
    ) async throws -> [ReachReport.Unplaced] {
        let names = Dictionary(members.map { ($0.subject, $0.name) }, uniquingKeysWith: { first, _ in first })
        let rows = try await workspace.rows(
            Queries.report["unplaced"],
            [cut.number, first.monday.description, week.monday.description, source, metric, series])
        return try rows.compactMap { row in
            let parts =
                try row.get("members", as: [Int]?.self)
                ?? [try row.get("edition_id", as: Int?.self) ?? 0]
            let named = parts.compactMap { names[$0] }
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
                window: window, days: try row.get("span_days"), wording: try row.get("wording"))
        }
    }

    func unregistered(
        _ members: [ReachAssembly.Member], _ workspace: Workspace, _ cut: OperationID
    ) async throws -> [ReachReport.Unregistered] {
        let here = Set(members.map(\.series))
        return try await workspace.rows(Queries.catalogue["list_assertions"], [cut.number, series]).compactMap { row in
            let (code, asserted, registered): (String, Int, Int) = (
                try row.get("series"), try row.get("editions"), try row.get("registered")
            )
            guard here.contains(code), asserted > registered else { return nil }
            return ReachReport.Unregistered(series: code, asserted: asserted, registered: registered)
        }
    }
}
