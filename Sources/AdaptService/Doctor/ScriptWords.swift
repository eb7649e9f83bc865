/// The words of our scripts, in which each statement stands at the start of a line. Patterns over all that text would
/// take half a second.
enum ScriptWords {
    /// The words of a statement, or of its rest: what stands between blanks, without remarks and the semicolon.
    typealias Statement = ArraySlice<Substring>

    /// The statements of a script, one after the other; comments on tables and columns are none.
    static func statements(of script: String) -> [Statement] {
        var statements: [Statement] = []
        var statement: [Substring] = []
        for line in script.split(separator: "\n") {
            let words = line.split(separator: " ").prefix { !$0.hasPrefix("--") }
            guard words.rest(behind: ["comment", "on"]) == nil else { continue }
            for word in words {
                let isLast = word.hasSuffix(";")
                let said = isLast ? word.dropLast() : word
                if !said.isEmpty { statement.append(said) }
                if isLast {
                    statements.append(statement[...])
                    statement = []
                }
            }
        }
        return statements + [statement[...]]
    }

    /// The name that a word begins with, without what follows it there; empty where it begins with none.
    static func name(_ word: Substring) -> String {
        String(word.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    }
}

extension ArraySlice<Substring> {
    /// What follows some words; nil where it does not begin with them.
    func rest(behind start: [Substring]) -> ArraySlice<Substring>? {
        starts(with: start) ? dropFirst(start.count) : nil
    }

    /// Of a table, whose name is the first word, each `constraint NAME ...`, to the comma or bracket that ends it.
    var constraints: [(name: Substring, definition: String)] {
        var found: [(name: Substring, definition: String)] = []
        for place in indices.dropFirst().dropLast(2)
        where self[place] == "constraint" && self[place - 1] != "drop" {
            var (definition, depth, isOver): ([Substring], Int, Bool) = ([], 0, false)
            for word in self[(place + 2)...] where !isOver {
                let part = word.prefix { character in
                    depth += character == "(" ? 1 : character == ")" ? -1 : 0
                    isOver = depth < 0 || depth == 0 && character == ","
                    return !isOver
                }
                if !part.isEmpty { definition.append(part) }
            }
            found.append((self[place + 1], definition.joined(separator: " ")))
        }
        return found
    }
}
