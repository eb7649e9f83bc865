/// One entry of a backup: a table, a function, an index, the rows of a table ...
struct RestoreEntry: Sendable {
    /// What it is, as in `INDEX`, and its name; both empty for what comes before all entries.
    let kind: String, name: String
    /// Its statements as printed; of rows the `COPY` before them.
    let statements: [UInt8]
    /// Whether rows follow, for that `COPY`.
    let hasRows: Bool

    /// The kind of an entry with the rows of a table.
    static let rows = "TABLE DATA"

    /// An entry with rows, which follow the line.
    init(kind: String, name: String, rowsOf line: [UInt8]) {
        (self.kind, self.name, statements, hasRows) = (kind, name, line, true)
    }

    /// An entry of some lines; nil where they run nothing.
    init?(kind: String, name: String, lines: [[UInt8]]) {
        var lines = lines
        while let last = lines.last, Self.runsNothing(afterEntry: last) { lines.removeLast() }
        if kind.isEmpty || kind == Self.end { lines.removeAll(where: Self.isRemark) }
        guard !lines.isEmpty else { return nil }
        (self.kind, self.name, statements, hasRows) = (kind, name, Array(lines.joined(separator: [10])), false)
    }

    /// What is compared with what is known, to the byte: texts that look alike need not do the same. What rows keep
    /// already may be checked or not: no more is run.
    var signature: [UInt8] {
        let mark = Array(" NOT VALID;".utf8)
        return statements.suffix(mark.count) == mark[...] ? statements.dropLast(mark.count) + [59] : statements
    }

    /// Whether it only says where a sequence stands, that a table's rows are limited, or what something is for.
    var isHarmless: Bool {
        isComment || Self.consists(statements, between: "SELECT pg_catalog.setval('adapt.", and: ");", of: "_', ")
            || Self.consists(statements, between: "ALTER TABLE adapt.", and: " ENABLE ROW LEVEL SECURITY;", of: "_")
    }

    /// For people.
    var words: String { kind.isEmpty ? "statements before all entries" : "\(kind.lowercased()) \(name)" }
}

extension RestoreEntry {
    private static let end = "END"

    /// What an entry that begins with this line is called; nil where none does. A carriage return ends a comment too.
    static func title(_ line: [UInt8]) -> (kind: String, name: String)? {
        guard line.starts(with: "-- ".utf8), line.count < 1 << 14, !line.contains(13) else { return nil }
        let said = line.dropFirst(3)
        if said.elementsEqual("PostgreSQL database dump complete".utf8) { return (end, "") }
        let data = "Data for ".utf8
        let named = said.starts(with: data) ? said.dropFirst(data.count) : said
        guard named.starts(with: nameMark) else { return nil }
        // By bytes: there is a line of each of some thousand entries. A name may hold the marks too: the last ones count.
        let words = named.dropFirst(nameMark.count)
        for place in words.indices.reversed()
        where words[place] == typeMark[0] && words[place...].starts(with: typeMark) {
            let rest = words[(place + typeMark.count)...]
            let kind = rest.prefix { (65...90).contains($0) || $0 == 32 }
            guard !kind.isEmpty, rest[kind.endIndex...].starts(with: schemaMark) else { continue }
            return (String(decoding: kind, as: UTF8.self), String(decoding: words[..<place], as: UTF8.self))
        }
        return nil
    }

    /// What stands around the name and the kind of an entry.
    private static let nameMark = Array("Name: ".utf8), typeMark = Array("; Type: ".utf8)
    private static let schemaMark = Array("; Schema: ".utf8)

    /// Whether a line is a `COPY` that rows follow.
    static func beginsRows(_ line: [UInt8]) -> Bool {
        line.starts(with: "COPY adapt.".utf8) && line.suffix(13).elementsEqual(") FROM stdin;".utf8)
    }

    /// What is set for the entry that follows, and blank lines. None of it is run: all goes where it usually does.
    private static func runsNothing(afterEntry line: [UInt8]) -> Bool {
        line.isEmpty || line.elementsEqual("--".utf8)
            || consists(line, between: "SET default_tablespace = ", and: ";", of: #"_'""#)
            || consists(line, between: "SET default_table_access_method = ", and: ";", of: "_")
    }

    /// What the programs write for people, and for psql.
    private static func isRemark(_ line: [UInt8]) -> Bool {
        line.isEmpty || line.starts(with: "--".utf8) && !line.contains(13)
            || consists(line, between: #"\restrict "#, and: "", of: "")
            || consists(line, between: #"\unrestrict "#, and: "", of: "")
    }

    /// Whether bytes begin and end so, and have nothing between but letters, digits and some signs.
    static func consists(
        _ bytes: [UInt8], between start: String, and end: String, of signs: String
    ) -> Bool {
        guard bytes.count >= start.utf8.count + end.utf8.count, bytes.starts(with: start.utf8),
            bytes.suffix(end.utf8.count).elementsEqual(end.utf8)
        else { return false }
        return bytes.dropFirst(start.utf8.count).dropLast(end.utf8.count).allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || signs.utf8.contains($0)
        }
    }
}
