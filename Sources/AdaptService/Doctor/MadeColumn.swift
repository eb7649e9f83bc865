import AdaptSQL

/// A column as the migrations leave it: read from them, so that nobody has to keep a list.
struct MadeColumn: Sendable {
    let table: String
    let name: String
    /// As the script writes it, as in `timestamptz`.
    let type: String
    /// Whether something must stand in it.
    private(set) var isNotNull: Bool
    /// What stands in it where nothing is said, as the script writes it; empty: nothing.
    private(set) var standard: String
    /// `a` where PostgreSQL numbers the rows, `s` where it makes the value of others; empty: neither.
    let kind: String

    /// Those of all tables, but for the ledger of migrations, which is there before the first of them.
    static let all: [MadeColumn] = {
        var columns: [MadeColumn] = []
        for script in DatabaseScripts.migrations {
            for statement in ScriptWords.statements(of: script.text) { apply(statement, to: &columns) }
        }
        return columns
    }()

    /// Of the words that define it; nil: they define a constraint.
    private init?(_ table: String, _ words: [Substring]) {
        guard words.count > 1, words[0] != "constraint" else { return nil }
        let isNumbered = words.contains("identity")
        self.table = table
        name = String(words[0])
        type = String(words[1])
        isNotNull = isNumbered || zip(words, words.dropFirst()).contains { $0.0 == "not" && $0.1 == "null" }
        kind = isNumbered ? "a" : words.last == "stored" ? "s" : ""
        if let place = words.firstIndex(of: "default"), place + 1 < words.count {
            standard = String(words[place + 1])
        } else {
            standard = ""
        }
    }

    private static func apply(_ statement: ScriptWords.Statement, to columns: inout [MadeColumn]) {
        if let words = statement.rest(behind: ["create", "table"]), let table = words.first {
            columns += items(of: words.dropFirst()).compactMap { MadeColumn(String(table), $0) }
        } else if let table = statement.rest(behind: ["drop", "table"])?.first {
            columns.removeAll { $0.table == String(table) }
        } else if let words = statement.rest(behind: ["alter", "table"]), let table = words.first {
            change(String(table), words.dropFirst(), &columns)
        }
    }

    private static func change(_ table: String, _ words: ScriptWords.Statement, _ columns: inout [MadeColumn]) {
        if let column = words.rest(behind: ["add", "column"]) {
            if let added = MadeColumn(table, Array(column)) { columns.append(added) }
        } else if let name = words.rest(behind: ["drop", "column"])?.first {
            columns.removeAll { $0.table == table && $0.name == String(name) }
        } else if let column = words.rest(behind: ["alter", "column"]), let name = column.first,
            let place = columns.firstIndex(where: { $0.table == table && $0.name == String(name) })
        {
            switch column.dropFirst().joined(separator: " ") {
            case "drop not null": columns[place].isNotNull = false
            case "set not null": columns[place].isNotNull = true
            case "drop default": columns[place].standard = ""
            // The storage, and the like: nothing that is compared.
            default: break
            }
        }
    }

    /// What stands between the brackets of a table, each as its words: a comma in brackets of its own ends nothing.
    private static func items(of words: ScriptWords.Statement) -> [[Substring]] {
        var (items, item, depth): ([[Substring]], String, Int) = ([], "", 0)
        for character in words.joined(separator: " ") {
            if character == ")" { depth -= 1 }
            let isOuter = depth == 0 && (character == "(" || character == ")")
            if character == "(" { depth += 1 }
            if depth == 1, character == "," {
                items.append(item.split(separator: " "))
                item = ""
            } else if !isOuter {
                item.append(character)
            }
        }
        return items + [item.split(separator: " ")]
    }
}
