import AdaptModel
import AdaptSQL
import Postgres

/// The editions of a series as of an operation, with how they came to derive from each other; nothing of what they
/// decide.
struct SeriesIndex: Sendable {
    let seriesID: Int
    /// Code of the series.
    let series: String
    /// Ordered by code.
    let editions: [SeriesHistory.Edition]
    /// Every parent that one of them ever had.
    let steps: [LineageStep]
    /// What was ever taken back of what was done in the series.
    let undone: Undone
    /// The last operation that counts.
    let cut: OperationID

    /// The editions that a word may stand for, and how near it is: 1 its code, 2 its market, 3 its language, 4 its
    /// language without region, 5 no word and no parent. Only the nearest.
    func matches(for word: String?) -> [SeriesHistory.Edition] {
        let near = editions.map { edition in (edition, SeriesIndex.closeness(of: edition, to: word)) }
        guard let closest = near.compactMap(\.1).min() else { return [] }
        return near.filter { $0.1 == closest }.map(\.0)
    }

    private static func closeness(of edition: SeriesHistory.Edition, to word: String?) -> Int? {
        guard let word else { return edition.method == nil ? 5 : nil }
        let lower = word.lowercased()
        let language = edition.header.language?.lowercased()
        if edition.code == word { return 1 }
        if edition.header.market == lower { return 2 }
        if language == lower { return 3 }
        return language.map { String($0.prefix { $0 != "-" }) } == lower ? 4 : nil
    }

    /// Some editions and all that they ever derived from, also by parents given up since.
    func lines(of ids: [EditionID]) -> Set<EditionID> {
        let parents = Dictionary(grouping: steps, by: \.edition).mapValues { $0.compactMap(\.parent) }
        var (found, next) = (Set(ids), ids)
        while let id = next.popLast() {
            for parent in parents[id] ?? [] where found.insert(parent).inserted { next.append(parent) }
        }
        return found
    }
}

extension SeriesHistory.Edition {
    /// Code within the series.
    var code: String { String(header.edition[header.edition.utf8.index(after: slash)...]) }

    private var slash: String.Index {
        header.edition.utf8.lastIndex(of: UInt8(ascii: "/")) ?? header.edition.startIndex
    }
}

extension SeriesIndex {
    /// What tells of the editions of some series, to be read by `read`.
    static func statement(_ codes: [String], asOf cut: OperationID) -> SQL {
        SQL(Queries.series["index"], bind: [cut.number, codes])
    }

    /// The series of which there is an edition, in no order. Of the present, up to the last operation of that moment:
    /// what follows it up is then of the same moment.
    static func read(_ rows: Rows, asOf cut: OperationID) throws -> [SeriesIndex] {
        guard let last = try rows.first?.number(11) else { return [] }
        let cut = min(cut, OperationID(last))
        var editions: [Int: [SeriesHistory.Edition]] = [:]
        var steps: [Int: [LineageStep]] = [:]
        var codes: [Int: String] = [:]
        let (undone, found) = try undone(in: rows)
        for (head, lineage) in try groups(of: found) {
            let (series, edition) = (try head.number(0), EditionID(try head.number(2)))
            let counting = try lineage.last {
                undone[series]?.counts(OperationID(try $0.number(8)), asOf: cut) ?? true
            }
            for row in lineage {
                steps[series, default: []].append(
                    LineageStep(
                        edition: edition, operation: OperationID(try row.number(8)),
                        parent: try row.numberIfAny(9).map { EditionID($0) }))
            }
            // One that was taken back may have been a parent.
            guard let code = head.text(1) else { continue }
            codes[series] = code
            let header = EditionHeader(
                edition: "\(code)/\(head.text(3) ?? "")", title: head.text(4) ?? "", language: head.text(5),
                market: head.text(6), revision: try head.numberIfAny(7) ?? 0)
            editions[series, default: []].append(
                SeriesHistory.Edition(
                    id: edition, header: header, parent: try counting?.numberIfAny(9).map { EditionID($0) },
                    method: counting?.text(10)))
        }
        return codes.map { series, code in
            SeriesIndex(
                seriesID: series, series: code,
                editions: (editions[series] ?? []).sorted { $0.header.edition < $1.header.edition },
                steps: steps[series] ?? [], undone: undone[series] ?? Undone(), cut: cut)
        }
    }

    /// What was taken back in each series, by its key, and the rows that tell of its editions.
    private static func undone(in rows: Rows) throws -> ([Int: Undone], [Row]) {
        var (undone, others): ([Int: Undone], [Row]) = ([:], [])
        for row in rows {
            guard let since = try row.numberIfAny(12), let until = try row.numberIfAny(13) else {
                others.append(row)
                continue
            }
            undone[try row.number(0), default: Undone()]
                .add(OperationID(try row.number(8)), since: OperationID(since), until: OperationID(until))
        }
        return (undone, others)
    }

    /// The rows of each edition: the first one of it, and those of its lineage, oldest first.
    private static func groups(of rows: [Row]) throws -> [(head: Row, lineage: [Row])] {
        var groups: [(head: Row, lineage: [Row])] = []
        var last: Int?
        for row in rows {
            let edition = try row.number(2)
            let isLineage = try row.numberIfAny(8) != nil
            if edition != last { groups.append((row, [])) }
            last = edition
            if isLineage { groups[groups.count - 1].lineage.append(row) }
        }
        return groups
    }
}

extension Workspace {
    /// The editions of a series; nil: it has none, or is not there. One round trip.
    func index(of series: String, asOf cut: OperationID) async throws -> SeriesIndex? {
        try SeriesIndex.read(try await rows(Queries.series["index"], [cut.number, [series]]), asOf: cut).first
    }
}
