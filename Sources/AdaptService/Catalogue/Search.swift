public import AdaptModel
import AdaptSQL
import Postgres

/// Looks for words in titles, aliases, identifiers, elements, terms, what editions say or keep, and notes.
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
        /// Columns kind, name, text, language, score (0 to 1); best first: what is the words, then in what they stand
        /// as such, of what they are part, what is alike.
        public let found: Listing
        /// Whether typos were forgiven; false where the database has no pg_trgm.
        public let forgivesTypos: Bool
        /// Whether there is more than was asked for at most.
        public let isCut: Bool
    }

    /// Of how many characters the words are at most: how much alike they are to anything, be it themselves, takes steps
    /// that grow with the square of that, seconds for one word of 20,000 letters.
    static let longest = 1_000

    /// Looks, without regard to case, accents and width, nor to a typo where the database has pg_trgm. Throws a
    /// `Refusal` (usage) for no words, for more than are looked for, or a limit of none.
    public func run(in workspace: Workspace, asOf cut: OperationID = .now) async throws -> Result {
        guard words.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.usage, "nothing to search for", hint: "adapt search \"fútbol\"")
        }
        try Refusal.requireLimit(limit)
        let text = trimmed(words)
        // As the database counts: one sign may be of as many as somebody likes.
        guard text.unicodeScalars.count <= Self.longest else {
            throw Refusal(
                .usage, "words to search for are longer than \(Self.longest) characters",
                hint: "a part of them finds what holds them")
        }
        return try await workspace.atOneMoment {
            let forgives = try await workspace.forgivesTypos
            // One more tells whether there are more.
            let most = limit < Int.max ? limit + 1 : limit
            let look = Looking(
                workspace: workspace, asked: [cut.number, text, most, kind?.rawValue], most: most,
                forgives: forgives)
            let isDecided = kind == nil || kind == .value || kind == .note
            var found = kind == .value ? [] : try await look.rows("search")
            if isDecided {
                // Whoever has enough that is nearer is not told what is less near.
                for (least, top) in Found.rounds {
                    found = try await look.decided(beside: found, over: least, upTo: top)
                }
            }
            if forgives, found.first.map({ $0.hundredths < Found.misspelt }) ?? true {
                let misspelt = try await look.rows("search_misspelt")
                found = Found.best(most, of: found + misspelt)
                if isDecided { found = try await look.misspelt(beside: found) }
            }
            let isCut = most > limit && found.count == most
            return Result(
                found: Listing(columns: Found.columns, rows: (isCut ? found.dropLast() : found[...]).map(\.cells)),
                forgivesTypos: forgives, isCut: isCut)
        }
    }
}

extension Workspace {
    /// How much alike words are at least that are taken for the same with a typo, 0 to 1.
    static let leastLikeness = 0.45

    /// Whether the database has pg_trgm, which tells how much alike words are.
    var forgivesTypos: Bool {
        get async throws { try await rows(Queries.search["has_trigrams"])[0].get("forgives") }
    }

    /// Takes words for the same, until the transaction ends, that are so much alike.
    func forgive(_ likeness: Double = leastLikeness) async throws {
        _ = try await rows(Queries.search["forgive"], [String(likeness)])
    }
}
