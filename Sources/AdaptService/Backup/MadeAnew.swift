/// What every migration makes anew, or drops: of another program's backup nothing of it need be run.
enum MadeAnew {
    /// Whether an entry is one of these, by its kind and its name, whatever it says.
    static func has(_ entry: RestoreEntry) -> Bool {
        let made = MadeObjects.all
        func isKnown(_ name: String, among names: Set<String>) -> Bool {
            names.contains(name) || made.dropped.contains(name)
        }
        // Of a trigger and a policy the table stands before the name.
        let words = entry.name.split(separator: " ").map(String.init)
        switch entry.kind {
        case "EXTENSION": return entry.name == "pg_trgm"
        case "FUNCTION":
            let name = ScriptWords.name(entry.name[...])
            // Those of what counts are named for their table.
            let isLive = name.hasSuffix("_live") && made.allTables.contains(String(name.dropLast("_live".count)))
            return isLive || isKnown(name, among: made.functions)
        case "VIEW": return isKnown(entry.name, among: made.views)
        case "INDEX": return isKnown(entry.name, among: Set(made.statements.keys))
        case "POLICY": return words.count == 2 && ["everyone_reads", "own_markets"].contains(words[1])
        case "TRIGGER":
            guard words.count == 2 else { return false }
            return ["_append_only", "_of_its_operation"].contains { words[1] == words[0] + $0 }
                || made.triggers.contains { ($0.table, $0.name) == (words[0], words[1]) }
        default: return false
        }
    }
}
