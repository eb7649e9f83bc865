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
        /// Columns kind, name, text, language, score (0 to 1); best first.
        public let found: Listing
        /// Whether typos were forgiven; false where the database has no pg_trgm.
        public let forgivesTypos: Bool
        /// Whether there is more than was asked for at most.
        public let isCut: Bool
    }

    /// Looks, without regard to case, accents and width. Throws a `Refusal` (usage) for no words.
    public func run(in workspace: Workspace, asOf cut: OperationID = .now) async throws -> Result {
        guard words.contains(where: { !$0.isWhitespace }) else {
            throw Refusal(.usage, "nothing to search for", hint: "adapt search \"fútbol\"")
        }
        return try await workspace.atOneMoment {
            let forgives = try await workspace.forgivesTypos
            // One more tells whether there are more.
            let most = limit > 0 && limit < Int.max ? limit + 1 : limit
            let asked: [(any PostgresEncodable)?] = [cut.number, words, most, kind?.rawValue]
            func look(_ query: String, over floor: Int = -1, _ more: [(any PostgresEncodable)?] = []) async throws
                -> [Found]
            {
                if forgives { try await workspace.forgive(Found.likeness(over: floor)) }
                return try await workspace.rows(Queries.search[query], asked + more).map(Found.init)
            }
            var found = kind == .value ? [] : try await look("search")
            if kind == nil || kind == .value || kind == .note {
                // Whoever has enough that is nearer is not told what is less near.
                for (least, top) in Found.rounds where Found.floor(of: found, limit: most) < top {
                    let floor = max(least, Found.floor(of: found, limit: most))
                    let decided = try await look("search_decided", over: floor, [floor])
                    found = Found.best(most, of: found + decided)
                }
            }
            if forgives, found.isEmpty { found = try await look("search_misspelt") }
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

/// Something found, as the queries of search give it.
private struct Found: Comparable {
    static let columns = ["kind", "name", "text", "language", "score"]
    /// The rank of what an edition decides, as the queries have it: of the same score, titles go before it.
    private static let decided = 5

    let cells: [String?]
    private let hundredths: Int
    private let rank: Int

    init(_ row: Row) throws {
        cells = try Self.columns.map { try row.get($0, as: String?.self) }
        (hundredths, rank) = (try row.get("hundredths"), try row.get("rank"))
    }

    /// What editions decide is looked for by how near it is, in hundredths: above the first number, up to the second.
    /// What is the words, in what they stand, what is alike.
    static let rounds = [(90, 100), (89, 90), (-1, 89)]

    /// The score that what editions decide must be above to be listed beside the best of all else; -1: any is.
    static func floor(of found: [Found], limit: Int) -> Int {
        guard found.count >= limit, let last = found.last else { return -1 }
        return last.rank < decided ? last.hundredths : last.hundredths - 1
    }

    /// The first of them, each thing once.
    static func best(_ limit: Int, of found: [Found]) -> [Found] {
        var names: Set<[String?]> = []
        return Array(found.sorted().filter { names.insert(Array($0.cells.prefix(4))).inserted }.prefix(limit))
    }

    /// How much alike words must be, 0 to 1, for a score above one in hundredths.
    static func likeness(over floor: Int) -> Double {
        max(Workspace.leastLikeness, min((Double(floor) + 0.5) / 90, 1))
    }

    static func < (left: Found, right: Found) -> Bool {
        if left.hundredths != right.hundredths { return left.hundredths > right.hundredths }
        if left.rank != right.rank { return left.rank < right.rank }
        return left.order.lexicographicallyPrecedes(right.order)
    }

    private var order: [UInt8] { cells[1...2].flatMap { Array(($0 ?? "").utf8) + [0] } }
}
