public import AdaptModel
import AdaptSQL
import Postgres

/// One metric of one source: what alone may be added or compared (rule 7).
struct ReachMeasure: Sendable {
    let source: String
    let metric: String
}

extension Workspace {
    /// The source and metric asked for, or the only ones of some weeks, else of all; several are never added.
    ///
    /// Throws a `Refusal` (rule) that lists them.
    func measure(
        source: String?, metric: String?, from first: Week, to last: Week, asOf cut: OperationID
    ) async throws -> ReachMeasure {
        var found = try await measures(source: source, metric: metric, from: first, to: last, asOf: cut)
        if found.isEmpty {
            found = try await pairs(Queries.report["measures_ever"], [cut.number, source, metric])
        }
        guard let one = found.first else {
            let all = try await pairs(
                Queries.report["measures_ever"], [cut.number, nil as String?, nil as String?])
            if all.isEmpty { throw try await noFigures(asOf: cut) }
            throw Refusal(
                .rule,
                "no figures" + (source.map { " of source \"\($0)\"" } ?? "")
                    + (metric.map { " of metric \"\($0)\"" } ?? "") + " are recorded",
                hint: hint(source: source, metric: metric, among: all))
        }
        guard found.count == 1 else {
            let choices = found.map { "--source \($0.source) --metric \($0.metric)" }
            throw Refusal(
                .rule, "figures of different sources or metrics are never added (rule 7)", hint: "choose one of them",
                details: choices)
        }
        return one
    }

    /// What there are figures of, nearest first.
    private func hint(source: String?, metric: String?, among all: [ReachMeasure]) -> String {
        let (sources, metrics) = (Set(all.map(\.source)), Set(all.map(\.metric)))
        let near =
            source.flatMap { sources.contains($0) ? nil : Nearest.hint(for: $0, among: sources.sorted()) }
            ?? metric.flatMap { metrics.contains($0) ? nil : Nearest.hint(for: $0, among: metrics.sorted()) }
        let some = all.prefix(5).map { "--source \($0.source) --metric \($0.metric)" }.joined(separator: "; ")
        return (near.map { $0 + " " } ?? "") + "there are figures of " + some + (all.count > 5 ? "; and more" : "")
    }

    /// Sources with their metrics that have figures in some weeks; `source`, `metric`: only these.
    func measures(
        source: String?, metric: String?, from first: Week, to last: Week, asOf cut: OperationID
    ) async throws -> [ReachMeasure] {
        try await pairs(
            Queries.report["measures_in"],
            [cut.number, source, metric, first.monday.description, last.monday.description])
    }

    private func pairs(_ query: String, _ values: [(any PostgresEncodable)?]) async throws -> [ReachMeasure] {
        try await rows(query, values).map { ReachMeasure(source: try $0.get("source"), metric: try $0.get("metric")) }
    }
}

extension Workspace {
    /// Every source and metric with reach in a week, ordered.
    public func measures(in week: Week) async throws -> [(source: String, metric: String)] {
        let day = week.monday.description
        return try await rows(
            Queries.report["measures_in"], [OperationID.now.number, nil as String?, nil as String?, day, day]
        )
        .map { (source: try $0.get("source"), metric: try $0.get("metric")) }
    }
}
