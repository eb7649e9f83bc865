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
    private var creatives: [String: (series: Int, subject: Int)] = [:]
    private var ambiguous: [String: [String]] = [:]
    /// Editions by `series/market`.
    private var byMarket: [String: [String]] = [:]
    /// Editions of no recorded market whose code may be one, as nothing says that it is another word.
    private var standing: Set<String> = []
    private var known: [String: [String: Int]] = ["source": [:], "metric": [:], "market": [:]]
    /// Names of markets, by code.
    private var marketNames: [String: String] = [:]
    /// Units of metrics.
    private var units: [String: String] = [:]
    /// Metrics of which figures of several windows, or parts of one, do not add up.
    private var notAdditive: Set<String> = []
    private(set) var measures: [Measure] = []
    private var measureIndex: [Measure: Int] = [:]
    private(set) var joints: [Joint] = []
    private var jointIndex: [Joint: Int] = [:]
    /// Editions by what the file calls them, found before its rows are resolved.
    private var called: [ReachIdentity.Called: (series: Int, edition: Int)] = [:]
    /// What is wrong with the names that stand for none.
    private var strangers: [ReachIdentity.Called: Refusal] = [:]
    /// What rows that name editions by reference call them besides.
    private var readings: [ReachIdentity.Called: [CalledEditions.Reading]] = [:]
    private var usedSources: Set<String> = []
    /// What is wrong with references that name nobody.
    private var unregistered: [String: Refusal] = [:]

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

    /// What a row is of. Throws a `Refusal` (input) located in the file.
    mutating func resolve(_ row: ReachRow, _ file: ReachFile) throws -> Target {
        let sourceID = try key("source", row.source, file.place(of: .source))
        if let market = row.market { _ = try key("market", market, file.place(of: .market)) }
        usedSources.insert(row.source)
        var measure = -1
        if let metric = row.metric {
            _ = try key("metric", metric, file.place(of: .metric))
            if let currency = row.currency { try check(currency, of: metric, at: file.place(of: .currency)) }
            measure = self.measure(
                Measure(
                    sourceID: sourceID, metric: metric, market: row.market == "world" ? nil : row.market,
                    currency: row.currency))
        }
        let subject = try subject(of: row.identity, file)
        return Target(series: subject.series, subject: subject.subject, measure: measure, source: sourceID)
    }

    private mutating func subject(
        of identity: ReachIdentity, _ file: ReachFile
    ) throws -> (series: Int, subject: Int) {
        if let called = identity.called {
            guard let found = self.called[called] else {
                let place = file.place(of: called.field)
                throw strangers[called]?.at(place) ?? Refusal(.input, "\(called.words) is not known", place: place)
            }
            guard let creative = identity.creative else { return (found.series, found.edition) }
            guard let one = creatives["\(found.edition) \(creative)"] else {
                throw Refusal(
                    .input, "creative \"\(creative)\" of \(called.words) is not registered", hint: "adapt creatives",
                    place: file.place(of: .creative))
            }
            return one
        }
        let place = file.place(of: file.columns.column(of: .edition) == nil ? .series : .edition)
        let found = try identity.editions.map {
            identity.isByMarket ? try subject(byMarket: $0, file) : try subject($0, "edition", place)
        }
        if let said = identity.beside.flatMap({ readings[$0] }), found.count == 1,
            let other = said.first(where: { $0.contradicts(found[0].subject) })
        {
            let word = identity.isByMarket ? "the edition of its series and market" : "edition"
            throw other.refusal(beside: word, found[0].name).at(file.place(of: other.field))
        }
        if let creative = identity.creative {
            let place = file.place(of: .creative)
            guard found.count == 1 else {
                throw Refusal(
                    .input, "creative \"\(creative)\" is named beside several editions",
                    hint: "a creative promotes one edition: name that one", place: place)
            }
            let one = try subject("\(found[0].name) \(creative)", "creative", place)
            return (one.series, one.subject)
        }
        if found.count == 1 { return (found[0].series, found[0].subject) }
        guard Set(found.map(\.series)).count == 1, Set(found.map(\.subject)).count == found.count else {
            throw Refusal(
                .input,
                "joint figure \"\(identity.editions.joined(separator: " + "))\" is not of different editions of one series",
                hint: "name editions of one series, each once", place: place)
        }
        let joint = Joint(series: found[0].series, editions: found.map(\.subject).sorted())
        return (found[0].series, -1 - index(of: joint))
    }

    private mutating func measure(_ measure: Measure) -> Int {
        if let index = measureIndex[measure] { return index }
        measures.append(measure)
        measureIndex[measure] = measures.count - 1
        return measures.count - 1
    }

    private mutating func index(of joint: Joint) -> Int {
        if let index = jointIndex[joint] { return index }
        joints.append(joint)
        jointIndex[joint] = joints.count - 1
        return joints.count - 1
    }

    /// Refuses what is no currency, and what is no money.
    private func check(_ currency: String, of metric: String, at place: Refusal.Place) throws {
        guard known["currency"]?[currency] != nil else {
            throw Refusal.notACurrency(currency, among: Array((known["currency"] ?? [:]).keys)).at(place)
        }
        guard units[metric] == "minor units" else {
            let money = units.filter { $0.value == "minor units" }.keys.sorted().joined(separator: ", ")
            throw Refusal(
                .input, "metric \"\(metric)\" is no money, and has currency \"\(currency)\"",
                hint: "money is of metric \(money); else leave the currency out", place: place)
        }
    }

    /// Whether figures of all measures so far add up.
    var areAdditive: Bool { !measures.contains { notAdditive.contains($0.metric) } }

    /// Refuses to add up what does not add up. Throws a `Refusal` (rule).
    func requireAdditive() throws {
        guard let metric = measures.first(where: { notAdditive.contains($0.metric) })?.metric else { return }
        throw Refusal(
            .rule, "\(metric) of the same days cannot be added: it counts the same people again (rule 7)",
            hint: "--same-days highest: no less than the highest of them")
    }

    /// Currencies of the measures so far, in order.
    var currencies: [String] { Set(measures.compactMap(\.currency)).sorted() }

    private mutating func key(_ kind: String, _ name: String, _ place: Refusal.Place) throws -> Int {
        if let id = known[kind]?[name] { return id }
        if kind == "market" {
            let refusal = strange(kind, name) { Refusal.unknown(market: name, among: $0.marketNames) }
            throw Refusal(.input, refusal.message, hint: refusal.hint, place: place)
        }
        let near = Nearest.hint(for: name, among: Array((known[kind] ?? [:]).keys))
        let otherwise =
            kind == "metric"
            ? "one of " + (known[kind] ?? [:]).keys.sorted().joined(separator: ", ")
            : "adapt source add \(Code.suggestion(for: name)) --title \"...\""
        throw Refusal(.input, "\(kind) \"\(name)\" is not known", hint: near ?? otherwise, place: place)
    }

    /// The one edition of a series that is made for a market. `name`: both, as `series/market`.
    private mutating func subject(
        byMarket name: String, _ file: ReachFile
    ) throws -> (name: String, series: Int, subject: Int) {
        let found = (byMarket[name] ?? []).sorted()
        if found.count == 1, let one = subjects[found[0]] { return (found[0], one.series, one.subject) }
        if found.isEmpty, standing.contains(name), let one = subjects[name] { return (name, one.series, one.subject) }
        let (series, market) = name.halves(at: "/") ?? (name, "")
        let place = file.place(of: .market)
        guard found.isEmpty else {
            throw Refusal(
                .input, "market \"\(market)\" is that of \(found.count) editions of \"\(series)\"",
                hint: "name one of \(found.joined(separator: ", ")) in a column edition", place: place)
        }
        let strange = strange("market", name) { $0.explanation(of: market, amongMarketsOf: series) }
        throw strange.at(strange.kind == .rule ? place : file.place(of: .series))
    }

    private mutating func subject(
        _ name: String, _ what: String, _ place: Refusal.Place
    ) throws -> (name: String, series: Int, subject: Int) {
        if let found = subjects[name] { return (name, found.series, found.subject) }
        let candidates = (byMarket[name] ?? []) + (ambiguous[name] ?? [])
        if candidates.count == 1, let found = subjects[candidates[0]] {
            return (candidates[0], found.series, found.subject)
        }
        if candidates.count > 1 {
            throw Refusal(
                .input, "\"\(name)\" fits \(candidates.count) editions",
                hint: "name one of " + candidates.joined(separator: ", "), place: place)
        }
        throw strange(what, name) { $0.explanation(of: name, what) }.at(place)
    }

    /// What is wrong with a name that is nobody's, found out once for all rows that say it; what it is near, only as long
    /// as anybody reads it.
    private mutating func strange(_ what: String, _ name: String, _ explain: (ReachNames) -> Refusal) -> Refusal {
        let key = "\(what) \(name)"
        if let known = unregistered[key] { return known }
        guard unregistered.count < 100 else {
            return Refusal(.input, "\(what) \"\(name)\" is not registered", hint: "adapt edition list")
        }
        let found = explain(self)
        unregistered[key] = found
        return found
    }
}

/// Names of editions as they come from the database, tens of thousands.
private struct EditionNames: Sendable {
    var subjects: [String: (series: Int, subject: Int)] = [:]
    var byMarket: [String: [String]] = [:]
    var standing: Set<String> = []

    /// Takes a row of `edition_subjects`.
    mutating func take(_ row: inout CopiedRow) throws {
        let (name, series, edition) = (try row.words(), try row.number(), try row.number())
        subjects[name] = (series, edition)
        if let market = try row.text() { byMarket[market, default: []].append(name) }
        if try row.flag() { standing.insert(name) }
    }
}
