import AdaptSQL

/// A view as the scripts make it.
struct MadeView: Sendable {
    let name: String
    /// What follows `create view`, to the end of the statement.
    let definition: String

    /// Those that are made again by every migration: all.
    static let all: [MadeView] = DatabaseScripts.repeatables.flatMap { views(of: $0.text) }

    /// Each begins at the start of a line, and ends with one.
    private static func views(of script: String) -> [MadeView] {
        let start = "create or replace view "
        var made: [MadeView] = []
        var lines: [Substring] = []
        for line in script.split(separator: "\n") {
            let isFirst = lines.isEmpty
            guard !isFirst || line.hasPrefix(start) else { continue }
            lines.append(isFirst ? line.dropFirst(start.count) : line)
            guard line.hasSuffix(";") else { continue }
            let definition = lines.joined(separator: "\n")
            made.append(MadeView(name: ScriptWords.name(definition[...]), definition: definition))
            lines = []
        }
        return made
    }
}
