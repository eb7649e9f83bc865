public import AdaptModel
import AdaptSQL

/// Which figures a reading of some weeks is about; nil: all.
public struct ReadingScope: Sendable {
    /// Last week.
    public var week: Week
    /// How many weeks up to and including it.
    public var weeks: Int
    /// Only of this source.
    public var source: String?
    /// Only of this metric.
    public var metric: String?
    /// Only of this market.
    public var market: String?
    /// Only of this series or edition.
    public var subject: EditionReference?
    /// Only in this currency.
    public var currency: String?

    /// A scope.
    public init(
        week: Week, weeks: Int = 1, source: String? = nil, metric: String? = nil, market: String? = nil,
        subject: EditionReference? = nil
    ) {
        self.week = week
        self.weeks = weeks
        self.source = source
        self.metric = metric
        self.market = market
        self.subject = subject
    }

    /// The first week.
    var first: Week { week + (1 - weeks) }
}

/// A series or edition that was asked for.
struct FoundSubject: Sendable {
    let series: String
    let edition: FoundEdition?
}

extension Workspace {
    /// Refuses sources, metrics and markets that are not known, with what is near.
    func require(_ scope: ReadingScope, asOf cut: OperationID) async throws {
        if let source = scope.source { _ = try await sources(source, asOf: cut) }
        if let market = scope.market { _ = try await markets(market, asOf: cut) }
        guard let metric = scope.metric else { return }
        let known = try await rows(Queries.revision["metrics"]).map { try $0.get("metric", as: String.self) }
        guard !known.contains(metric) else { return }
        throw Refusal(
            .rule, "metric \"\(metric)\" is not known",
            hint: Nearest.hint(for: metric, among: known) ?? "choose of " + known.joined(separator: ", "))
    }

    /// What a scope is about; a series alone stands for all of its editions. Throws a `Refusal` (rule).
    func subject(of scope: ReadingScope, asOf cut: OperationID) async throws -> FoundSubject? {
        guard let reference = scope.subject else { return nil }
        if reference.edition == nil, reference.identifier == nil {
            let series = try await requireSeries(reference.series, asOf: cut)
            return FoundSubject(series: series, edition: nil)
        }
        let found = try await find(reference, asOf: cut)
        return FoundSubject(series: found.series, edition: found)
    }
}
