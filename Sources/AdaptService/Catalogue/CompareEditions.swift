public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Compares two editions, three-way from their nearest common ancestor, or from `base` where one is given.
    ///
    /// One round trip for both chains and everything said along them. Two moments of one edition are compared from
    /// the earlier one.
    public func compare(
        _ left: EditionReference, _ right: EditionReference, base: EditionReference? = nil, asOf cut: OperationID = .now
    ) async throws -> Comparison {
        var editions = [try await find(left, asOf: cut), try await find(right, asOf: cut)]
        if let base { editions.append(try await find(base, asOf: cut)) }
        let (sides, names) = try await chains(of: editions)
        let origin = sides.count > 2 ? sides[2] : try await commonAncestor(sides[0], sides[1], editions)
        return Comparison(left: sides[0], right: sides[1], base: origin, names: names)
    }

    /// Compares the editions that two markets or languages of a series stand for.
    public func compare(
        series: String, _ left: String, _ right: String, asOf cut: OperationID = .now
    ) async throws -> Comparison {
        try await compare(
            EditionReference(series: series, edition: left), EditionReference(series: series, edition: right), asOf: cut
        )
    }

    /// All elements that an edition records or inherits, ordered by path.
    func profile(of edition: FoundEdition) async throws -> [(element: String, resolved: ResolvedElement)] {
        let side = try await lineOfDescent(of: edition)
        return side.history.profile(of: side.chain, asOf: edition.cut).map { (element: $0.element, resolved: $0.1) }
    }

    /// The edition with its ancestors, and everything said along them.
    func lineOfDescent(of edition: FoundEdition) async throws -> Comparison.Side {
        try await chains(of: [edition]).sides[0]
    }

    /// Each edition with its ancestors and what counts of everything said along them, and the names of all of these.
    ///
    /// What counts differs from moment to moment: one history a moment, shared by the editions asked for as of it.
    func chains(
        of editions: [FoundEdition]
    ) async throws -> (sides: [Comparison.Side], names: [EditionID: String]) {
        let (series, ids) = (editions.map(\.seriesID), editions.map(\.id.number))
        let cuts = editions.map(\.cut.number)
        let moments = Set(cuts).sorted()
        let answers = try await refusing {
            try await connection.pipeline(
                [SQL(Queries.compare["chains"], bind: [Array(editions.indices), series, ids, cuts])]
                    + moments.flatMap { cut in
                        ["history", "lineage"].map { SQL(Queries.compare[$0], bind: [series, ids, cut]) }
                    })
        }
        var histories: [Int: DecisionHistory] = [:]
        for (index, cut) in moments.enumerated() {
            histories[cut] = DecisionHistory(
                try answers[1 + 2 * index].map { try Decision($0) },
                lineage: try answers[2 + 2 * index].map { try LineageStep($0) })
        }
        var names: [EditionID: String] = [:]
        var chains: [[EditionID]] = editions.map { _ in [] }
        var headers: [EditionHeader?] = editions.map { _ in nil }
        for row in answers[0] {
            let (side, id): (Int, EditionID) = (try row.get("side"), EditionID(try row.get("edition_id")))
            names[id] = try row.get("name")
            if chains[side].isEmpty { headers[side] = try EditionHeader(row) }
            chains[side].append(id)
        }
        let sides = zip(editions, zip(headers, chains)).compactMap { edition, found in
            found.0.flatMap { header in
                histories[edition.cut.number].map {
                    Comparison.Side(header: header, chain: found.1, cut: edition.cut, history: $0)
                }
            }
        }
        guard sides.count == editions.count else { throw Refusal(.bug, "edition has no state") }
        return (sides, names)
    }

    private func commonAncestor(
        _ left: Comparison.Side, _ right: Comparison.Side, _ editions: [FoundEdition]
    ) async throws -> Comparison.Side? {
        guard let ancestor = left.chain.first(where: right.chain.contains) else { return nil }
        let cut = min(left.cut, right.cut)
        if left.chain.first == ancestor, left.cut == cut { return left }
        if right.chain.first == ancestor, right.cut == cut { return right }
        let found = FoundEdition(
            seriesID: editions[0].seriesID, id: ancestor, series: "", code: "", language: nil, cut: cut)
        return try await chains(of: [found]).sides[0]
    }
}

extension EditionHeader {
    init(_ row: Row) throws {
        self.init(
            edition: try row.get("name"), title: try row.get("title"), language: try row.get("language"),
            market: try row.get("market_code"), revision: try row.get("revision"))
    }
}

extension LineageStep {
    init(_ row: Row) throws {
        self.init(
            edition: EditionID(try row.get("edition_id")), operation: OperationID(try row.get("operation_id")),
            parent: try row.get("parent_id", as: Int?.self).map { EditionID($0) })
    }
}

extension Decision {
    init(_ row: Row) throws {
        let state: String = try row.get("state")
        let statement: Statement
        switch state {
        case "keep": statement = .keep
        case "absent": statement = .absent
        case "unknown": statement = .unknown
        case "inherit": statement = .inherit
        default: statement = .value(ElementValue(try row.get("value"), term: try row.get("term")))
        }
        let source: String? = try row.get("source")
        let (locator, quote): (String?, String?) = (try row.get("locator"), try row.get("quote"))
        self.init(
            element: try row.get("path"), edition: EditionID(try row.get("edition_id")),
            operation: OperationID(try row.get("operation_id")), statement: statement, minor: try row.get("minor"),
            reasons: try row.get("reasons", as: [String].self).compactMap(Reason.init(rawValue:)),
            note: try row.get("note"), citation: source.map { Citation(source: $0, locator: locator, quote: quote) })
    }
}
