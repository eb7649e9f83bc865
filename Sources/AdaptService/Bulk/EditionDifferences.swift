import AdaptModel

extension EditionWords {
    /// What a row says otherwise than is recorded, in which field, as people read it. What it leaves empty is no
    /// difference.
    func differences(from known: BulkCatalogue.Edition) -> [(field: EditionField, words: String)] {
        func compare(_ field: EditionField, _ new: String?, _ old: String?) -> [(EditionField, String)] {
            guard let new, new != old else { return [] }
            return [(field, "\(field.rawValue) \(old.map { "\"\($0)\"" } ?? "(not recorded)") -> \"\(new)\"")]
        }
        func compare(_ field: EditionField, _ new: [String], _ old: Set<String>) -> [(EditionField, String)] {
            new.filter { !old.contains($0) }.map { (field, "\(field.rawValue) \"\($0)\" is not recorded") }
        }
        let facts =
            compare(.title, title, known.title) + compare(.language, language, known.language)
            + compare(.market, market, known.market) + compare(.origin, origin, known.origin)
            + compare(.platform, platform, known.platform) + compare(.status, status?.rawValue, known.status?.rawValue)
            + compare(.note, note, known.note)
        let lineage =
            compare(.from, parent, known.parent) + compare(.method, method?.rawValue, known.method)
            + compare(.certainty, certainty?.rawValue, known.certainty)
        return facts + (saysOfParent(isDerived: known.isDerived) ? lineage : [])
            + compare(.alsoFrom, alsoFrom, known.drawsOn)
            + alsoFrom.compactMap { name in
                guard let old = changedWay(of: name, known), let new = ways[name] else { return nil }
                return (.alsoFrom, "also_from \"\(name) (\(old))\" -> \"\(name) (\(new))\"")
            }
            + newAliases(known).map { (.alias, "alias \"\($0)\" is not recorded") }
            + compare(.id, identifiers, known.identifiers)
            + compare(.source, [citation?.inFull].compactMap { $0 }, known.evidence)
    }

    /// Titles that are not recorded, or not as what they are said to be. A title alone does not say what it is.
    func newAliases(_ known: BulkCatalogue.Edition?) -> [Alias] {
        aliases.filter { alias in
            guard let old = known?.aliases[alias.title] else { return true }
            return alias != Alias(alias.title) && alias != old
        }
    }
}

extension Citation {
    /// All of it on one line.
    fileprivate var inFull: String { reference + (quote.map { " \u{201C}\($0)\u{201D}" } ?? "") }
}
