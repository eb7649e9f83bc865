import AdaptModel
import AdaptSQL
import Postgres

/// Records a plan: a few statements for all of it.
struct BulkWriter {
    struct Key {
        let series: Int
        let edition: Int
        var revision = 0
    }

    let plan: BulkPlan
    let recorder: Recorder
    private var keys: [String: Key] = [:]
    var citations: [Citation: Int] = [:]
    private(set) var elements: [String: Int] = [:]

    init(_ plan: BulkPlan, _ recorder: Recorder) {
        (self.plan, self.recorder) = (plan, recorder)
        for (name, edition) in plan.catalogue.editions {
            keys[name] = Key(series: edition.seriesID, edition: edition.id)
        }
    }

    /// Records everything.
    mutating func write() async throws {
        var series = plan.catalogue.series
        if !plan.series.isEmpty {
            let added = try await rows(
                "add_series",
                [
                    plan.series.map(\.code.text), plan.series.map { $0.facts.title ?? $0.code.text },
                    try plan.series.map { try $0.facts.language.map { try LanguageTag($0).text } },
                    recorder.operation.number,
                ])
            for (index, row) in added.enumerated() { series[plan.series[index].code.text] = try row.get("series_id") }
        }
        try await addElements()
        try await addEditions(series)
        try await addCitations()
        try await addRevisions()
        try await addStates()
        try await addLineages()
        try await addNames()
        try await addDecisions()
    }

    private mutating func addEditions(_ series: [String: Int]) async throws {
        let new = plan.editions.filter { $0.known == nil }
        guard !new.isEmpty else { return }
        let seriesIDs = try new.map { edition in
            guard let id = series[edition.words.series] else { throw Refusal(.bug, "series was not added") }
            return id
        }
        let added = try await rows(
            "add_editions", [seriesIDs, new.map(\.words.code), recorder.operation.number])
        for (index, row) in added.enumerated() {
            keys[new[index].words.name] = Key(series: seriesIDs[index], edition: try row.get("edition_id"))
        }
    }

    private mutating func addElements() async throws {
        let paths = plan.newPaths
        guard !paths.isEmpty else { return }
        let added = try await rows("add_elements", [recorder.operation.number, paths.map(\.kind), paths.map(\.text)])
        for (index, row) in added.enumerated() { elements[paths[index].text] = try row.get("element_id") }
    }

    /// Runs a statement of ours, however much it has to record.
    func rows(_ name: String, _ values: [(any PostgresEncodable)?]) async throws -> Rows {
        try await recorder.workspace.rows(Queries.bulk[name], values, patience: Workspace.longPatience)
    }

    private mutating func addRevisions() async throws {
        var names: [String] = []
        var seen: Set<String> = []
        for name in plan.editions.map(\.words.name) + plan.decisions.map(\.edition) where seen.insert(name).inserted {
            names.append(name)
        }
        let touched = try names.map(key)
        let added = try await rows(
            "add_revisions",
            [touched.map(\.series), touched.map(\.edition), recorder.operation.number])
        for (index, row) in added.enumerated() { keys[names[index]]?.revision = try row.get("revision") }
    }

    /// Keys of an edition that is there by now.
    func subject(of name: String) throws -> (series: Int, edition: Int) {
        let key = try key(name)
        return (key.series, key.edition)
    }

    func key(_ name: String) throws -> Key {
        guard let key = keys[name] else { throw Refusal(.bug, "edition \"\(name)\" has no key") }
        return key
    }
}

extension Recorder {
    /// Records a plan.
    func add(_ plan: BulkPlan) async throws {
        var writer = BulkWriter(plan, self)
        try await writer.write()
    }
}
