import AdaptModel
import Glibc

/// What restoring a backup runs, as `pg_restore` prints it: entry by entry, each below a comment that names it, with
/// the rows of a table as bytes. It holds one entry, or one piece of rows. For one caller at a time.
actor RestoreScript {
    private let pieces: @Sendable () async throws -> [UInt8]?
    /// What was printed and is not read: the bytes from `start` on.
    private var unread: [UInt8] = [], start = 0
    /// Of the entry under way; both empty before the first.
    private var title = (kind: "", name: "")
    private var isInRows = false
    /// Whether the end of the line before the rows is still there: it is none of theirs.
    private var isBeforeRows = false

    /// The longest entry: rows are none. Ours are of some thousand bytes; of short lines each takes fifty times itself.
    private static let longest = 1 << 20
    /// What of rows is handed on at once, at least.
    private static let enough = 1 << 16

    /// `pieces` gives the next of the script's bytes, cut anywhere; nil at its end.
    init(_ pieces: @escaping @Sendable () async throws -> [UInt8]?) { self.pieces = pieces }

    /// The next entry that runs something; nil at the end. Rows that nobody took are passed over. Throws a `Refusal`
    /// (input) where an entry is longer than any.
    func next() async throws -> RestoreEntry? {
        while try await rows() != nil {}
        var (lines, size): ([[UInt8]], Int) = ([], 0)
        while let line = try await nextLine() {
            if let found = RestoreEntry.title(line) {
                let entry = RestoreEntry(kind: title.kind, name: title.name, lines: lines)
                title = found
                lines = []
                if let entry { return entry }
            } else if lines.isEmpty, title.kind == RestoreEntry.rows, RestoreEntry.beginsRows(line) {
                (isInRows, isBeforeRows) = (true, true)
                start -= 1
                return RestoreEntry(kind: title.kind, name: title.name, rowsOf: line)
            } else if !lines.isEmpty || !line.isEmpty && !line.elementsEqual("--".utf8) {
                lines.append(line)
                size += line.count + 1
                guard size <= Self.longest else { throw tooLong }
            }
        }
        return RestoreEntry(kind: title.kind, name: title.name, lines: lines)
    }

    /// The next rows of the entry given last; nil after them. Whole bytes of COPY's text format, cut anywhere.
    func rows() async throws -> [UInt8]? {
        guard isInRows else { return nil }
        var searched = 0
        while true {
            if let end = endOfRows(from: start + searched) {
                isInRows = false
                return taken(to: end + 1, next: end + Self.end.count)
            }
            // What may be the beginning of the end waits for the rest.
            let whole = unread.count - Self.end.count + 1
            if whole - start >= Self.enough { return taken(to: whole, next: whole) }
            searched = max(0, whole - start)
            guard try await fill() else {
                isInRows = false
                return taken(to: unread.count, next: unread.count)
            }
        }
    }

    /// Ends rows: a line of these two signs, which no row is.
    private static let end = Array("\n\\.\n".utf8)

    private func taken(to end: Int, next: Int) -> [UInt8]? {
        let from = start + (isBeforeRows ? 1 : 0)
        (start, isBeforeRows) = (next, false)
        return from < end ? Array(unread[from..<end]) : nil
    }

    /// Where the line end before the end of rows is.
    private func endOfRows(from first: Int) -> Int? {
        unread.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var from = first
            while from < bytes.count, let found = memchr(base + from, 10, bytes.count - from) {
                let place = UnsafeRawPointer(found) - base
                if bytes[place...].prefix(Self.end.count).elementsEqual(Self.end) { return place }
                from = place + 1
            }
            return nil
        }
    }

    /// The next line, without its end; nil at the end of the script.
    private func nextLine() async throws -> [UInt8]? {
        var searched = 0
        while true {
            if let end = unread[(start + searched)...].firstIndex(of: 10) {
                defer { start = end + 1 }
                return Array(unread[start..<end])
            }
            searched = unread.count - start
            guard searched <= Self.longest else { throw tooLong }
            guard try await fill() else { return taken(to: unread.count, next: unread.count) }
        }
    }

    private func fill() async throws -> Bool {
        guard let piece = try await pieces() else {
            // Who is told to stop sees an end too.
            try Task.checkCancellation()
            return false
        }
        unread.removeSubrange(..<start)
        start = 0
        unread += piece
        return true
    }

    private var tooLong: Refusal {
        Refusal(
            .input, "backup holds an entry of more than \(Self.longest) bytes, which adapt makes none of",
            hint: "use another backup", details: [title.kind + " " + title.name])
    }
}
