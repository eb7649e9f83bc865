public import AdaptModel
import AdaptSQL
import Postgres

/// A planning file that a standing job asks for again and again: it holds the weeks whose figures changed since the
/// last one of the same kind. Where none has, it is the last one again, byte for byte, so that a job may be repeated.
public struct StandingExport: Sendable {
    /// The figures, of the weeks in `changed`.
    public let report: ReachReport
    /// The last operation of the export before it; 0: there was none.
    public let since: OperationID
    /// The last operation that it holds.
    public let until: OperationID
    /// The weeks, earliest first.
    public let weeks: [Week]
    /// Whether nothing has changed since it was written last.
    public let isRepeated: Bool
    let kind: String
}

/// Which weeks a standing export may hold.
public struct StandingScope: Sendable {
    /// Not before this week.
    public let first: Week?
    /// Not after this week.
    public let last: Week?

    /// Weeks from one to another; nil: from the first, to the last there is.
    public init(first: Week?, last: Week?) {
        self.first = first
        self.last = last
    }

    func admits(_ week: Week) -> Bool {
        first.map { $0 <= week } ?? true && last.map { week <= $0 } ?? true
    }
}

extension Workspace {
    /// What a standing export of `request` holds now. Its weeks are those of `scope`; `format` is part of its kind.
    ///
    /// Nothing is noted before `note` is called with it. Throws a `Refusal` (rule), also where there never was a figure.
    public func standingExport(
        of request: WeeklyReach, in scope: StandingScope, format: String
    ) async throws -> StandingExport {
        let now = OperationID(try await rows(Queries.standing["last_operation"])[0].get("operation"))
        let far = Week(of: Day(number: 0))
        let measure = try await measure(
            source: request.source, metric: request.metric, from: scope.first ?? far, to: scope.last ?? far, asOf: .now)
        let kind = request.kind(measure, scope, format)
        let row = try await rows(Queries.standing["last_export"], [kind]).first
        let last = try row.map { (since: try $0.get("since", as: Int.self), until: try $0.get("until", as: Int.self)) }
        let market = request.market == "world" ? nil : request.market
        let places = try await places(of: measure, market: market, currency: request.currency)
        func weeks(after since: Int, to until: Int) async throws -> [Week] {
            let values: [(any PostgresEncodable)?] = [since, until, places.map(\.measure), request.series]
            return try await rows(Queries.standing["weeks_changed"], values)
                .compactMap { Day(try $0.get("week", as: String.self)) }.map { Week(of: $0) }.filter(scope.admits)
        }
        var (since, until, isRepeated) = (last?.until ?? 0, now.number, false)
        var found = try await weeks(after: since, to: until)
        if found.isEmpty, let last {
            (since, until, isRepeated) = (last.since, last.until, true)
            found = try await weeks(after: since, to: until)
        }
        guard let first = found.first, let latest = found.last else {
            throw Refusal(.rule, "no figure lies in a week that was asked for", hint: "adapt import reach FILE")
        }
        var whole = request
        (whole.source, whole.metric, whole.week) = (measure.source, measure.metric, latest)
        (whole.weeks, whole.only) = ((latest.monday - first.monday) / 7 + 1, Set(found))
        let report = try await whole.run(in: self, asOf: until == now.number ? .now : OperationID(until))
        return StandingExport(
            report: report, since: OperationID(since), until: OperationID(until), weeks: found, isRepeated: isRepeated,
            kind: kind)
    }

    /// Notes that an export has been handed on: the next one goes on from there. Call it when the file is in its place.
    public func note(_ export: StandingExport) async throws {
        guard !export.isRepeated else { return }
        _ = try await rows(
            Queries.standing["note"],
            [
                export.kind, export.since.number, export.until.number, export.weeks.map(\.monday.description), author,
            ])
    }

    /// The latest week with a figure that lies in it; nil: there is none.
    public func latestFigures(asOf cut: OperationID = .now) async throws -> Week? {
        try await rows(Queries.standing["latest_week"], [cut.number])[0].get("week", as: String?.self)
            .flatMap { Day($0) }.map { Week(of: $0) }
    }
}

extension WeeklyReach {
    /// What makes two standing exports the same job.
    fileprivate func kind(_ measure: ReachMeasure, _ scope: StandingScope, _ format: String) -> String {
        var words = ["source=\(measure.source)", "metric=\(measure.metric)", "format=\(format)"]
        if let series { words.append("series=\(series)") }
        if let market { words.append("market=\(market)") }
        if let currency { words.append("currency=\(currency)") }
        // A job over some weeks hands nothing on of the others.
        if let first = scope.first { words.append("from=\(first)") }
        if let last = scope.last { words.append("until=\(last)") }
        if let madeFor { words.append("made_for=\(madeFor)") }
        if !statuses.isEmpty { words.append("status=" + statuses.map(\.rawValue).sorted().joined(separator: ",")) }
        return words.joined(separator: " ")
    }
}
