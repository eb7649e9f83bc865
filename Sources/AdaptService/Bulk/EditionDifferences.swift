import AdaptModel

extension EditionWords {
    /// What a row says otherwise than is recorded, as people read it. What it leaves empty is no difference.
    func differences(from known: BulkCatalogue.Edition) -> [String] {
        func compare(_ name: String, _ new: String?, _ old: String?) -> [String] {
            guard let new, new != old else { return [] }
            return ["\(name) \(old.map { "\"\($0)\"" } ?? "(not recorded)") -> \"\(new)\""]
        }
        func compare(_ name: String, _ new: [String], _ old: Set<String>) -> [String] {
            new.filter { !old.contains($0) }.map { "\(name) \"\($0)\" is not recorded" }
        }
        return compare("title", title, known.title) + compare("language", language, known.language)
            + compare("market", market, known.market) + compare("origin", origin, known.origin)
            + compare("platform", platform, known.platform)
            + compare("status", status?.rawValue, known.status?.rawValue) + compare("note", note, known.note)
            + compare("from", parent, known.parent) + compare("method", method?.rawValue, known.method)
            + compare("certainty", certainty?.rawValue, known.certainty)
            + compare("also_from", alsoFrom, known.drawsOn) + compare("alias", aliases, known.aliases)
            + compare("id", identifiers, known.identifiers)
            + compare("source", citation?.inFull, known.citation?.inFull)
    }

    /// Refuses a move of status that is not allowed.
    func requireMove(from known: BulkCatalogue.Edition) throws {
        guard let status, let current = known.status, status != current, !current.next.contains(status) else { return }
        throw Refusal(
            .rule, "status of \"\(known.name)\" cannot go from \(current.rawValue) to \(status.rawValue)",
            hint: current.next.isEmpty
                ? "\(current.rawValue) is final" : "from here: " + current.next.map(\.rawValue).joined(separator: ", "))
    }
}

extension Citation {
    /// All of it on one line.
    fileprivate var inFull: String { reference + (quote.map { " \u{201C}\($0)\u{201D}" } ?? "") }
}
