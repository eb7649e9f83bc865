import AdaptModel
import AdaptSQL
import Postgres

/// What the names in a file of figures stand for.
struct ReachNames: Sendable {
    /// Key of a subject and of what is measured of it.
    struct Target {
        let series: Int
        /// A subject of the database; a joint one not made yet is -1 for the first of `joints`, and so on.
        let subject: Int
        /// Position in `measures`; -1: nothing is measured.
        let measure: Int
        /// Key of the source.
        let source: Int
    }

    struct Measure: Hashable {
        let sourceID: Int
        let metric: String
        let market: String?
        let currency: String?
    }

    struct Joint: Hashable {
        let series: Int
        let editions: [Int]
    }

    /// Key of a subject by its name: `series/edition`, or that and a creative's code behind a blank.
    private(set) var subjects: [String: (series: Int, subject: Int)] = [:]
    /// Creatives by the key of their edition and their code, with a blank between.
    private(set) var creatives: [String: (series: Int, subject: Int)] = [:]
    private(set) var ambiguous: [String: [String]] = [:]
    /// Editions by `series/market`.
    private(set) var byMarket: [String: [String]] = [:]
    /// Editions of no recorded market whose code may be one, as nothing says that it is another word.
    private(set) var standing: Set<String> = []
    private(set) var known: [String: [String: Int]] = ["source": [:], "metric": [:], "market": [:]]
    /// Names of markets, by code.
    private(set) var marketNames: [String: String] = [:]
    /// Units of metrics.
    private(set) var units: [String: String] = [:]
    /// Metrics of which figures of several windows, or parts of one, do not add up.
    private(set) var notAdditive: Set<String> = []
    private(set) var measures: [Measure] = []
    private var measureIndex: [Measure: Int] = [:]
    private(set) var joints: [Joint] = []
    private var jointIndex: [Joint: Int] = [:]
    /// Editions by what the file calls them, found before its rows are resolved.
    private(set) var called: [ReachIdentity.Called: (series: Int, edition: Int)] = [:]
    /// What is wrong with the names that stand for none.
    private(set) var strangers: [ReachIdentity.Called: Refusal] = [:]
    /// What rows that name editions by reference call them besides.
    private(set) var readings: [ReachIdentity.Called: [CalledEditions.Reading]] = [:]
    var usedSources: Set<String> = []
    /// What is wrong with references that name nobody.
    var unregistered: [String: Refusal] = [:]

    /// Codes of the sources that occurred, in order.
    var sources: [String] { usedSources.sorted() }

    /// Reads the names of the database that a file with such columns may use.
    init(_ workspace: Workspace, for columns: ReachColumns) async throws {
        for row in try await workspace.rows(Queries.observe["known_names"]) {
            let (kind, name): (String, String) = (try row.get("kind"), try row.get("code"))
            known[kind, default: [:]][name] = try row.get("id", as: Int?.self) ?? 0
            if kind == "metric" { units[name] = try row.get("unit") }
            if kind == "market" { marketNames[name] = try row.get("name") }
            if try row.get("adds", as: Bool?.self) == false { notAdditive.insert(name) }
        }
        if columns.has(.creative) {
            for row in try await workspace.rows(Queries.observe["creative_subjects"]) {
                let (name, edition): (String, Int) = (try row.get("name"), try row.get("edition_id"))
                subjects[name] = (try row.get("series_id"), try row.get("creative_id"))
                creatives["\(edition) \(try row.get("code", as: String.self))"] = subjects[name]
            }
        }
        guard columns.has(.edition) || columns.has(.series) else { return }
        let editions = Collected(EditionNames())
        let query = SQL(Queries.observe["edition_subjects"])
        _ = try await refusing {
            try await workspace.connection.copyRows(of: query) { row in try editions.change { try $0.take(&row) } }
        }
        let names = editions.take()
        subjects.merge(names.subjects) { $1 }
        byMarket = names.byMarket
        if columns.has(.series) { standing = names.standing }
        for row in try await workspace.rows(Queries.observe["identified_subjects"]) {
            ambiguous[try row.get("name"), default: []].append(try row.get("edition"))
        }
    }

    /// Makes known whom the file calls what, and what is wrong with names that stand for none.
    mutating func know(
        _ editions: [ReachIdentity.Called: (series: Int, edition: Int)], not refused: [ReachIdentity.Called: Refusal]
    ) {
        called.merge(editions) { $1 }
        strangers.merge(refused) { $1 }
    }

    /// Makes known what is said of editions beside their references.
    mutating func know(_ readings: [ReachIdentity.Called: [CalledEditions.Reading]]) { self.readings = readings }

    /// Whether what a row calls an edition was looked up, and is one or may be.
    func know(of called: ReachIdentity.Called) -> Bool { self.called[called] != nil || strangers[called] != nil }

    mutating func measure(_ measure: Measure) -> Int {
        if let index = measureIndex[measure] { return index }
        measures.append(measure)
        measureIndex[measure] = measures.count - 1
        return measures.count - 1
    }

    mutating func index(of joint: Joint) -> Int {
        if let index = jointIndex[joint] { return index }
        joints.append(joint)
        jointIndex[joint] = joints.count - 1
        return joints.count - 1
    }
}
