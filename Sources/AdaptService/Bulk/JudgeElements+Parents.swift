import AdaptModel
import AdaptSQL

/// What the parents of editions say by now, where rows show what they said before.
extension JudgeElements {
    /// What a row shows of what the parent has; nil: nothing.
    func shownParent(_ row: Int) -> String? {
        if let value = table.word(.parentValue, row) { return value }
        let state = table.word(.parentState, row)
        // What value, is not shown.
        return state == "value" && !table.columns.has(.parentValue) ? nil : state
    }

    /// Whether a row has columns for what the parent has; left empty, they say nothing of it.
    func tellsOfParent(_ row: Int) -> Bool {
        let columns = table.columns(of: row)
        return columns.has(.parentValue) || columns.has(.parentState)
    }

    /// Notes what a row shows of the parent where editions stand side by side: who has not seen what that has now says
    /// nothing again for its sake. Who leaves out the column that tells what is outdated does.
    mutating func noteParentBeside(_ row: Int, of edition: String, _ path: String, _ element: BulkNames.Element) {
        guard let beside, table.columns(of: row).column(of: .outdated) != nil,
            let parent = catalogue.editions[edition]?.parent
        else { return }
        guard let words = beside.shown(parent, in: table.rows[row]) else {
            shownOutdated.insert(edition + " " + path)
            return
        }
        parentsBeside.append(
            BulkExpectation(
                row: row, place: table.place(row, .value), edition: edition, element: path, named: element,
                words: words, isKeep: false, isOfParent: true))
    }

    /// What of that which is outdated once a file is applied is said by rows that show something else of the parent
    /// than that has then; where the parent stands beside it, than that has now: who changes it there alone has left
    /// the rest.
    func unseen(_ outdated: Set<String>, after outcome: BulkOutcome) async throws -> [String] {
        let shown = shownParents.filter { outdated.contains($0.subject) }
        let other = try await workspace.unmet(shown, after: outcome, settling: [])
        let nothing = BulkOutcome(catalogue, editions: [], decisions: [])
        let beside = parentsBeside.filter { outdated.contains($0.subject) }
        let otherBeside = try await workspace.unmet(beside, after: nothing, settling: [])
        return (other + otherBeside).map(\.0.subject)
    }

    /// Refuses what is said anew in a row that shows, beside it or in the parent's own column, what the parent had
    /// before somebody else changed that: it would count as said of what the parent has now, which nobody has looked
    /// at. It is told instead where the author of the file did, or where the parent never had it, as it is of what is
    /// called otherwise by now.
    mutating func refuseUnseenParents() async throws {
        let sound = decisions.filter { !faults.has($0.row) }
        let anew = Dictionary(sound.filter { isSaidAnew($0) }.map { ($0.row, $0) }) { first, _ in first }
        let shown = (shownParents + parentsBeside).filter { anew[$0.row] != nil }
        let nothing = BulkOutcome(catalogue, editions: [], decisions: [])
        let before = try await workspace.unmet(shown, after: nothing, settling: [])
        // What the file itself makes of a parent its author knows.
        let outcome = BulkOutcome(catalogue, editions: [], decisions: sound)
        let after = Set(try await workspace.unmet(before.map(\.0), after: outcome, settling: []).map(\.0.row))
        let unseen = before.filter { after.contains($0.0.row) }.sorted { $0.0.row < $1.0.row }
        let changes = try await workspace.parentChanges(of: unseen.map(\.0))
        let known = unseen.map { UnseenParent($0.0, now: $0.1, changes[$0.0.subject] ?? []) }
        let sayers = try await workspace.sayers(of: Set(known.flatMap(\.operations)))
        for ((shown, now), since) in zip(unseen, known) where !since.isOnlyCorrected {
            guard let decision = anew[shown.row] else { continue }
            let old = since.before?.quoted ?? "\"\(shown.words)\""
            let words = "\(old) -> \(now.quoted)"
            let all = since.operations.compactMap { sayers[$0] }
            // Somebody else's word before one's own remains one of others.
            let other = all.first { $0.author != workspace.author }
            let sayer = all.first.map { other?.followed(by: $0) ?? $0 }
            guard let by = sayer, by.author != workspace.author else {
                let change = BulkReceipt.Change(
                    edition: shown.edition, words: "\(shown.element) \(words)", by: sayer?.description)
                besideOther.append((shown.row, change))
                continue
            }
            let way =
                tellsOfParent(shown.row)
                ? "empty parent_value and parent_state in the row" : "write the sheet out again and say it there"
            faults.add(
                Refusal(
                    .rule,
                    "parent of \"\(shown.edition)\" says otherwise of \"\(shown.element)\" than the row shows: "
                        + "\(words) (\(by))",
                    hint: "to say \(decision.words) all the same, \(way)", place: decision.place), row: shown.row)
        }
    }

    /// Whether the edition does not say it already.
    private func isSaidAnew(_ decision: BulkDecision) -> Bool {
        let said = catalogue.editions[decision.edition].flatMap { catalogue.said($0, decision.element) }
        return !decision.isSaid(already: said, isOutdated: false)
    }
}

/// What became of a parent's value since a row showed it.
private struct UnseenParent {
    /// What it was; nil: the parent never had it.
    let before: ElementState?
    /// The operations that changed its meaning since, newest first.
    let operations: [Int]

    /// Whether corrections alone changed it.
    var isOnlyCorrected: Bool { before != nil && operations.isEmpty }

    /// `now`: what the parent has; `changes`: of that, newest first.
    init(_ shown: BulkExpectation, now: ElementState, _ changes: [DecisionHistory.ParentChange]) {
        let index = changes.firstIndex { shown.isMet(by: $0.before) }
        before = index.map { changes[$0].before }
        var since = Steps<ElementState, DecisionHistory.ParentChange>()
        if let index {
            for number in (0...index).reversed() {
                since.add(changes[number].before, number == 0 ? now : changes[number - 1].before, changes[number])
            }
        }
        operations = since.all.reversed().map(\.cause).filter { !$0.isMinor }.map(\.operation.number)
    }
}

extension Workspace {
    /// Who did some operations, by their numbers.
    fileprivate func sayers(of operations: Set<Int>) async throws -> [Int: SaidDecision.By] {
        guard !operations.isEmpty else { return [:] }
        let found = try await rows(Queries.bulk["authors"], [operations.sorted()])
        let sayers = try found.map { try SaidDecision.By($0) }
        return Dictionary(sayers.map { ($0.operation, $0) }) { first, _ in first }
    }
}
