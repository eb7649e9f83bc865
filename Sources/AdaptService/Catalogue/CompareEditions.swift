public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Compares two editions, three-way from their nearest common ancestor, or from `base` where one is given.
    ///
    /// One round trip for the editions of their series, one for all that is said along their lines, one for its names.
    /// Two moments of one edition are compared from the earlier one. `kinds`: only elements of these; none: all.
    public func compare(
        _ left: EditionReference, _ right: EditionReference, base: EditionReference? = nil, kinds: [String] = [],
        asOf cut: OperationID = .now
    ) async throws -> Comparison {
        try await require(kinds: kinds)
        let lines = try await lines(of: locate([left, right] + (base.map { [$0] } ?? []), asOf: cut))
        let origin = base == nil ? lines.commonAncestor : lines.sides[2]
        let comparison = Comparison(left: lines.sides[0], right: lines.sides[1], base: origin, names: lines.names)
        return kinds.isEmpty ? comparison : comparison.only { kinds.contains(lines.kind(of: $0.element)) }
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
        try await lines(of: edition).sides[0]
    }

    /// The line of descent of one edition, as of what counts for it.
    func lines(of edition: FoundEdition) async throws -> Lines {
        guard let index = try await index(of: edition.series, asOf: edition.cut) else {
            throw Refusal(.bug, "edition \"\(edition.name)\" has no state")
        }
        return try await lines(of: ([edition.asOf(index.cut)], [index]))
    }

    /// Each edition with its ancestors and what counts of everything said along them.
    ///
    /// What counts differs from moment to moment: one history a series and moment, shared by the editions asked for.
    /// `indexes`: those that are read already; one that is not is of a revision, which never changes.
    func lines(of asked: (editions: [FoundEdition], indexes: [SeriesIndex])) async throws -> Lines {
        var indexes: [SeriesIndex] = []
        for edition in asked.editions where !indexes.contains(where: edition.isOf) {
            var known = asked.indexes.first(where: edition.isOf)
            if known == nil { known = try await index(of: edition.series, asOf: edition.cut) }
            guard let known, known.cut == edition.cut else {
                throw Refusal(.bug, "edition \"\(edition.name)\" has no state")
            }
            indexes.append(known)
        }
        let said = try await refusing { [indexes] in
            try await connection.pipeline(
                indexes.map { index in
                    let ids = index.lines(of: asked.editions.filter { $0.isOf(index) }.map(\.id))
                    return SaidRows.statement([index.series], editions: ids.map(\.number), asOf: index.cut)
                })
        }
        let latest = indexes.map(\.cut).max() ?? .now
        let histories = try await refusing { [indexes] in
            let statements = try zip(indexes, said).map { index, rows in
                // Two moments know an element or term by one name: the later one. What no longer counts by then goes
                // by the name that it had.
                let keys = try SaidRows(rows: rows).named()
                return (index.cut == latest ? [latest] : [index.cut, latest]).map { cut in
                    SaidNames.statements(keys, asOf: cut)
                }
            }
            var answers = try await connection.pipeline(statements.flatMap { $0.flatMap(\.self) })[...]
            return try zip(zip(indexes, said), statements).map { found, asked in
                var names = SaidNames()
                for statements in asked {
                    names.rename(try SaidNames(answers.prefix(statements.count)))
                    answers = answers.dropFirst(statements.count)
                }
                return SeriesHistory(
                    found.0, try SaidRows(rows: found.1).decisions(names)[found.0.seriesID] ?? [], kinds: names.kinds)
            }
        }
        let sides = asked.editions.compactMap { edition in
            indexes.firstIndex(where: edition.isOf).flatMap { histories[$0].side(of: edition.id) }
        }
        guard sides.count == asked.editions.count else { throw Refusal(.bug, "edition has no state") }
        return Lines(sides: sides, histories: histories)
    }
}

/// Some editions with their lines of descent.
struct Lines: Sendable {
    /// In the order asked for.
    let sides: [Comparison.Side]
    fileprivate let histories: [SeriesHistory]

    /// The names of all editions of their series, as `series/edition`.
    var names: [EditionID: String] {
        Dictionary(histories.flatMap(\.editions).map { ($0.id, $0.header.edition) }) { first, _ in first }
    }

    /// The kind of an element that one of them records.
    fileprivate func kind(of element: String) -> String {
        histories.map { $0.kind(of: element) }.first { $0 != "other" } ?? "other"
    }

    /// The nearest common ancestor of the first two, as it was at the earlier one's moment; nil: there is none.
    fileprivate var commonAncestor: Comparison.Side? {
        let (left, right) = (sides[0], sides[1])
        guard let ancestor = left.chain.first(where: right.chain.contains) else { return nil }
        let cut = min(left.cut, right.cut)
        return histories.first { $0.cut == cut && $0.edition(ancestor) != nil }?.side(of: ancestor)
    }
}

extension FoundEdition {
    fileprivate func isOf(_ index: SeriesIndex) -> Bool { index.series == series && index.cut == cut }
}

extension SeriesHistory {
    /// A series with what was found to be said in it.
    init(_ index: SeriesIndex, _ decisions: [Decision], kinds: [String: String]) {
        self.init(
            series: index.series, editions: index.editions, decisions: decisions, lineage: index.steps, kinds: kinds,
            undone: index.undone, cut: index.cut)
    }
}
