import AdaptModel

/// Whether two languages are one, whatever the region; one that is not known may be any.
func isSpoken(_ language: String?, like other: String?) -> Bool {
    guard let language, let other else { return true }
    return language.prefix { $0 != "-" } == other.prefix { $0 != "-" }
}

extension CalledEditions {
    /// What is made of the editions that something may be.
    enum Choice {
        case found(Candidate)
        case missing
        case doubtful(Refusal)
    }

    /// Of the editions called so, the one that is meant: by language and market, by the category that tells works of one
    /// title apart. A title that one edition has and another had, or goes by too, is neither's, unless the one that has it
    /// goes by it as an alias besides: somebody has said then that it is meant.
    static func choice(of candidates: [Candidate], for call: Call) -> Choice {
        var left = candidates.filter { isSpoken($0.language, like: call.called.language) }
        guard !left.isEmpty else { return .missing }
        left = preferring(\.isTold, of: left)
        let titled = left.filter(\.isTitle)
        if titled.isEmpty { left = preferring(\.isAlias, of: left) }
        if titled.count == 1, titled[0].isAlias { left = titled }
        let fitting = best(of: left, for: call)
        left = best(of: preferring(\.isCurrent, of: left), for: call)
        let now = left.count == 1 ? left : left.filter(\.isTitle)
        let others = (fitting + left).filter { $0.id != now.first?.id }
        if now.count == 1, !others.isEmpty { return .doubtful(nameOfTwo(call, now[0], others)) }
        guard left.count == 1, call.called.category == nil || left[0].isTold || !left[0].hasCategory else {
            return .doubtful(doubt(call, left))
        }
        return .found(left[0])
    }

    private static func preferring(_ isBetter: (Candidate) -> Bool, of candidates: [Candidate]) -> [Candidate] {
        let better = candidates.filter(isBetter)
        return better.isEmpty ? candidates : better
    }

    /// Those that fit what else is said of it.
    private static func best(of candidates: [Candidate], for call: Call) -> [Candidate] {
        var left = candidates
        if let language = call.called.language { left = preferring({ $0.language == language }, of: left) }
        if let market = call.called.market { left = preferring({ $0.market == market }, of: left) }
        if call.called.category != nil { left = preferring({ $0.isTold || !$0.hasCategory }, of: left) }
        return left
    }

    /// What is wrong with a name that is one edition's title now, and by which others went, or go.
    private static func nameOfTwo(_ call: Call, _ now: Candidate, _ others: [Candidate]) -> Refusal {
        func names(_ of: [Candidate]) -> String { Set(of.map(\.name)).sorted().joined(separator: ", ") }
        let (former, aliases) = (others.filter { !$0.isCurrent }, others.filter(\.isCurrent))
        let words =
            (former.isEmpty ? "" : ", and was that of \(names(former))")
            + (aliases.isEmpty ? "" : ", and is an alias of \(names(aliases))")
        return Refusal(
            .input, "\(call.called.words) is that of \(now.name) now\(words)",
            hint:
                "if it is \(now.name) in every file: adapt edition edit \(now.name) --alias \(pasted(call.called.name ?? "")); "
                + "else say language or market, or write whose each figure is in a column edition")
    }

    /// What is wrong with a name of several editions, or of one perhaps.
    private static func doubt(_ call: Call, _ left: [Candidate]) -> Refusal {
        let names = left.map(\.name).joined(separator: ", ")
        let message = left.count == 1 ? "may be \(names)" : "is that of \(left.count) editions"
        let alias = "\(call.called.name ?? "") [\(call.called.category ?? "CATEGORY")]"
        let edit = "adapt edition edit \(left[0].name) --alias \(pasted(alias))"
        // A publisher that renames a category renames it for all works of it.
        let all = call.called.category.flatMap { now in
            left[0].category.map { "where all of \"\($0)\" is called so now: --same-category \"\(now)=\($0)\"; " }
        }
        return Refusal(
            .input, "\(call.called.words) \(message)",
            hint: left.count == 1
                ? "\(all ?? "")if it is: \(edit); if it is another work: adapt register SERIES --code main --title "
                    + "\(pasted(call.called.name ?? "")) --alias \(pasted(alias))"
                : "\(names): say language or market, or tell one apart: \(edit) and --map category=COLUMN")
    }
}
