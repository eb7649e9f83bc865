public import AdaptModel
import AdaptSQL
import Postgres

/// A planning file that a standing job asks for again and again: it holds the weeks whose figures changed since the
/// last one of the same kind, or those of the week before, with which they are compared; or the editions chosen by status
/// or market. Where none has, it is the last
/// one again, byte for byte, so that a job may be repeated.
public struct StandingExport: Sendable {
    /// The figures, of the weeks in `changed`.
    public let report: ReachReport
    /// The last operation as of which all of its weeks had been handed on; 0: some were not yet.
    public let since: OperationID
    /// The last operation of the export before it; nil: there was none of its kind.
    public let before: OperationID?
    /// The last operation that it holds.
    public let until: OperationID
    /// The weeks, earliest first.
    public let weeks: [Week]
    /// Whether nothing has changed since it was written last.
    public let isRepeated: Bool
    let kind: String
    let scope: StandingScope
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

    /// How many weeks, in words; nil: all.
    var length: String? {
        guard let first, let last else { return first == nil && last == nil ? nil : "some" }
        return "\((last.monday - first.monday) / 7 + 1)"
    }

    func admits(_ week: Week) -> Bool {
        first.map { $0 <= week } ?? true && last.map { week <= $0 } ?? true
    }
}

extension Workspace {
    /// What a standing export of `request` holds now. Its weeks are those of `scope`; `format` is part of its kind.
    ///
    /// A week that no export of the kind was asked for counts as changed. Nothing is noted before `note` is called with
    /// it. It is of one moment: what comes in meanwhile is the next one's. Throws a `Refusal`: rule, also where there
    /// never was a figure; forbidden where it is to be noted and the user may not, before the first week is handed on.
    public func standingExport(
        of request: WeeklyReach, in scope: StandingScope, format: String
    ) async throws -> StandingExport {
        try await atOneMoment { try await export(of: request, in: scope, format: format) }
    }

    private func export(
        of request: WeeklyReach, in scope: StandingScope, format: String
    ) async throws -> StandingExport {
        let now = OperationID(try await rows(Queries.standing["last_operation"])[0].get("operation"))
        let far = Week(of: Day(number: 0))
        let measure = try await measure(
            source: request.source, metric: request.metric, from: scope.first ?? far, to: scope.last ?? far, asOf: .now)
        let kind = request.kind(measure, scope, format)
        let market = request.market == "world" ? nil : request.market
        let places = try await places(of: measure, market: market, currency: request.currency)
        let handed = try await handed(kind)
        var found: [Week: Int] = [:]
        for since in handed.moments(in: scope) {
            let values: [(any PostgresEncodable)?] = [
                // The first week is compared with the one before it.
                since, now.number, places.map(\.measure), request.series,
                scope.first.map { ($0 + -1).monday.description },
                scope.last?.monday.description, market != nil || request.madeFor != nil || !request.statuses.isEmpty,
            ]
            for row in try await rows(Queries.standing["weeks_changed"], values) {
                guard let week = Day(try row.get("week", as: String.self)).map({ Week(of: $0) }) else { continue }
                for touched in try row.get("is_followed") ? [week, week + 1] : [week]
                where scope.admits(touched) && handed.moment(of: touched) == since { found[touched] = since }
            }
        }
        var (weeks, until) = (found.keys.sorted(), now.number)
        var since = found.values.min() ?? 0
        let isRepeated = weeks.isEmpty
        if isRepeated, let last = try await lastExport(kind, scope) { (weeks, since, until) = last }
        guard let first = weeks.first, let latest = weeks.last else {
            throw Refusal(.rule, "no figure lies in a week that was asked for", hint: "adapt import reach FILE")
        }
        if !isRepeated { try await requireNoting() }
        var whole = request
        (whole.source, whole.metric, whole.week) = (measure.source, measure.metric, latest)
        (whole.weeks, whole.only) = ((latest.monday - first.monday) / 7 + 1, Set(weeks))
        let report = try await whole.run(in: self, asOf: until == now.number ? .now : OperationID(until))
        return StandingExport(
            report: report, since: OperationID(since), before: handed.last.map { OperationID($0) },
            until: OperationID(until), weeks: weeks, isRepeated: isRepeated, kind: kind, scope: scope)
    }

