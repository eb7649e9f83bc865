import AdaptSQL

/// What the scripts of this program make in a database and somebody can take away without any command failing at once:
/// read from the scripts themselves, so that nobody has to keep a list.
struct MadeObjects {
    /// The statement that makes each constraint and index, by its name. It says all names with their schema.
    private(set) var statements: [String: String] = [:]
    /// The table of each.
    private(set) var tables: [String: String] = [:]
    /// Triggers that are made again by every migration, but for those of view `kept_table`.
    private(set) var triggers: [(name: String, table: String, rest: String)] = []
    /// Names of functions and views that are made again by every migration.
    private(set) var functions = Set(MadeFunction.run.map(\.name)), views: Set<String> = []
    /// The statement that makes each function that one migration makes, by its name.
    private(set) var onceFunctions: [String: String] = [:]
    /// Names of all functions, in order.
    var allFunctions: [String] { functions.union(onceFunctions.keys).sorted() }
    /// Names of all tables, those of the ledger of migrations among them.
    private(set) var allTables: Set<String> = ["migration", "schema_state"]
    /// Names of what of all these a script drops: an earlier program made it.
    private(set) var dropped: Set<String> = []

    /// Of this program.
    static let all = MadeObjects()

    /// What all scripts leave, applied one after the other.
    init() {
        for script in DatabaseScripts.migrations + DatabaseScripts.repeatables {
            for statement in ScriptWords.statements(of: script.text) {
                apply(statement)
                addFunctions(statement)
            }
        }
    }

    private mutating func apply(_ statement: ScriptWords.Statement) {
        func behind(_ start: [Substring]) -> ScriptWords.Statement? { statement.rest(behind: start) }
        if let table = behind(["create", "table"]) {
            allTables.formUnion(table.first.map { [ScriptWords.name($0)] } ?? [])
            addConstraints(of: table)
        } else if let table = behind(["alter", "table"]) {
            change(table)
        } else if let table = behind(["drop", "table"])?.first {
            if let name = allTables.remove(ScriptWords.name(table)) { dropped.insert(name) }
            drop { $0.table[...] == table }
        } else if let list = behind(["drop", "index", "if", "exists"]) ?? behind(["drop", "index"]) {
            let names = Set(list.map(ScriptWords.name))
            dropped.formUnion(names)
            drop { names.contains($0.name) }
        } else if let word = ["view", "function"].compactMap({ behind(["drop", $0, "if", "exists"])?.first }).first {
            dropped.insert(ScriptWords.name(word))
        } else if let view = behind(["create", "or", "replace", "view"])?.first {
            views.insert(ScriptWords.name(view))
        } else if let trigger = behind(["create", "or", "replace", "trigger"]) {
            addTrigger(trigger)
        } else if let index = behind(["create", "unique", "index"]) {
            addIndex(index, "unique index")
        } else if let index = behind(["create", "index"]) {
            addIndex(index, "index")
        }
    }

    /// Also those that another statement makes.
    private mutating func addFunctions(_ words: ScriptWords.Statement) {
        for place in words.indices where words[place] == "create" {
            func name(behind start: [Substring]) -> String {
                words[place...].rest(behind: start)?.first.map(ScriptWords.name) ?? ""
            }
            let (again, once) = (
                name(behind: ["create", "or", "replace", "function"]), name(behind: ["create", "function"])
            )
            if !again.isEmpty { functions.insert(again) }
            if !once.isEmpty {
                onceFunctions[once] = "create or replace function adapt." + words[(place + 2)...].joined(separator: " ")
            }
        }
    }

    /// `NAME after insert on TABLE ...`
    private mutating func addTrigger(_ words: ScriptWords.Statement) {
        guard let name = words.first, let place = words.lastIndex(of: "on"), place + 1 < words.endIndex else { return }
        triggers.append(
            (String(name), ScriptWords.name(words[place + 1]), words.dropFirst().joined(separator: " ")))
    }

    /// `NAME on TABLE ...`
    private mutating func addIndex(_ words: ScriptWords.Statement, _ kind: String) {
        let words = Array(words.rest(behind: ["if", "not", "exists"]) ?? words)
        guard words.count > 3, words[1] == "on" else { return }
        let definition = words[3...].joined(separator: " ")
        add(String(words[0]), of: String(words[2]), "create \(kind) \(words[0]) on adapt.\(words[2]) \(definition)")
    }

    /// `TABLE drop ...`, `TABLE add ...`
    private mutating func change(_ words: ScriptWords.Statement) {
        guard let table = words.first else { return }
        for place in words.indices.dropLast(2) where words[place] == "drop" {
            let name = ScriptWords.name(words[place + 2])
            if words[place + 1] == "constraint" {
                drop { $0.name == name }
            } else if words[place + 1] == "column" {
                // PostgreSQL drops what names a column with it.
                drop {
                    $0.table[...] == table
                        && $0.statement.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains(name[...])
                }
            }
        }
        if words.contains("add") { addConstraints(of: words) }
    }

    private mutating func addConstraints(of words: ScriptWords.Statement) {
        guard let table = words.first else { return }
        for (name, definition) in words.constraints {
            add(
                String(name), of: String(table), "alter table adapt.\(table) add constraint \(name) \(definition)")
        }
    }

    private mutating func add(_ name: String, of table: String, _ statement: String) {
        statements[name] = statement
        tables[name] = table
    }

    private mutating func drop(where condition: ((name: String, table: String, statement: String)) -> Bool) {
        for (name, statement) in statements where condition((name, tables[name] ?? "", statement)) {
            statements[name] = nil
            dropped.insert(name)
        }
    }
}
