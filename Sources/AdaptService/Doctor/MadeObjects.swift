import AdaptSQL

/// What the scripts of this program make in a database and somebody can take away without any command failing at once:
/// read from the scripts themselves, so that nobody has to keep a list.
struct MadeObjects {
    /// The statement that makes each constraint and index, by its name. It says all names with their schema.
    private(set) var statements: [String: String] = [:]
    /// The table of each.
    private(set) var tables: [String: String] = [:]
    /// Triggers that are made again by every migration, but for those of view `kept_table`.
    private(set) var triggers: [(name: String, table: String)] = []
    /// Names of functions and views that are made again by every migration.
    private(set) var functions: Set<String> = [], views: Set<String> = []
    /// Names of functions that one migration makes.
    private(set) var onceFunctions: Set<String> = []
    /// Names of all tables, those of the ledger of migrations among them.
    private(set) var allTables: Set<String> = ["migration", "schema_state"]

    /// Of this program.
    static let all = MadeObjects()

    /// What all scripts leave, applied one after the other.
    init() {
        for script in DatabaseScripts.migrations + DatabaseScripts.repeatables {
            let lines = script.text.split(separator: "\n").filter { !$0.hasPrefix("--") && !$0.contains("comment on ") }
            for statement in lines.joined(separator: " ").split(separator: ";") { apply(statement) }
            for match in script.text.matches(of: #/create (or replace )?function ([a-z0-9_]+)\(/#) {
                if match.1 == nil { onceFunctions.insert(String(match.2)) } else { functions.insert(String(match.2)) }
            }
        }
    }

    private mutating func apply(_ statement: Substring) {
        if let table = statement.firstMatch(of: #/create table ([a-z0-9_]+) \(/#) {
            allTables.insert(String(table.1))
            addConstraints(of: String(table.1), in: statement[table.range.upperBound...])
        }
        if let table = statement.firstMatch(of: #/alter table ([a-z0-9_]+) /#) {
            change(String(table.1), statement[table.range.upperBound...])
        }
        if let table = statement.firstMatch(of: #/drop table ([a-z0-9_]+)/#) {
            allTables.remove(String(table.1))
            drop { $0.table == table.1 }
        }
        if let list = statement.firstMatch(of: #/drop index (?:if exists )?([a-z0-9_, ]+)/#) {
            let names = list.1.split { $0 == "," || $0 == " " }
            drop { names.contains($0.name[...]) }
        }
        if let index = statement.firstMatch(
            of: #/create (unique )?index (?:if not exists )?([a-z0-9_]+) on ([a-z0-9_]+) (.+)/#)
        {
            add(
                String(index.2), of: String(index.3),
                "create \(index.1 ?? "")index \(index.2) on adapt.\(index.3) \(Self.oneLine(index.4))")
        }
        if let trigger = statement.firstMatch(of: #/create or replace trigger ([a-z0-9_]+) .* on ([a-z0-9_]+) /#) {
            triggers.append((String(trigger.1), String(trigger.2)))
        }
        if let view = statement.firstMatch(of: #/create or replace view ([a-z0-9_]+) /#) {
            views.insert(String(view.1))
        }
    }

    private mutating func change(_ table: String, _ text: Substring) {
        if let name = text.firstMatch(of: #/drop constraint ([a-z0-9_]+)/#) { drop { $0.name == name.1 } }
        // PostgreSQL drops what names a column with it.
        if let column = text.firstMatch(of: #/drop column ([a-z0-9_]+)/#) {
            drop {
                $0.table == table && $0.statement.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains(column.1)
            }
        }
        if let constraint = text.firstMatch(of: #/add (constraint .+)/#) {
            addConstraints(of: table, in: constraint.1)
        }
    }

    /// Each `constraint NAME ...`, to the comma or bracket that ends it.
    private mutating func addConstraints(of table: String, in text: Substring) {
        for start in text.matches(of: #/constraint ([a-z0-9_]+) /#) {
            var depth = 0
            let end = text[start.range.upperBound...].firstIndex { character in
                depth += character == "(" ? 1 : character == ")" ? -1 : 0
                return depth < 0 || depth == 0 && character == ","
            }
            let definition = text[start.range.upperBound..<(end ?? text.endIndex)]
            add(
                String(start.1), of: table,
                "alter table adapt.\(table) add constraint \(start.1) \(Self.oneLine(definition))")
        }
    }

    private mutating func add(_ name: String, of table: String, _ statement: String) {
        statements[name] = statement
        tables[name] = table
    }

    private mutating func drop(where condition: ((name: String, table: String, statement: String)) -> Bool) {
        for (name, statement) in statements where condition((name, tables[name] ?? "", statement)) {
            statements[name] = nil
        }
    }

    private static func oneLine(_ text: Substring) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
