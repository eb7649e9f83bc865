public import AdaptModel
import AdaptSQL
import Postgres

/// What a command line names.
public enum CatalogueName: String, Sendable, CaseIterable {
    case series, edition, element, term, week, market, source, kind
}

extension Workspace {
    /// Names of every kind that start with `prefix`, up to 200 of each, in order; weeks latest first.
    ///
    /// `edition`: written before; of elements then those that it, or one that it derives from, says something of,
    /// unless none starts so.
    public func names(
        startingWith prefix: String, after edition: EditionReference? = nil
    ) async throws -> [CatalogueName: [String]] {
        try await refusing {
            let answers = try await connection.pipeline(
                CatalogueName.allCases.map { kind in
                    let of = kind == .element ? [edition?.series, edition?.edition] : []
                    return SQL(Queries.search["names_of_\(kind.rawValue)"], bind: [prefix] + of)
                })
            var names: [CatalogueName: [String]] = [:]
            for (kind, rows) in zip(CatalogueName.allCases, answers) {
                names[kind] = try rows.map { try $0.get("name", as: String.self) }
            }
            guard edition != nil, names[.element]?.isEmpty == true else { return names }
            return try await self.names(startingWith: prefix)
        }
    }

    /// The terms that an element can have as its value and that start with `prefix`, as they are written there.
    public func terms(ofElement path: String, startingWith prefix: String) async throws -> [String] {
        try await rows(Queries.search["terms_of_element"], [path, prefix]).map { try $0.get("name") }
    }
}
