import AdaptModel
import AdaptSQL
import Postgres

/// Judges a file of creatives against what is recorded.
struct JudgeCreatives {
    private struct Known {
        let id: Int
        let citationID: Int?
        let words: CreativeWords
    }

    private let table: BulkTable<CreativeField>
    private let options: BulkOptions
    private let workspace: Workspace
    private let names: BulkNames
    private var references: BulkReferences
    private var known: [String: Known] = [:]
    private var lines: [String: Int] = [:]
    private(set) var faults: RowFaults
    /// Creatives that the file names and leaves as they are.
    private(set) var unchanged = 0

    init(
        _ table: BulkTable<CreativeField>, _ faults: RowFaults, _ options: BulkOptions, in workspace: Workspace
    ) async throws {
        (self.table, self.options, self.workspace) = (table, options, workspace)
        self.faults = faults
        names = try await BulkNames(workspace, mayAddElements: false)
        references = BulkReferences(BulkCatalogue(), workspace)
    }

    /// What the file asks for, but in the rows that are found to be at fault.
    mutating func plan() async throws -> [CreativePlan] {
        var plans: [CreativePlan] = []
        for row in table.sound(faults) {
            do {
                if let plan = try await judge(row) { plans.append(plan) }
            } catch let refusal as Refusal where [.input, .rule, .usage].contains(refusal.kind) {
                faults.add(refusal.located(at: table.place(row, nil)), row: row)
            }
        }
        return plans
    }

    private mutating func judge(_ row: Int) async throws -> CreativePlan? {
        let edition = try await edition(row)
        guard let code = try table.parse(.creative, row, { try Code($0, for: "creative").text }) else {
            throw Refusal(.input, "creative is empty", hint: "write its code", place: table.place(row, .creative))
        }
        let words = try table.creative(row, names)
        let name = edition.name + " " + code
        if let first = lines.updateValue(table.rows[row].place.line, forKey: name) {
            throw Refusal(
                .rule, "creative \"\(name)\" is in line \(first) already", hint: "say all of a creative in one row",
                place: table.place(row, .creative))
        }
        let before = known[name]
        let after = words.over(before?.words ?? CreativeWords())
        if let first = after.firstSeen, let last = after.lastSeen, first > last {
            throw Refusal(
                .rule, "creative \"\(name)\" is last seen on \(last), before it is first seen on \(first)",
                place: table.place(row, words.lastSeen == nil ? .firstSeen : .lastSeen))
        }
        guard after != before?.words else {
            unchanged += 1
            return nil
        }
        return CreativePlan(
            seriesID: edition.seriesID, editionID: edition.id, code: code, words: after,
            known: before.map { ($0.id, $0.citationID) },
            saysCitation: words.citation != nil && words.citation != before?.words.citation)
    }

    /// The edition of a row; the creatives of its series are read with the first of them.
    private mutating func edition(_ row: Int) async throws -> BulkCatalogue.Edition {
        let series = table.word(.series, row)
        let field: CreativeField = table.columns.has(.edition) ? .edition : .series
        let code = table.word(.code, row).flatMap { code in series.map { $0 + "/" + code } }
        let market = table.word(.market, row)
        let named = table.word(.edition, row) ?? code
        guard named != nil || series != nil && market != nil else {
            throw Refusal(
                .input, "\(field.rawValue) is empty", hint: "name the edition, as in hockey-star/es",
                place: table.place(row, field))
        }
        do {
            let name =
                if named == nil, let series, let market {
                    try await references.name(ofMarket: market, series: series)
                } else {
                    try await references.name(of: named ?? "", series: series)
                }
            guard let edition = references.catalogue.editions[name] else {
                throw Refusal(.rule, "edition \"\(name)\" is not registered")
            }
            try await read(String(name.prefix { $0 != "/" }))
            return edition
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            throw refusal.at(table.place(row, field))
        }
    }

    private var asked: Set<String> = []

    private mutating func read(_ series: String) async throws {
        guard asked.insert(series).inserted else { return }
        for row in try await workspace.rows(Queries.creative["known"], [[series]]) {
            let (edition, code): (String, String) = (try row.get("edition"), try row.get("code"))
            var words = CreativeWords()
            words.description = try row.get("description")
            words.duration = try row.get("duration_seconds")
            words.firstSeen = try row.get("first_seen", as: String?.self).flatMap { Day($0) }
            words.lastSeen = try row.get("last_seen", as: String?.self).flatMap { Day($0) }
            words.beats = try row.get("beats")
            if let source: String = try row.get("source") {
                words.citation = Citation(
                    source: source, locator: try row.get("locator"), quote: try row.get("quote"))
            }
            known[edition + " " + code] = Known(
                id: try row.get("creative_id"), citationID: try row.get("citation_id"), words: words)
        }
    }
}
