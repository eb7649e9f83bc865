/// What reports say in brackets of a state, or behind a value of what it rests on, and how a value is told from it.
public enum PrintedWords {
    private static let words: Set<String> = [
        "absent", "unknown", "not recorded", "keep", "kept", "inherit", "inherited", "same", "outdated",
    ]

    /// The word that a text is, brackets and case aside: "(Absent)" is absent; nil: it is none in brackets.
    public static func state(_ text: String) -> String? {
        guard let word = inBrackets(text) else { return nil }
        return words.contains(word) ? word : nil
    }

    /// The word of a state that a text is without brackets, case aside, "not_recorded" too: "Absent" is absent; nil: it
    /// is none. Nobody can tell whether the word is meant, or the state.
    public static func bare(_ text: String) -> String? {
        let word = text.lowercased().replacing("_", with: " ")
        return words.subtracting(["same", "outdated"]).contains(word) ? word : nil
    }

    /// The state to say for a word that reports print: keep for what is kept, inherit for what is not recorded.
    public static func saying(_ word: String) -> String {
        switch word {
        case "absent", "unknown": word
        case "keep", "kept", "same": "keep"
        default: "inherit"
        }
    }

    /// Whether a text is what people write of which they have nothing to say, or do not know it yet, or of what is not
    /// there, case aside: nobody can tell which. A question mark alone is also our own reports' sign of the unknown.
    public static func isSignOfNothing(_ text: String) -> Bool { signsOfNothing.contains(text.lowercased()) }

    private static let signsOfNothing: Set<String> = [
        "-", "--", "\u{2013}", "\u{2014}", "\u{2015}", "n/a", "#n/a", "null", "?", "??", "???", "\u{FF1F}", "tba",
        "tbc", "tbd",
    ]

    /// Whether a text alone is no value that anybody can be sure of: a state, in brackets or without, or a sign of
    /// nothing.
    public static func isNoValue(_ text: String) -> Bool {
        (state(text) ?? bare(text)) != nil || isSignOfNothing(text)
    }

    /// What a text in brackets holds, in lower case; nil: it is in none. The wide ones of Chinese, Japanese and Korean
    /// keyboards are brackets too.
    public static func inBrackets(_ text: String) -> String? {
        guard let first = text.first, let last = text.last, "(（".contains(first), ")）".contains(last), text.count > 1
        else { return nil }
        return text.dropFirst().dropLast().lowercased()
    }

    /// Whether a text ends as such words do, as "(absent)", "hockey (kept, outdated)" and what is in quotes for that.
    static func end(_ text: String) -> Bool {
        var text = text[...]
        while text.utf8.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") { text = text.dropFirst().dropLast() }
        guard let last = text.last, ")）".contains(last), let open = text.lastIndex(where: { "(（".contains($0) })
        else { return false }
        let inside = text[text.index(after: open)...].dropLast().lowercased()
        return inside.split(separator: ", ", omittingEmptySubsequences: false).allSatisfy { words.contains(String($0)) }
    }
}
