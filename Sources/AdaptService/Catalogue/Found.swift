import Postgres

/// Something found, as the queries of search give it.
struct Found: Comparable {
    static let columns = ["kind", "name", "text", "language", "score"]
    /// The rank of what an edition decides, as the queries have it: of the same score, titles go before it.
    private static let decided = 5

    let cells: [String?]
    /// How near it is, 0 to 100.
    let hundredths: Int
    private let rank: Int

    init(_ row: Row) throws {
        cells = try Self.columns.map { try row.get($0, as: String?.self) }
        (hundredths, rank) = (try row.get("hundredths"), try row.get("rank"))
    }

    /// What editions decide is looked for by how near it is, in hundredths: above the first number, up to the second.
    /// What is the words, in what they are set apart, of what they are part, what is alike, which is of 40 at least.
    static let rounds = [(95, 100), (94, 95), (89, 90), (39, 89)]
    /// The least score of words that hold a mistake, and the only one of what editions decide.
    static let misspelt = 50

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

    private var order: [UInt8] { cells[1...3].flatMap { Array(($0 ?? "").utf8) + [0] } }
}
