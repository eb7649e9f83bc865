import AdaptModel

/// What others said since the revision that a row shows.
extension JudgeElements {
    /// Leaves out what others said since the revision that a row shows, where the row shows what was said then.
    mutating func leaveNewer() async throws {
        try await seen.load(catalogue, in: workspace)
        let all = decisions
        decisions = []
        var left: Set<ElementOfRow> = []
        for decision in all {
            if let refusal = refusalBesideSaid(decision) {
                faults.add(refusal, row: decision.row)
                continue
            }
            let column = table.columnName(of: .revision, decision.row)
            switch seen.verdict(on: decision, by: workspace.author, isAlone: !isWide, in: column, catalogue) {
            case .meant: decisions.append(decision)
            case .untouched(let words, let by):
                leave(decision.row, decision.edition, words, by: by)
                left.insert(ElementOfRow(row: decision.row, element: decision.path.text))
            case .conflict(let refusal): faults.add(namingState(refusal, decision.row), row: decision.row)
            }
        }
        expectations.removeAll { left.contains(ElementOfRow(row: $0.row, element: $0.element)) }
        leaveInherited()
    }

    private struct ElementOfRow: Hashable {
        let row: Int
        let element: String
    }

    /// Leaves out what is shown as inherited where the edition has said something of it since.
    private mutating func leaveInherited() {
        let all = expectations
        expectations = []
        for expected in all {
            guard !expected.isKeep, let (then, now, by) = seen.since(expected.row, expected.named, catalogue) else {
                expectations.append(expected)
                continue
            }
            leave(expected.row, expected.edition, "\(expected.element) \(then.words) -> \(now.words)", by: by)
        }
    }

    /// Notes what is left as somebody else said it.
    mutating func leave(_ row: Int, _ edition: String, _ words: String, by: SaidDecision.By?) {
        newer.append((row, .left(edition, words, by: by)))
    }

    /// Notes the revision that a row shows of its edition.
    mutating func noteRevision(_ row: Int) throws {
        guard let edition = editionOf[row].flatMap({ catalogue.editions[$0] }) else { return }
        guard let revision = try table.revision(.revision, row) else { return }
        let column = table.columnName(of: .revision, row)
        do { try seen.note(revision, of: edition, row: row, in: column) } catch let refusal as Refusal {
            throw refusal.at(table.place(row, .revision))
        }
    }
}
