import AdaptModel

/// What the rows come to.
extension JudgeElements {
    /// One thing may be said of an element of an edition; the same said again is left out.
    mutating func refuseRepeated() {
        var first: [String: BulkDecision] = [:]
        var once: [BulkDecision] = []
        for decision in decisions {
            guard let earlier = first.updateValueIfNone(decision, for: decision.subject)
            else {
                once.append(decision)
                continue
            }
            guard !earlier.saysTheSame(as: decision) else { continue }
            if setsAside {
                faults.add(
                    Refusal(
                        .rule,
                        "element \"\(decision.path)\" of \"\(decision.edition)\" is decided in line "
                            + "\(decision.place.line) as \(decision.words)", place: earlier.place), row: earlier.row)
            }
            faults.add(
                Refusal(
                    .rule,
                    "element \"\(decision.path)\" of \"\(decision.edition)\" is decided in line \(earlier.place.line) "
                        + "as \(earlier.words)", hint: "say one thing of it", place: decision.place), row: decision.row)
        }
        decisions = once
    }

    /// `outdated`: what is outdated of what is said again, as `series/edition path`.
    func makePlan(outdated: Set<String>) -> BulkPlan {
        var plan = BulkPlan(catalogue: catalogue)
        var (named, changed): (Set<String>, Set<String>) = ([], [])
        for decision in decisions where !faults.has(decision.row) {
            named.insert(decision.edition)
            let said = catalogue.editions[decision.edition].flatMap { catalogue.said($0, decision.element) }
            let isOutdated = outdated.contains(decision.subject)
            guard !decision.isSaid(already: said, isOutdated: isOutdated) else {
                plan.unchangedDecisions += 1
                continue
            }
            changed.insert(decision.edition)
            plan.add(decision, over: said)
        }
        for (row, change) in newer where !faults.has(row) {
            named.insert(change.edition)
            plan.unchangedDecisions += 1
            plan.newer.append(change)
        }
        plan.besideOther = besideOther.filter { !faults.has($0.row) }.map(\.change)
        plan.unchangedEditions = named.count - changed.count
        return plan
    }
}

extension BulkDecision {
    /// Whether another row says the same of the same element.
    func saysTheSame(as other: BulkDecision) -> Bool {
        statement == other.statement && reasons == other.reasons && note == other.note && citation == other.citation
            && minor == other.minor && termID == other.termID
    }
}

extension Dictionary {
    /// The value that stood for a key; where there was none, sets it and gives nil.
    fileprivate mutating func updateValueIfNone(_ value: Value, for key: Key) -> Value? {
        if let known = self[key] { return known }
        self[key] = value
        return nil
    }
}
