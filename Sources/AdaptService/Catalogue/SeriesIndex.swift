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
    static func statements(_ codes: [String], asOf cut: OperationID) -> [SQL] {
        ["editions", "revisions", "lineage"].map { SQL(Queries.series[$0], bind: [cut.number, codes]) }
    }

    /// The series of which there is an edition, in no order.
    static func read(_ answers: ArraySlice<Rows>, asOf cut: OperationID) throws -> [SeriesIndex] {
        let (listed, counted, placed) = (
            answers[answers.startIndex], answers[answers.startIndex + 1], answers[answers.startIndex + 2]
        )
        let revisions = Dictionary(try counted.map { (try $0.number(0), try $0.number(1)) }) { first, _ in first }
        var steps: [Int: [LineageStep]] = [:]
        var last: [Int: (parent: EditionID?, method: String?)] = [:]
        for row in placed {
            let (series, edition) = (try row.number(0), try row.number(1))
            let parent = try row.numberIfAny(3).map { EditionID($0) }
            steps[series, default: []].append(
                LineageStep(edition: EditionID(edition), operation: OperationID(try row.number(2)), parent: parent))
            last[edition] = (parent, row.text(4))
        }
        var editions: [Int: [SeriesHistory.Edition]] = [:]
        var codes: [Int: String] = [:]
        for row in listed {
            let (series, edition, code) = (try row.number(0), try row.number(2), row.text(1) ?? "")
            codes[series] = code
            let header = EditionHeader(
                edition: "\(code)/\(row.text(3) ?? "")", title: row.text(4) ?? "", language: row.text(5),
                market: row.text(6), revision: revisions[edition] ?? 0)
            editions[series, default: []].append(
                SeriesHistory.Edition(
                    id: EditionID(edition), header: header, parent: last[edition]?.parent, method: last[edition]?.method
                ))
        }
        return codes.map { series, code in
            SeriesIndex(
                seriesID: series, series: code,
                editions: (editions[series] ?? []).sorted { $0.header.edition < $1.header.edition },
                steps: steps[series] ?? [], cut: cut)
        }
    }
}

extension Workspace {
    /// The editions of a series; nil: it has none, or is not there. One round trip.
    func index(of series: String, asOf cut: OperationID) async throws -> SeriesIndex? {
        try await refusing {
            let answers = try await connection.pipeline(SeriesIndex.statements([series], asOf: cut))
            return try SeriesIndex.read(answers[...], asOf: cut).first
        }
    }
}
