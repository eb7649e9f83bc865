import AdaptModel
import AdaptSQL
import Postgres

/// What a command line names.
public enum CatalogueName: String, Sendable, CaseIterable {
    case series, edition, element, week, market, source
}

extension Workspace {
    /// Names of every kind that start with `prefix`, up to 200 of each, in order; weeks latest first.
    public func names(startingWith prefix: String) async throws -> [CatalogueName: [String]] {
        try await refusing {
            let answers = try await connection.pipeline(
                CatalogueName.allCases.map { SQL(Queries.search["names_of_\($0.rawValue)"], bind: [prefix]) })
            var names: [CatalogueName: [String]] = [:]
            for (kind, rows) in zip(CatalogueName.allCases, answers) {
                names[kind] = try rows.map { try $0.get("name", as: String.self) }
            }
            return names
        }
    }
}
