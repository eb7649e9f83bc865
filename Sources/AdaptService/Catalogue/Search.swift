public import AdaptModel
import AdaptSQL
import Postgres

/// Looks for words in titles, aliases, identifiers, elements, terms, what editions say, and notes.
public struct Search: Sendable {
    /// What can be found.
    public enum Kind: String, Sendable, CaseIterable {
        case series, edition, alias, element, term, value, note
    }

    /// The words.
    public var words: String
    /// Only this kind; nil: all.
    public var kind: Kind?
    /// How many at most.
    public var limit: Int

    /// A search for `words`.
    public init(_ words: String, kind: Kind? = nil, limit: Int = 20) {
        self.words = words
        self.kind = kind
        self.limit = limit
    }

    /// What was found.
    public struct Result: Sendable {
        /// Columns kind, name, text, language, score (0 to 1); best first.
        public let found: Listing
        /// Whether typos were forgiven; false where the database has no pg_trgm.
        public let forgivesTypos: Bool
    }

    /// Looks, without regard to case, accents and width. Throws a `Refusal` (usage) for no words.
    public func run(in workspace: Workspace, asOf cut: OperationID = .now) async throws -> Result {
        guard words.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.usage, "nothing to search for", hint: "adapt search \"fútbol\"")
        }
        return try await workspace.atOneMoment {
            let forgives = try await workspace.rows(Queries.search["has_trigrams"])[0].get("forgives", as: Bool.self)
            if forgives { _ = try await workspace.rows(Queries.search["forgive"]) }
            let asked: [(any PostgresEncodable)?] = [cut.number, words, limit, kind?.rawValue]
            var found = try await workspace.listing(Queries.search["search"], asked)
            if forgives, found.rows.isEmpty {
                found = try await workspace.listing(Queries.search["search_misspelt"], asked)
            }
            return Result(found: found, forgivesTypos: forgives)
        }
    }
}
