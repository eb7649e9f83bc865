import Glibc

/// What a restore runs, as `pg_restore` writes it: entry by entry, each below a comment that names it. Rows are passed
/// over: they are data, whatever they say.
public struct RestoreScript: Sendable {
    /// One entry of a backup: a table, a function, an index ...
    struct Entry: Sendable, Hashable {
        /// What it is, as in `INDEX`, and its name; both empty for what comes before all entries.
        let kind: String, name: String
        /// Its statements, to the byte: texts that look alike need not do the same.
        let statements: [UInt8]
    }

    /// Entries that run something.
    private(set) var entries: [Entry] = []
    private var title = (kind: "", name: ""), lines: [[UInt8]] = []
    /// The start of a line whose end has not come yet.
    private var part: [UInt8] = []
    private var isInRows = false

    /// Nothing yet.
    public init() {}

    /// Reads on.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        guard let base = bytes.baseAddress else { return }
        var start = 0
        while let found = memchr(base + start, 10, bytes.count - start) {
            let end = UnsafeRawPointer(found) - base
            let line = UnsafeRawBufferPointer(rebasing: bytes[start..<end])
            if part.isEmpty {
                take(line)
            } else {
                let whole = part + line
                part = []
                take(whole)
            }
            start = end + 1
        }
        part += bytes[start...]
    }

    /// The script, read to its end.
    public consuming func ended() -> RestoreScript {
        if !part.isEmpty { take(part) }
        finish()
        return self
    }

    private mutating func take(_ line: some Collection<UInt8>) {
        if isInRows {
            isInRows = !line.elementsEqual(#"\."#.utf8)
        } else if let next = Self.title(line) {
            finish()
            title = next
        } else if lines.isEmpty, title.kind == "TABLE DATA", Self.beginsRows(line) {
            isInRows = true
        } else if !lines.isEmpty || !line.isEmpty && !line.elementsEqual("--".utf8) {
            lines.append(Array(line))
        }
    }

    private mutating func finish() {
        while let last = lines.last, Self.runsNothing(afterEntry: last) { lines.removeLast() }
        if title.kind.isEmpty || title.kind == Self.end { lines.removeAll(where: Self.isRemark) }
        let statements = Array(lines.joined(separator: [10]))
        lines = []
        guard !statements.isEmpty else { return }
        entries.append(Entry(kind: title.kind, name: title.name, statements: Self.validated(statements)))
    }

    private static let end = "END"

    /// What an entry that begins with this line is called; nil where none does. A comment ends with a carriage return too.
    private static func title(_ line: some Collection<UInt8>) -> (kind: String, name: String)? {
        guard line.starts(with: "-- ".utf8), !line.contains(13) else { return nil }
        let text = String(decoding: line, as: UTF8.self)
        if text == "-- PostgreSQL database dump complete" { return (end, "") }
        guard let match = text.wholeMatch(of: #/-- (?:Data for )?Name: (.*); Type: ([A-Z ]+); Schema: .*/#) else {
            return nil
        }
        return (String(match.2), String(match.1))
    }

    private static func beginsRows(_ line: some Collection<UInt8>) -> Bool {
        consists(line, between: "COPY adapt.", and: ") FROM stdin;", of: #"_, ("."#)
    }

    /// What is set for the entry that follows, and blank lines.
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

    /// What the rows keep already may be checked or not: no more is run.
    private static func validated(_ statements: [UInt8]) -> [UInt8] {
        let mark = Array(" NOT VALID;".utf8)
        return statements.suffix(mark.count) == mark[...] ? statements.dropLast(mark.count) + [59] : statements
    }

    /// Whether bytes begin and end so, and have nothing between but letters, digits and some signs.
    static func consists(
        _ bytes: some Collection<UInt8>, between start: String, and end: String, of signs: String
    ) -> Bool {
        guard bytes.count >= start.utf8.count + end.utf8.count, bytes.starts(with: start.utf8),
            bytes.suffix(end.utf8.count).elementsEqual(end.utf8)
        else { return false }
        return bytes.dropFirst(start.utf8.count).dropLast(end.utf8.count).allSatisfy {
            (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || signs.utf8.contains($0)
        }
    }
}
