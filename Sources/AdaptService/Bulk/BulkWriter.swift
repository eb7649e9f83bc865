import AdaptModel
import AdaptSQL
import Postgres

/// Records a plan: a few statements for all of it.
struct BulkWriter {
    private struct Key {
        let series: Int
        let edition: Int
        var revision = 0
    }

    private let plan: BulkPlan
    private let recorder: Recorder
    private var keys: [String: Key] = [:]
    private var citations: [Citation: Int] = [:]
    private var elements: [String: Int] = [:]
    private static let rowsAtOnce = 20_000

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
    private func rows(_ name: String, _ values: [(any PostgresEncodable)?]) async throws -> Rows {
        try await recorder.workspace.rows(Queries.bulk[name], values, patience: Workspace.longPatience)
    }

    private mutating func addCitations() async throws {
        let cited = Set(plan.editions.compactMap(\.words.citation) + plan.decisions.compactMap(\.citation))
            .sorted { $0.order.lexicographicallyPrecedes($1.order) }
        guard !cited.isEmpty else { return }
        let added = try await rows(
            "add_citations",
            [
                cited.map(\.source), cited.map(\.locator), cited.map(\.quote), recorder.operation.number,
            ])
        for (index, row) in added.enumerated() {
            guard let key: Int = try row.get("citation") else { throw uncited(cited[index]) }
            citations[cited[index]] = key
        }
    }

    /// The refusal of a citation whose source is not there.
    private func uncited(_ citation: Citation) -> Refusal {
        let place =
            plan.editions.first { $0.words.citation == citation }?.place
            ?? plan.decisions.first { $0.citation == citation }?.place
        return Refusal(
            .input, "source \"\(citation.source)\" is not known",
            hint: "adapt source add \(Code.suggestion(for: citation.source)) --title \"...\"", place: place)
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

    private func key(_ name: String) throws -> Key {
        guard let key = keys[name] else { throw Refusal(.bug, "edition \"\(name)\" has no key") }
        return key
    }

    private func addStates() async throws {
        let said = plan.editions.filter(\.factsDiffer)
        guard !said.isEmpty else { return }
        let keys = try said.map { try key($0.words.name) }
        func texts(_ new: (EditionWords) -> String?, _ old: (BulkCatalogue.Edition) -> String?) -> [String?] {
            said.map { new($0.words) ?? $0.known.flatMap(old) }
        }
        _ = try await rows(
            "add_states",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), keys.map(\.revision),
                texts(\.title, \.title), texts(\.language, \.language), texts(\.market, \.market),
                texts(\.origin, \.origin), texts(\.platform, \.platform),
                texts(\.status?.rawValue, \.status?.rawValue), texts(\.note, \.note),
                said.map { $0.words.citation.flatMap { citations[$0] } }, said.map(\.saidAnew),
            ])
    }

    private func addLineages() async throws {
        let derived = plan.editions.filter { edition in
            let words = edition.words
            guard words.saysOfParent(isDerived: edition.known?.isDerived ?? false) else { return false }
            guard let known = edition.known else { return true }
            return words.parent.map { $0 != known.parent } ?? false
                || words.method.map { $0.rawValue != known.method } ?? false
                || words.certainty.map { $0.rawValue != known.certainty } ?? false
        }
        let keys = try derived.map { try key($0.words.name) }
        _ = try await rows(
            "add_lineages",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), keys.map(\.revision),
                try derived.map { try ($0.words.parent ?? $0.known?.parent).map { try key($0).edition } },
                derived.map { $0.words.method?.rawValue ?? $0.known?.method ?? "unknown" },
                derived.map { $0.words.certainty?.rawValue ?? $0.known?.certainty ?? "asserted" },
                derived.map { $0.words.citation.flatMap { citations[$0] } },
            ])
        let drawn = plan.editions.flatMap { edition in
            edition.words.newSources(edition.known).map { (edition.words, $0) }
        }
        guard !drawn.isEmpty else { return }
        let (ours, theirs) = (try drawn.map { try key($0.0.name) }, try drawn.map { try key($0.1) })
        _ = try await rows(
            "add_lineage_sources",
            [
                recorder.operation.number, ours.map(\.series), ours.map(\.edition), theirs.map(\.series),
                theirs.map(\.edition), drawn.map { ($0.0.ways[$0.1]?.method ?? $0.0.method)?.rawValue ?? "unknown" },
                drawn.map { ($0.0.ways[$0.1]?.certainty ?? $0.0.certainty)?.rawValue ?? "asserted" },
                drawn.map { $0.0.citation.flatMap { citations[$0] } },
            ])
    }

    private func addNames() async throws {
        let aliases = plan.editions.flatMap { edition in
            edition.words.newAliases(edition.known).map { (edition.words.name, $0) }
        }
        if !aliases.isEmpty {
            let keys = try aliases.map { try key($0.0) }
            _ = try await rows(
                "add_aliases",
                [
                    recorder.operation.number, keys.map(\.series), keys.map(\.edition), aliases.map(\.1.title),
                    aliases.map(\.1.kind.rawValue), aliases.map(\.1.language),
                ])
        }
        let identifiers = plan.editions.flatMap { edition in
            edition.words.identifiers.map { (edition.words.name, $0.split(separator: ":", maxSplits: 1)) }
        }
        guard !identifiers.isEmpty else { return }
        let keys = try identifiers.map { try key($0.0) }
        _ = try await rows(
            "add_identifiers",
            [
                recorder.operation.number, keys.map(\.series), keys.map(\.edition), identifiers.map { String($0.1[0]) },
                identifiers.map { String($0.1[1]) },
            ])
    }

    private func addDecisions() async throws {
        var rest = plan.decisions[...]
        while !rest.isEmpty {
            let some = rest.prefix(BulkWriter.rowsAtOnce)
            rest = rest.dropFirst(some.count)
            let keys = try some.map { try key($0.edition) }
            _ = try await rows(
                "add_said",
                [
                    recorder.operation.number, keys.map(\.series), keys.map(\.edition),
                    some.map { $0.element.id ?? elements[$0.path.text] ?? 0 }, keys.map(\.revision),
                    some.map(\.statement.state), some.map(\.value), some.map(\.termID), some.map(\.minor),
                    some.map { $0.reasons.map(\.rawValue).joined(separator: " ") }, some.map(\.note),
                    some.map { $0.citation.flatMap { citations[$0] } },
                ])
        }
    }
}

extension Citation {
    /// What citations are ordered by.
    fileprivate var order: [String] { [source, locator ?? "", quote ?? ""] }
}

extension Recorder {
    /// Records a plan.
    func add(_ plan: BulkPlan) async throws {
        var writer = BulkWriter(plan, self)
        try await writer.write()
    }
}
