import AdaptModel
import AdaptSQL
import Postgres

/// The editions that titles and identifiers may mean, as the database has them.
extension CalledEditions {
    /// An edition that a title may mean.
    struct Candidate: Sendable {
        let series: Int
        let id: Int
        let name: String
        let language: String?
        let market: String?
        /// Whether that is its title now, and whether it is an alias; neither: it was its title.
        let isTitle: Bool
        var isAlias = false
        /// Whether it is told apart from others of that name by the category asked for, and by any at all.
        var isTold = false
        var hasCategory = false
        /// That category, as it was written.
        var category: String?

        /// Whether it is called so now; false: it was.
        var isCurrent: Bool { isTitle || isAlias }
    }

    /// The editions that identifiers are of.
    static func identified(
        _ calls: [Call], in workspace: Workspace
    ) async throws -> [ReachIdentity.Called: [Candidate]] {
        let identified = calls.filter { $0.called.identifier != nil }
        let identifiers = identified.compactMap(\.called.identifier)
        var found: [ReachIdentity.Called: [Candidate]] = [:]
        guard !identified.isEmpty else { return found }
        var places: [ReachIdentity.Called: Int] = [:]
        for row in try await workspace.rows(
            Queries.called["identified"], [identifiers.map(\.scheme), identifiers.map(\.value)])
        {
            let place: Int = try row.get("n")
            let called = identified[place - 1].called
            // The same may be said beside a reference too.
            guard places[called] ?? place == place else { continue }
            places[called] = place
            found[called, default: []].append(
                Candidate(
                    series: try row.get("series_id"), id: try row.get("edition_id"), name: try row.get("edition"),
                    language: nil, market: nil, isTitle: true))
        }
        return found
    }
}

extension CalledEditions.Candidate {
    /// Of a row of statement `called`; nil: nothing is called so.
    init?(_ row: Row) throws {
        guard let edition: String = try row.get("edition") else { return nil }
        self.init(
            series: try row.get("series_id"), id: try row.get("edition_id"), name: edition,
            language: try row.get("language"), market: try row.get("market_code"), isTitle: try row.get("is_title"),
            isAlias: try row.get("is_alias"), isTold: try row.get("is_told"), hasCategory: try row.get("has_category"),
            category: try row.get("category"))
    }
}
