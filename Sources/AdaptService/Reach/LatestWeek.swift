public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// That there are no figures; where there are places on lists, what shows them.
    public func noFigures(asOf cut: OperationID = .now) async throws -> Refusal {
        let hint = "adapt import reach FILE"
        guard let row = try await rows(Queries.claim["latest_place"], [cut.number]).first,
            let day = Day(try row.get("first_day", as: String.self))
        else { return Refusal(.rule, "no figures are recorded", hint: hint) }
        return Refusal(
            .rule, "no figures are recorded, but places on lists",
            hint: "adapt rank --week \(Week(of: day)) --source \(try row.get("source", as: String.self)) shows those; "
                + "figures: \(hint)")
    }

    /// The latest week with a figure of the source, metric, market, currency and editions that `request` is of; where
    /// it has none, the latest of all, so that it says itself why there is nothing. Nil: there is no figure.
    public func latestWeek(for request: WeeklyReach, asOf cut: OperationID = .now) async throws -> Week? {
        let edition: FoundEdition?
        if let reference = request.edition {
            edition = try await find(reference, asOf: cut)
        } else {
            edition = nil
        }
        let series = try await requireSeriesIfAny(request.series, asOf: cut)
        let statuses = request.statuses.isEmpty ? nil : request.statuses.map(\.rawValue)
        let values: [(any PostgresEncodable)?] = [
            request.source, request.metric, request.market == "world" ? nil : request.market, request.currency,
            edition?.series ?? series, edition?.code, request.madeFor, statuses,
        ]
        if values.contains(where: { $0 != nil }),
            let row = try await rows(Queries.standing["latest_week_of"], [cut.number] + values).first
        {
            return Day(try row.get("week", as: String.self)).map { Week(of: $0) }
        }
        return try await rows(Queries.standing["latest_week"], [cut.number])[0].get("week", as: String?.self)
            .flatMap { Day($0) }.map { Week(of: $0) }
    }
}
