import AdaptModel

/// What rows show of what their editions keep and inherit, beside what these do.
extension JudgeElements {
    /// What is to be settled of what is outdated: not what is shown as outdated, nor a keep that is shown with the value
    /// that it holds still.
    mutating func judgeExpectations(_ outcome: BulkOutcome, _ outdated: Set<String>) async throws -> Set<String> {
        let expected = expectations.filter { !faults.has($0.row) }
        var settling = outdated.subtracting(expected.map(\.subject)).subtracting(shownOutdated)
        var unmet = try await workspace.unmet(expected, after: outcome, settling: settling)
        let moved = outdated.intersection(unmet.map(\.0.subject))
        if !moved.isEmpty {
            settling.formUnion(moved)
            unmet = try await workspace.unmet(expected, after: outcome, settling: settling)
        }
        let left = try await untouched(unmet.map(\.0))
        var leaving: Set<String> = []
        for (expectation, state) in unmet {
            guard left.contains(expectation.row) else {
                faults.add(
                    expectation.refusal(
                        of: state, in: table.columnName(of: .basis, expectation.row),
                        beside: table.columnName(of: .state, expectation.row)), row: expectation.row)
                continue
            }
            // What is inherited is no word of the edition, whatever the parent says by now.
            guard expectation.isKeep else { continue }
            leaving.insert(expectation.subject)
            let known = catalogue.editions[expectation.edition]
            leave(
                expectation.row, expectation.edition,
                "\(expectation.element) \(expectation.quoted) -> \(state.quoted)",
                by: known.flatMap { catalogue.said($0, expectation.named)?.by })
        }
        // All at once: a sheet of a whole catalogue has as many of them as rows.
        if !leaving.isEmpty { decisions.removeAll { leaving.contains($0.subject) } }
        settling.subtract(leaving)
        let notOutdated = try await heldUp(by: outdated.subtracting(settling), settling, outcome)
        return settling.subtracting(notOutdated)
    }

    /// What of that which is to be settled is not outdated, as it would be by keeps alone that are left as they are.
    private func heldUp(
        by left: Set<String>, _ settling: Set<String>, _ outcome: BulkOutcome
    ) async throws -> Set<String> {
        let series = Set(left.map { String($0.prefix { $0 != "/" }) })
        let open = settling.filter { series.contains(String($0.prefix { $0 != "/" })) }
        guard !open.isEmpty else { return [] }
        let outdated = try await workspace.outdated(after: outcome, leaving: left)
        return open.subtracting(outdated)
    }

    /// The rows of some expectations that are not met which nobody has touched: they show the same of the parent, or
    /// where they show nothing of it what it had once. What is kept was kept again since the revision that they show.
    private func untouched(_ unmet: [BulkExpectation]) async throws -> Set<Int> {
        let open = unmet.filter { $0.isKeep ? seen.revision(of: $0.row) != nil : $0.parent == nil }
        let nothing = BulkOutcome(catalogue, editions: [], decisions: [])
        let otherwise = Set(try await workspace.unmet(open, after: nothing, settling: []).map(\.0.row))
        let changes = try await workspace.parentChanges(of: open)
        let once = open.filter { expected in
            !otherwise.contains(expected.row)
                || (changes[expected.subject] ?? []).contains { expected.isMet(by: $0.before) }
        }
        let same = unmet.filter { !$0.isKeep && $0.words == $0.parent }
        return Set((once + same).map(\.row))
    }
}

extension ElementState {
    /// The value in quotes, or the state in brackets.
    var quoted: String {
        switch self {
        case .value(let value): "\"\(value.text)\""
        case .absent, .unknown, .notRecorded: words
        }
    }
}
