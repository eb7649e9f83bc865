/// What may be taken back or brought again: nothing that something later rests on, and nothing whose ground has
/// changed.
extension HistoryModel {
    /// Why an undo of an operation is refused; nil: it is not.
    func obstacle(toUndoing number: Int) -> String? {
        guard (1...max(last, 1)).contains(number), last > 0 else { return "no such operation" }
        let (base, now) = (base(of: number), counting(asOf: last))
        guard tip(of: number) == number || base == number && now.contains(base) else { return "taken back already" }
        if let later = now.first(where: { $0 > base && rests($0, on: base, among: now) }) {
            return "\(later) rests on \(base)"
        }
        if !now.contains(base) {
            let then = counting(asOf: base)
            let changed = Set(then).symmetricDifference(now.filter { $0 < base }).subtracting([base])
            if let ground = changed.sorted().first(where: { $0 < base && rests(base, on: $0, among: then) }) {
                return "\(base) rests on \(ground), which has changed"
            }
        }
        var copy = self
        copy.append(Operation(undoes: number))
        let after = copy.replayed(asOf: copy.last, follows: false)
        return after.parents.keys.contains { after.line(of: $0).count > 50 } ? "cycle" : nil
    }

    /// Whether a fact of `later` rests on one of `earlier`, as `counting` has it.
    private func rests(_ later: Int, on earlier: Int, among counting: [Int]) -> Bool {
        operations[earlier - 1].facts.contains { ground in
            operations[later - 1].facts.contains { fact in
                if case .merges(let given, _) = ground, case .decides(_, _, .term(let written), _) = fact {
                    // While the merger did not count, the word meant what it says.
                    return self.counting(asOf: later).contains(earlier)
                        && root(of: written, among: counting.filter { $0 < earlier }) == given
                }
                if case .decides(let edition, let element, _, minor: false) = ground,
                    case .decides(let other, element, .keep, _) = fact, other != edition
                {
                    return isKept(element, by: other, as: edition, earlier, later, counting)
                }
                return rests(fact, on: ground, counting)
            }
        }
    }

    /// The term that one meant as of some operations.
    private func root(of term: Int, among counting: [Int]) -> Int {
        var into: [Int: Int] = [:]
        for number in counting {
            for case .merges(let given, let kept) in operations[number - 1].facts { into[given] = kept }
        }
        var term = term
        while let next = into[term] { term = next }
        return term
    }

    private func rests(_ fact: Fact, on ground: Fact, _ counting: [Int]) -> Bool {
        switch (ground, fact) {
        case (.registers(let made, _, let above), _):
            if fact.edition == made || fact.parent == made { return true }
            return above != nil && keeps(fact, below: made, counting)
        case (.edits(let edited, _, let above), .edits(let edition, _, _)),
            (.edits(let edited, _, let above), .registers(let edition, _, _)):
            return edited == edition || above != nil && keeps(fact, below: edited, counting)
        case (.edits(let edited, _, let above), .decides):
            return above != nil && keeps(fact, below: edited, counting)
        case (.decides(let edition, let element, _, _), .decides(let other, let same, _, _)):
            return element == same && (edition == other || keeps(fact, below: edition, counting))
        case (.adds(let element), .decides(_, let same, _, _)), (.adds(let element), .names(let same, _)):
            return element == same
        case (.names(let element, let path), .names(let same, let name)): return element == same || path == name
        case (.merges(let term, let into), .merges(let other, let target)):
            return other == term || other == into || target == term || target == into
        case (.edits, _), (.decides, _), (.adds, _), (.names, _), (.merges, _): return false
        }
    }

    /// Whether what an edition keeps since operation `later` may be what `ancestor` decided in `earlier`: the nearest
    /// that decides ends the way up, and a keep on it holds what was there when it was taken.
    private func isKept(
        _ element: Int, by edition: String, as ancestor: String, _ earlier: Int, _ later: Int, _ counting: [Int]
    ) -> Bool {
        var (current, moment, steps) = (edition, later, 0)
        while steps < 100 {
            let before = counting.filter { $0 <= moment }
            let edges = before.flatMap { operations[$0 - 1].facts }.filter { $0.edition == current }
            guard let parent = edges.compactMap(\.parent).last else { return false }
            if parent == ancestor { return earlier <= moment }
            var last: (number: Int, say: Say, minor: Bool)?
            for number in before {
                for case .decides(parent, element, let say, let minor) in operations[number - 1].facts {
                    last = (number, say, minor)
                }
            }
            switch last?.say {
            case .text, .term, .absent, .unknown: return false
            case .keep: if let last, !last.minor { moment = last.number }
            case .inherit, nil: break
            }
            (current, steps) = (parent, steps + 1)
        }
        return false
    }

    /// Whether a fact is a keep of an edition that is `ancestor`, or derives or once derived from it.
    private func keeps(_ fact: Fact, below ancestor: String, _ counting: [Int]) -> Bool {
        guard case .decides(let edition, _, .keep, _) = fact else { return false }
        var (reached, fresh): (Set<String>, [String]) = ([edition], [edition])
        let edges = counting.flatMap { operations[$0 - 1].facts }
        while let next = fresh.popLast() {
            for edge in edges where edge.edition == next {
                if let parent = edge.parent, reached.insert(parent).inserted { fresh.append(parent) }
            }
        }
        return reached.contains(ancestor)
    }
}

extension HistoryModel.Fact {
    /// The parent that it names.
    var parent: String? {
        switch self {
        case .registers(_, _, let parent), .edits(_, _, let parent): parent
        case .decides, .adds, .names, .merges: nil
        }
    }
}
