import AdaptModel
import AdaptSQL
import Postgres

extension EditionWords {
    /// What a row says otherwise than is recorded, in which field, as people read it. What it leaves empty is no
    /// difference. `what`: the same field as the database tells who said it (`facts_said`).
    func differences(from known: BulkCatalogue.Edition) -> [(field: EditionField, what: String, words: String)] {
        typealias Difference = (field: EditionField, what: String, words: String)
        func compare(_ field: EditionField, _ new: String?, _ old: String?) -> [Difference] {
            guard let new, new != old else { return [] }
            let words = "\(field.rawValue) \(old.map { "\"\($0)\"" } ?? "(not recorded)") -> \"\(new)\""
            return [(field, field.rawValue, words)]
        }
        func compare(_ field: EditionField, _ new: [String], _ old: Set<String>) -> [Difference] {
            new.filter { !old.contains($0) }.map { name in
                let words = "\(field.rawValue) \"\(name)\""
                return (field, words, words + " is not recorded")
            }
        }
        let facts =
            compare(.title, title, known.title) + compare(.language, language, known.language)
            + compare(.market, market, known.market) + compare(.origin, origin, known.origin)
            + compare(.platform, platform, known.platform) + compare(.status, status?.rawValue, known.status?.rawValue)
            + compare(.note, note, known.note)
        let lineage =
            compare(.from, parent, known.parent) + compare(.method, method?.rawValue, known.method)
            + compare(.certainty, certainty?.rawValue, known.certainty)
        let drawn = newSources(known).compactMap { name -> Difference? in
            guard let old = changedWay(of: name, known), let new = ways[name] else { return nil }
            return (.alsoFrom, "also_from " + name, "also_from \"\(name) (\(old))\" -> \"\(name) (\(new))\"")
        }
        let titles = newAliases(known).map { alias -> Difference in
            let change = known.aliases[alias.title].map { "\"\($0)\" -> \"\(alias)\"" }
            return (.alias, "alias \"\(alias.title)\"", "alias " + (change ?? "\"\(alias)\" is not recorded"))
        }
        var all = facts
        if saysOfParent(isDerived: known.isDerived) { all += lineage }
        all += compare(.alsoFrom, alsoFrom, known.drawsOn)
        all += drawn + titles
        all += compare(.id, identifiers, known.identifiers)
        all += compare(.source, [citation?.inFull].compactMap { $0 }, known.evidence)
        return all
    }

    /// Titles that are not recorded, or not as what they are said to be. A title alone does not say what it is.
    func newAliases(_ known: BulkCatalogue.Edition?) -> [Alias] {
        aliases.filter { alias in
            guard let old = known?.aliases[alias.title] else { return true }
            return alias != Alias(alias.title) && alias != old
        }
    }
}

extension Workspace {
    /// Who was the last to change what is said of some editions, by `series/edition` and by what it is.
    func factSayers(of editions: [BulkCatalogue.Edition]) async throws -> [String: [String: SaidDecision.By]] {
        guard !editions.isEmpty else { return [:] }
        let found = try await rows(
            Queries.record["facts_said"], [editions.map(\.seriesID), editions.map(\.id)],
            patience: Workspace.longPatience)
        var sayers: [String: [String: SaidDecision.By]] = [:]
        for row in found {
            let number: Int = try row.get("n")
            let what: String = try row.get("what")
            sayers[editions[number - 1].name, default: [:]][what] = try SaidDecision.By(row)
        }
        return sayers
    }
}

extension Citation {
    /// All of it on one line.
    fileprivate var inFull: String { reference + (quote.map { " \u{201C}\($0)\u{201D}" } ?? "") }
}
