import AdaptSQL

/// Functions that a script makes by a text that it runs, which no statement of its own makes.
extension MadeFunction {
    /// All of them.
    static let run: [MadeFunction] = counting + choices

    /// What counts of each table. Script `live` has two texts between `$body$`, with `%2$I` for the table: one for tables
    /// that stand before it, each between single quotes; another for those in `values ('TABLE', 'KEY'), ...`, whose keys
    /// are put in twice.
    private static var counting: [MadeFunction] {
        let parts: [Substring] = text(of: "live").split(separator: "$body$")
        guard parts.count == 5 else { return [] }
        var bodies: [String: String] = [:]
        for table in quoted(parts[0]) where ScriptWords.name(table[...]) == table {
            bodies[table] = String(parts[1]).replacing("%2$I", with: table)
        }
        guard let start = parts[2].firstRange(of: " values ")?.upperBound else { return [] }
        let words = quoted(parts[2][start...])
        for (table, key) in zip(words, words.dropFirst()) where ScriptWords.name(table[...]) == table {
            bodies[table] = String(parts[3]).replacing("%2$I", with: table)
                .replacing("%3$s", with: key.replacing("%1$s", with: "w"))
                .replacing("%4$s", with: key.replacing("%1$s", with: "x"))
        }
        return bodies.sorted { $0.key < $1.key }.map { table, body in
            MadeFunction(head: "create or replace function \(table)_live(cut bigint) language sql stable", body: body)
        }
    }

    /// What script `search` makes in one way where its extension is to be had, and then in another where it is not: each
    /// time `create or replace function ...` on a line, and on the next `as 'BODY';`.
    private static var choices: [MadeFunction] {
        let lines: [Substring] = text(of: "search").split(separator: "\n").map { line in line.drop { $0 == " " } }
        var bodies: [String: [String]] = [:]
        for (head, said) in zip(lines, lines.dropFirst())
        where head.hasPrefix("create or replace function ") && said.hasPrefix("as '") && said.hasSuffix("';") {
            bodies[String(head), default: []].append(String(said.dropFirst("as '".count).dropLast("';".count)))
        }
        return bodies.sorted { $0.key < $1.key }.map { head, bodies in
            MadeFunction(head: head, body: bodies[0], otherwise: bodies.last)
        }
    }

    private static func text(of script: String) -> String {
        DatabaseScripts.repeatables.first { $0.name == script }?.text ?? ""
    }

    /// What stands between single quotes, one after the other.
    private static func quoted(_ text: Substring) -> [String] {
        text.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
