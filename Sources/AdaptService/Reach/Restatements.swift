public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Figures of windows that touch some weeks, where a later vintage says something else than the one before.
    ///
    /// Ordered by window, then series, subject, source, metric, market and publication; a figure that was restated
    /// twice has two lines. Throws a `Refusal` (rule) for names that are not known.
    public func restatements(_ scope: ReadingScope, asOf cut: OperationID = .now) async throws -> [Restatement] {
        try await require(scope, asOf: cut)
        let subject = try await subject(of: scope, asOf: cut)
        let rows = try await rows(
            Queries.revision["restatements"],
            [
                cut.number, scope.first.monday.description, scope.week.monday.description, scope.source, scope.metric,
                scope.market == "world" ? nil : scope.market, subject?.series, subject?.edition?.id.number,
            ])
        return try rows.compactMap { try Restatement($0) }
    }
}

extension Restatement {
    fileprivate init?(_ row: Row) throws {
        let (series, edition): (String, String?) = (try row.get("series"), try row.get("edition"))
        let (first, last): (String, String) = (try row.get("first_day"), try row.get("last_day"))
        guard let from = Day(first), let until = Day(last), let window = Window(from, until) else { return nil }
        self.init(
            editions: try row.get("member_names", as: [String]?.self) ?? edition.map { [series + "/" + $0] } ?? [],
            creative: try row.get("creative"), title: try row.get("title"), window: window,
            source: try row.get("source"), metric: try row.get("metric"), measuredIn: try row.get("measured"),
            currency: try row.get("currency"), old: try Vintage(row, "_old", operation: "operation_old"),
            new: try Vintage(row, "", operation: "operation"))
    }
}

extension Restatement.Vintage {
    fileprivate init(_ row: Row, _ ending: String, operation: String) throws {
        let published: String = try row.get("published" + ending)
        self.init(
            published: Day(published) ?? Day(number: 0),
            figure: Figure(
                stored: Figure.Comparator(rawValue: try row.get("comparator" + ending)) ?? .equal,
                low: try row.get("low" + ending), high: try row.get("high" + ending),
                estimated: try row.get("estimated" + ending)),
            wording: try row.get("wording" + ending), operation: OperationID(try row.get(operation)))
    }
}