    /// What exports of a kind have handed on.
    private func handed(_ kind: String) async throws -> HandedOn {
        HandedOn(
            parts: try await rows(Queries.standing["exports"], [kind]).map { row in
                func week(_ name: String) throws -> Week? {
                    try row.get(name, as: String?.self).flatMap { Day($0) }.map { Week(of: $0) }
                }
                return (
                    scope: StandingScope(first: try week("first_week"), last: try week("last_week")),
                    until: try row.get("until")
                )
            })
    }

    /// The last export of a kind that holds any of some weeks, as far as it holds them.
    private func lastExport(
        _ kind: String, _ scope: StandingScope
    ) async throws -> (weeks: [Week], since: Int, until: Int)? {
        let bounds = [scope.first, scope.last].map { $0?.monday.description }
        guard let row = try await rows(Queries.standing["last_export"], [kind, bounds[0], bounds[1]]).first else {
            return nil
        }
        let weeks = try row.get("weeks", as: [String].self).compactMap { Day($0) }.map { Week(of: $0) }
        return (weeks.filter(scope.admits).sorted(), try row.get("since"), try row.get("until"))
    }

    /// Refuses a user who may not note an export, in the words of PostgreSQL, which would do so once the file is there.
    private func requireNoting() async throws {
        guard try await !rows(Queries.standing["may_note"])[0].get("may", as: Bool.self) else { return }
        throw Refusal(.forbidden, "permission denied for table reach_export")
    }

    /// Notes that an export has been handed on: the next one goes on from there. Call it when the file is in its place.
    public func note(_ export: StandingExport) async throws {
        guard !export.isRepeated else { return }
        _ = try await rows(
            Queries.standing["note"],
            [
                export.kind, export.since.number, export.until.number, export.weeks.map(\.monday.description), author,
                export.scope.first?.monday.description, export.scope.last?.monday.description,
            ])
    }
}

/// Up to which operation a standing job has handed on which weeks.
private struct HandedOn {
    let parts: [(scope: StandingScope, until: Int)]

    /// The last operation of all; nil: nothing was handed on.
    var last: Int? { parts.map(\.until).max() }

    /// Up to which operation a week was; 0: it was not.
    func moment(of week: Week) -> Int { parts.filter { $0.scope.admits(week) }.map(\.until).max() ?? 0 }

    /// All there are of the weeks in a scope.
    func moments(in scope: StandingScope) -> Set<Int> {
        // They change only where a part begins or has ended.
        let edges = parts.flatMap { [$0.scope.first, $0.scope.last.map { $0 + 1 }] } + [scope.first, scope.last]
        let known = edges.compactMap(\.self).flatMap { [$0, $0 + (-1)] }.filter(scope.admits)
        return known.isEmpty ? [last ?? 0] : Set(known.map(moment(of:)))
    }
}

extension WeeklyReach {
    /// What makes two standing exports the same job.
    fileprivate func kind(_ measure: ReachMeasure, _ scope: StandingScope, _ format: String) -> String {
        var words = ["source=\(measure.source)", "metric=\(measure.metric)", "format=\(format)"]
        if let series { words.append("series=\(series)") }
        if let market { words.append("market=\(market)") }
        if let currency { words.append("currency=\(currency)") }
        if let madeFor { words.append("made_for=\(madeFor)") }
        if !statuses.isEmpty { words.append("status=" + statuses.map(\.rawValue).sorted().joined(separator: ",")) }
        // A job over some weeks hands nothing on of the others; asked for later ones it is the same job.
        if let length = scope.length { words.append("weeks=\(length)") }
        return words.joined(separator: " ")
    }
}
