import AdaptModel

extension Decide.Request.Statement {
    private static let states: [(word: String, statement: Decide.Request.Statement)] = [
        ("keep", .keep), ("absent", .absent), ("unknown", .unknown), ("inherit", .inherit),
    ]

    /// What a cell says of an element: a value, or `(keep)`, `(absent)`, `(unknown)`, `(inherit)`; nil: nothing, as an
    /// empty cell and the `(not recorded)` of our own reports.
    ///
    /// Throws a `Refusal` (input) for blanks alone, for a state that is spelled wrong or without its brackets, and for
    /// a sign of nothing.
    static func cell(_ text: String) throws -> Decide.Request.Statement? {
        guard !text.isEmpty else { return nil }
        let words = trimmed(text)
        guard !words.isEmpty else {
            throw Refusal(.input, "value is only blanks", hint: "write it, or leave the cell empty")
        }
        if let word = PrintedWords.inBrackets(words) {
            if word == "not recorded" { return nil }
            if let state = states.first(where: { $0.word == word }) { return state.statement }
            // Our own reports mark what is kept as "(kept)", which is two edits away from the word to write.
            let near = Nearest.matches(for: word == "kept" ? "keep" : word, among: states.map(\.word))
            if let state = near.first {
                throw Refusal(
                    .input, "value \"\(text)\" is no state",
                    hint: "did you mean (\(state))? a value in brackets is said by state value in a file of "
                        + "one row a decision")
            }
        }
        let bare = PrintedWords.bare(words)
        guard bare == nil, !PrintedWords.isSignOfNothing(words) else {
            let state = bare.map { $0 == "not recorded" ? $0 : PrintedWords.saying($0) }
            let ways = state.map { "(\($0))" } ?? "(absent) or (unknown)"
            throw Refusal(
                .input, "value \"\(text)\" does not say what is meant",
                hint: "write \(ways), or leave the cell empty; a value that is spelt so is said by state value in a "
                    + "file of one row a decision")
        }
        return .value(words)
    }

    /// How to say in a column of states what a text of a cell reads as, where that is a state, in brackets or without,
    /// or nothing; nil: it reads as a value.
    static func asState(_ text: String) -> String? {
        let words = trimmed(text)
        if let word = PrintedWords.bare(PrintedWords.inBrackets(words) ?? words) { return PrintedWords.saying(word) }
        return PrintedWords.isSignOfNothing(words) ? "absent or unknown" : nil
    }

    /// A word of a column of states, without its brackets.
    private static func stateWord(_ state: String) -> String { PrintedWords.state(state) ?? state.lowercased() }

    /// Whether a word of a column of states is that for what is not recorded.
    static func isNotRecorded(_ state: String) -> Bool {
        ["not recorded", "not_recorded"].contains(stateWord(state))
    }

    /// What `state` and `value` of a row say together; nil: nothing, as the not_recorded of our own reports. A state
    /// may stand in brackets, as they are where there is no column for them. `column`: the name of that of states.
    ///
    /// Throws a `Refusal` (input) where they contradict each other.
    static func stated(_ state: String?, value: String?, in column: String) throws -> Decide.Request.Statement? {
        guard let state else { return try cell(value ?? "") }
        let word = stateWord(state)
        if isNotRecorded(state) {
            guard let value, PrintedWords.state(value) != "not recorded" else { return nil }
            let meant = asState(value)
            throw Refusal(
                .input, "value \"\(value)\" is given, though the state is \(word)",
                hint: "write \(meant ?? "value") in place of \(word) in the column \(column), "
                    + (meant == nil ? "or leave the value empty" : "and empty the value"))
        }
        if word == "value" {
            guard let value else {
                throw Refusal(
                    .input, "state is value, though there is none",
                    hint: "write the value, or another state in the column \(column)")
            }
            guard !value.showsNothing else { throw Refusal(.input, "value is only blanks") }
            return .value(trimmed(value))
        }
        guard let known = states.first(where: { $0.word == word }) else {
            throw Refusal(
                .input, "state \"\(word)\" is not one of the list",
                hint: Nearest.hint(for: word, among: states.map(\.word) + ["value"])
                    ?? "choose one of value, keep, absent, unknown, inherit")
        }
        guard let value, PrintedWords.state(value) != word else { return known.statement }
        throw Refusal(
            .input, "value \"\(value)\" is given, though the state is \(word)",
            hint: "leave the value empty, or the state")
    }

    /// The word of the database for it.
    var state: String {
        switch self {
        case .value: "value"
        case .keep: "keep"
        case .absent: "absent"
        case .unknown: "unknown"
        case .inherit: "inherit"
        }
    }
}

/// Reasons as people write several in one cell. Throws a `Refusal` (usage).
func reasons(in text: String) throws -> [Reason] {
    var found: [Reason] = []
    for word in text.split(whereSeparator: { " ,;+|".contains($0) }) {
        let reason = try Reason(parsing: String(word), as: "reason")
        if !found.contains(reason) { found.append(reason) }
    }
    return found
}
