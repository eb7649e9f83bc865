import AdaptModel

/// Values that are filled in where a row shows that nothing is recorded, with that state still beside them.
extension JudgeElements {
    /// What a row says by a value beside the state not_recorded: our own reports leave the value empty then, and show
    /// nothing that it rests on. Nil: it says no such thing, or nobody can tell what it says.
    ///
    /// Throws a `Refusal` (input) for blanks alone, and for a state in brackets that is spelled wrong.
    func filledIn(_ row: Int) throws -> Decide.Request.Statement? {
        guard let state = table.word(.state, row), Decide.Request.Statement.isNotRecorded(state),
            let value = table.columns(of: row).text(.value, in: table.rows[row]),
            Decide.Request.Statement.asState(value) == nil,
            (table.word(.basis, row)?.lowercased() ?? "own") == "own"
        else { return nil }
        return try Decide.Request.Statement.cell(value)
    }

    /// Notes that a value was filled in there, and that the row shows nothing of the parent, where no column tells of
    /// that: what is inherited by now nobody has looked at.
    mutating func noteFilledIn(_ row: Int, of edition: String, _ path: String, _ element: BulkNames.Element) {
        besideNothing.insert(row)
        guard !tellsOfParent(row), parentsBeside.last?.row != row else { return }
        shownParents.append(
            BulkExpectation(
                row: row, place: table.place(row, .state), edition: edition, element: path, named: element,
                words: "not_recorded", isKeep: false, isOfParent: true))
    }

    /// Why a value is refused that stands beside the state not_recorded, where the edition said something of the element
    /// at the revision that the row shows, or where it shows none says something now: who wrote that state there may
    /// have meant to take it back. Nil: it is taken.
    func refusalBesideSaid(_ decision: BulkDecision) -> Refusal? {
        let row = decision.row
        guard besideNothing.contains(row) else { return nil }
        let said = seen.shown(row, decision.element, of: decision.edition, catalogue)
        guard said != nil else { return nil }
        // The same file once more: it shows no revision, and what it filled in is said.
        guard table.word(.revision, row) != nil || said.words != decision.words else { return nil }
        let column = table.columnName(of: .state, row)
        return Refusal(
            .input,
            "value \(decision.words) is given, though the state is not_recorded, and \"\(decision.edition)\" says "
                + "\(said.words) of \"\(decision.path)\"",
            hint: "write value in place of not_recorded in the column \(column); to take back what is said, write "
                + "inherit there, and empty the value", place: decision.place)
    }

    /// A refusal of what a row says against others, whose hint names the state too that stands beside it.
    func namingState(_ refusal: Refusal, _ row: Int) -> Refusal {
        guard besideNothing.contains(row), let hint = refusal.hint else { return refusal }
        return Refusal(
            refusal.kind, refusal.message,
            hint: "\(hint), and value in the column \(table.columnName(of: .state, row))",
            place: refusal.place, details: refusal.details)
    }
}
