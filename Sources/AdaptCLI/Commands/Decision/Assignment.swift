import AdaptModel

/// `PATH=VALUE`; blanks at the ends of the value are left out.
enum Assignment {
    static func parse(_ text: String) throws -> (ElementPath, String) {
        guard let (path, value) = text.halves(at: "="), !value.isEmpty else {
            throw Refusal(
                .usage, "\"\(text)\" is not written as PATH=VALUE",
                hint: "as in male_lead.sport=football; for no value use adapt absent or adapt unknown")
        }
        let words = withoutBlanks(value)
        // What stands for a value in hints and examples of this program, pasted as it is.
        guard !["VALUE", "..."].contains(words) else {
            throw Refusal(
                .usage, "\(words) of \"\(path)\" stands for what is to be said: write that", hint: spelt)
        }
        if let state = PrintedWords.state(words) ?? PrintedWords.bare(words) {
            throw Refusal(
                .usage, "value \"\(words)\" of \"\(path)\" reads as a state",
                hint: "adapt \(PrintedWords.saying(state)) EDITION \(path) says that; \(spelt)")
        }
        guard !PrintedWords.isSignOfNothing(words) else {
            throw Refusal(
                .usage, "value \"\(words)\" of \"\(path)\" does not say what is meant",
                hint: "adapt absent EDITION \(path) says that it is not there, adapt unknown EDITION \(path) that "
                    + "somebody looked and could not tell; \(spelt)")
        }
        return (try ElementPath(path), words)
    }

    /// How to say what no assignment is taken for.
    private static let spelt = "a value that is spelt so comes in by adapt import elements, with state value"
}
