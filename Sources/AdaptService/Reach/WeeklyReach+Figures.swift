import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The editions that a report is of.
    private func editions(in scope: WeeklyReach.Scope, of measure: ReachMeasure) async throws -> EditionReader {
        let found = Collected(EditionReader())
        let names = SQL(Queries.report["edition_names"], bind: [scope.series, scope.edition])
        let statuses = scope.statuses.isEmpty ? nil : scope.statuses.map(\.rawValue)
        let states = SQL(
            Queries.report["edition_states"],
            bind: [
                scope.cut.number, scope.series, scope.market, statuses, try await guests(in: scope, of: measure),
                scope.madeFor,
            ])
        _ = try await refusing {
            _ = try await connection.copyRows(of: names) { row in try found.change { try $0.takeName(&row) } }
            return try await connection.copyRows(of: states) { row in try found.change { try $0.takeState(&row) } }
        }
        return found.take()
    }

    /// Editions that were measured in the market asked for, wherever they were made for; nil: none was asked for.
    private func guests(in scope: WeeklyReach.Scope, of measure: ReachMeasure) async throws -> [Int]? {
        guard let market = scope.market else { return nil }
        let places = try await places(of: measure, in: scope).filter { $0.market == market }
        return try await rows(
            Queries.report["measured"],
            [
                scope.cut.number, scope.since.monday.description, scope.last.monday.description,
                places.map(\.measure), scope.series,
            ]
        ).map { try $0.get("edition_id") }
    }

    /// Reads the figures of a report's weeks, which are put together one week after the other: the last of them once
    /// what is read is finished. With the editions that the report is of, ordered by series and code.
    func figures(
        of measure: ReachMeasure, _ scope: WeeklyReach.Scope, breaksDown: Bool,
        handing each: (@Sendable (ReachReport.WeekTotal) throws -> Void)?
    ) async throws -> (read: Collected<FigureReader>, members: [ReachReport.Edition]) {
        let found = try await editions(in: scope, of: measure)
        let places = try await places(of: measure, in: scope)
        let rule = try await rule(of: measure, places, scope.cut)
        // Editions are put in order while the server counts their weeks.
        async let begun = ReachCollection(
            found.ordered, market: scope.market, rule: rule, from: scope.first, only: scope.weeks,
            breaksDown: breaksDown, handing: each)
        let values: [(any PostgresEncodable)?] = [
            scope.cut.number, scope.since.monday.description, scope.last.monday.description,
            places.map(\.measure), scope.series,
        ]
        let others = try await otherSubjects(values)
        let weeks = try await weeksOnList(scope, places, found.editions)
        let collection = await begun
        let reader = Collected(
            FigureReader(
                places: places, others: others, next: scope.since, last: scope.last,
                collection: collection.counting(from: weeks)))
        _ = try await refusing {
            try await connection.copyRows(of: SQL(Queries.report["figures"], bind: values)) { row in
                try reader.change { try $0.take(&row) }
            }
        }
        return (reader, collection.members)
    }

    private func rule(
        of measure: ReachMeasure, _ places: [ReachPlace], _ cut: OperationID
    ) async throws -> ReachCollection.Rule {
        let metric = try await rows(Queries.report["metric"], [measure.metric])[0]
        var overlapping: [String: Set<String>] = [:]
        let markets = places.compactMap(\.market)
        if markets.count > 1 {
            for pair in try await rows(Queries.report["overlapping_markets"], [cut.number, markets]) {
                overlapping[try pair.get("market"), default: []].insert(try pair.get("other"))
            }
        }
        return ReachCollection.Rule(
            metric: measure.metric, addsOverWindows: try metric.get("adds_over_windows"),
            addsOverEditions: try metric.get("adds_over_editions"), overlapping: overlapping)
    }

    /// How many weeks before those looked at each subject has a figure that says something of the market asked for.
    private func weeksOnList(
        _ scope: WeeklyReach.Scope, _ places: [ReachPlace], _ members: [ReachReport.Edition]
    ) async throws -> [Int: Int] {
        let everywhere = scope.market == nil ? [] : places.filter { $0.market == nil }.map(\.measure)
        let home = everywhere.isEmpty ? [] : members.filter { $0.market == scope.market }.map(\.subject)
        let counts = Collected<[Int: Int]>([:])
        let query = SQL(
            Queries.report["weeks_on_list"],
            bind: [
                scope.cut.number, scope.since.monday.description, places.map(\.measure), scope.series, everywhere, home,
            ])
        _ = try await refusing {
            try await connection.copyRows(of: query) { row in
                let (subject, weeks) = (try row.number(), try row.number())
                counts.change { $0[subject] = weeks }
            }
        }
        return counts.take()
    }
}
