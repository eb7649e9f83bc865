import AdaptModel

/// What is to be compared with what, of the words of a command line.
extension Compare {
    /// What is to be compared.
    enum Subject {
        case pair(EditionReference, EditionReference)
        case matrix(series: String)
        case parents(series: String?)
        case parent(EditionReference)
    }

    /// What is to be compared. Throws a `Refusal` (usage) where the words do not fit together.
    func subject() throws -> Subject {
        if all {
            guard againstParent else {
                throw Refusal(
                    .usage, "--all compares editions with their parents alone",
                    hint: "adapt compare --all --against-parent")
            }
            guard editions.isEmpty else {
                throw Refusal(
                    .usage, "--all leaves no room for \"\(editions.joined(separator: " "))\"",
                    hint: "adapt compare \(editions[0].prefix { $0 != "/" }) --against-parent")
            }
        }
        if againstParent {
            try refuseBase()
            if all { return .parents(series: nil) }
            switch editions.count {
            case 1 where isSeries(editions[0]): return .parents(series: editions[0])
            case 1: return .parent(try read.edition(editions[0]))
            case 2 where isSeries(editions[0]): return .parent(try read.edition(editions[1], in: editions[0]))
            default:
                throw Refusal(
                    .usage, "--against-parent needs one series, one edition, or --all",
                    hint: "adapt compare \((editions.first ?? "hockey-star").prefix { $0 != "/" }) --against-parent")
            }
        }
        switch editions.count {
        case 1 where isSeries(editions[0]):
            try refuseBase()
            return .matrix(series: editions[0])
        case 2:
            return .pair(try read.edition(editions[0]), try read.edition(editions[1]))
        case 3:
            let pair = editions.dropFirst().joined(separator: " ")
            guard isSeries(editions[0]) else {
                throw Refusal(
                    .usage, "compare takes two editions, and three are named",
                    hint: "adapt compare \(pair); all editions of a series: adapt compare "
                        + editions[0].prefix { !"/@".contains($0) })
            }
            let named = try editions.dropFirst().map { try read.edition($0, in: editions[0]) }
            // An identifier says itself whose it is.
            if let other = named.first(where: { $0.identifier == nil && $0.series != editions[0] }) {
                throw Refusal(
                    .usage, "edition \"\(other)\" is not one of series \"\(editions[0])\"",
                    hint: "name two editions alone: adapt compare \(pair)")
            }
            return .pair(named[0], named[1])
        default:
            throw Refusal(
                .usage, "compare needs two editions, a series and two markets, or a series", hint: likelyMeant)
        }
    }

    /// What is likely meant by too few words or too many.
    private var likelyMeant: String {
        guard let first = editions.first, !first.isEmpty else { return "adapt compare hockey-star/en hockey-star/es" }
        guard editions.count > 1 else {
            return "beside its parent: adapt compare \(pasted(identifier: first)) --against-parent"
        }
        let series = String(first.prefix { !"/@".contains($0) })
        return "all editions of a series side by side: adapt compare \(pasted(identifier: series))"
    }

    private func isSeries(_ name: String) -> Bool {
        !name.isEmpty && !name.contains { $0 == "/" || $0 == "@" }
    }

    private func refuseBase() throws {
        guard base != nil else { return }
        throw Refusal(
            .usage, "--base is for two editions; here each edition stands beside its parent",
            hint: "leave out --base, or name two editions")
    }
}
