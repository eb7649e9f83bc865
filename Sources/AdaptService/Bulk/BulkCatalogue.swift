import AdaptModel
import AdaptSQL
import Postgres

/// The editions of some series with what they say, read once an import.
struct BulkCatalogue: Sendable {
    struct Edition: Sendable {
        let seriesID: Int
        let id: Int
        let name: String
        let code: String
        let title: String
        let language: String?
        let market: String?
        let origin: String?
        let platform: String?
        let status: Status?
        let note: String?
        let revision: Int
        /// The citations it was said on, on one line each.
        let evidence: Set<String>
        let parent: String?
        let isDerived: Bool
        let method: String?
        let certainty: String?
        /// By title.
        let aliases: [String: Alias]
        let identifiers: Set<String>
        let drawsOn: Set<String>
        /// How those were drawn on.
        let ways: [String: DrawnSource.Way]
    }

    private struct Key: Hashable {
        let edition: Int
        let element: Int
    }

    /// Keys of the series that are there, by code.
    private(set) var series: [String: Int] = [:]
    /// By `series/edition`.
    private(set) var editions: [String: Edition] = [:]
    private(set) var bySeries: [String: [Edition]] = [:]
    private var said: [Key: SaidDecision] = [:]
    private var asked: Set<String> = []

    /// Reads series that were not read before; those that do not exist stay unknown.
    mutating func load(_ codes: Set<String>, in workspace: Workspace) async throws {
        let fresh = codes.subtracting(asked)
        guard !fresh.isEmpty else { return }
        asked.formUnion(fresh)
        let found = try await workspace.rows(Queries.bulk["series"], [fresh.sorted()], patience: Workspace.longPatience)
        var ids: [Int] = []
        for row in found {
            let id: Int = try row.get("series_id")
            series[try row.get("code")] = id
            ids.append(id)
        }
        guard !ids.isEmpty else { return }
        for row in try await workspace.rows(Queries.bulk["editions"], [ids], patience: Workspace.longPatience) {
            let edition = try Edition(row)
            editions[edition.name] = edition
            bySeries[try row.get("series"), default: []].append(edition)
        }
        var terms: [Key: Int] = [:]
        for row in try await workspace.rows(Queries.bulk["said"], [ids], patience: Workspace.longPatience) {
            let key = Key(edition: try row.get("edition_id"), element: try row.get("element_id"))
            said[key] = try SaidDecision(row)
            said[key]?.by = try SaidDecision.By(row)
            terms[key] = said[key]?.termID
        }
        let labels = try await workspace.labels(ofTerms: terms.values)
        for (key, term) in terms { said[key]?.label = labels[term] }
    }

    /// What an edition says of an element itself; nil: nothing, or what it said was withdrawn.
    func said(_ edition: Edition, _ element: BulkNames.Element) -> SaidDecision? {
        element.id.flatMap { said[Key(edition: edition.id, element: $0)] }
    }
}

extension BulkCatalogue.Edition {
    init(_ row: Row) throws {
        seriesID = try row.get("series_id")
        id = try row.get("edition_id")
        let series: String = try row.get("series")
        code = try row.get("edition")
        name = series + "/" + code
        title = try row.get("title")
        language = try row.get("language")
        market = try row.get("market_code")
        origin = try row.get("origin")
        platform = try row.get("platform")
        status = try row.get("status", as: String?.self).flatMap(Status.init(rawValue:))
        note = try row.get("note")
        revision = try row.get("revision")
        evidence = Set(try row.get("evidence", as: [String].self))
        parent = try row.get("parent", as: String?.self).map { series + "/" + $0 }
        isDerived = try row.get("derived")
        method = try row.get("method")
        certainty = try row.get("certainty")
        let known = try row.get("aliases", as: [String].self).map { try Alias(parsing: $0) }
        aliases = Dictionary(known.map { ($0.title, $0) }) { $1 }
        identifiers = Set(try row.get("identifiers", as: [String].self))
        let sources = try row.get("draws_on", as: [String].self).map { try DrawnSource(parsing: $0) }
        drawsOn = Set(sources.map(\.name))
        ways = Dictionary(sources.compactMap { source in source.way.map { (source.name, $0) } }) { $1 }
    }
}
