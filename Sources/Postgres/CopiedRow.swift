import Synchronization

/// One row of a binary COPY TO, in the memory where libpq has it: valid for one call, read from left to right.
public struct CopiedRow {
    private let bytes: UnsafeRawBufferPointer
    private var at: Int
    private let statement: String

    /// Nil where the bytes are the data's header alone, or its end.
    init?(_ bytes: UnsafeRawBufferPointer, isFirst: Bool, statement: String) throws {
        // The header comes with the first row: a signature of 11 bytes, flags, and the length of what may follow them.
        var at = 0
        if isFirst {
            guard bytes.count >= 19 else { throw CopiedRow.damaged(statement) }
            at = 19 + Int(CopiedRow.number(bytes, 15, UInt32.self))
        }
        guard bytes.count > at else { return nil }
        guard bytes.count >= at + 2 else { throw CopiedRow.damaged(statement) }
        guard CopiedRow.number(bytes, at, UInt16.self) != UInt16.max else { return nil }
        self.bytes = bytes
        self.at = at + 2
        self.statement = statement
    }

    /// The next value, of `smallint`, `integer` or `bigint`; nil is NULL.
    public mutating func integer() throws -> Int? {
        guard let field = try field() else { return nil }
        switch field.count {
        case 2: return Int(Int16(bitPattern: CopiedRow.number(bytes, field.lowerBound, UInt16.self)))
        case 4: return Int(Int32(bitPattern: CopiedRow.number(bytes, field.lowerBound, UInt32.self)))
        case 8: return Int(Int64(bitPattern: CopiedRow.number(bytes, field.lowerBound, UInt64.self)))
        default: throw CopiedRow.damaged(statement)
        }
    }

    /// The next value, a `date`, in days since 1970-01-01; NULL is an error.
    public mutating func days() throws -> Int { try number() + 10_957 }

    /// The next value, of `text`; nil is NULL.
    public mutating func text() throws -> String? {
        try field().map { String(decoding: bytes[$0], as: UTF8.self) }
    }

    /// The next value, of `smallint`, `integer` or `bigint`; NULL is an error.
    public mutating func number() throws -> Int {
        guard let value = try integer() else { throw CopiedRow.damaged(statement) }
        return value
    }

    /// The next value, of `text`; NULL is an error.
    public mutating func words() throws -> String {
        guard let value = try text() else { throw CopiedRow.damaged(statement) }
        return value
    }

    /// The next value, of `boolean`; NULL is an error.
    public mutating func flag() throws -> Bool {
        guard let field = try field(), field.count == 1 else { throw CopiedRow.damaged(statement) }
        return bytes[field.lowerBound] != 0
    }

    private mutating func field() throws -> Range<Int>? {
        guard at + 4 <= bytes.count else { throw CopiedRow.damaged(statement) }
        let length = CopiedRow.number(bytes, at, UInt32.self)
        at += 4
        if length == UInt32.max { return nil }
        guard at + Int(length) <= bytes.count else { throw CopiedRow.damaged(statement) }
        defer { at += Int(length) }
        return at..<(at + Int(length))
    }

    /// Most significant byte first. The caller has seen that so many bytes are there.
    private static func number<I: FixedWidthInteger>(_ bytes: UnsafeRawBufferPointer, _ at: Int, _: I.Type) -> I {
        I(bigEndian: bytes.loadUnaligned(fromByteOffset: at, as: I.self))
    }

    private static func damaged(_ statement: String) -> PostgresError {
        PostgresError(.decoding, "a row of the COPY does not hold what was asked for", statement: statement)
    }
}

extension Connection {
    /// Hands over the rows of a query one after the other, by a binary COPY: the fastest way out of the server, and
    /// none of them is kept.
    ///
    /// COPY takes no bindings: each becomes a quoted literal in its place, so a value's type must follow from there.
    public func copyRows(
        of query: SQL, _ each: @Sendable (inout CopiedRow) throws -> Void
    ) async throws -> Int {
        let statement = "copy (\(try query.withLiterals())) to stdout (format binary)"
        let progress = CopyProgress()
        return try await copyOut(statement) { bytes in
            let isFirst = progress.take()
            guard var row = try CopiedRow(bytes, isFirst: isFirst, statement: statement) else { return }
            try each(&row)
        }
    }
}

/// Whether the first row has been seen. Rows come one at a time; the lock only tells the compiler so.
private final class CopyProgress: Sendable {
    private let started = Mutex(false)

    func take() -> Bool {
        started.withLock { started in
            defer { started = true }
            return !started
        }
    }
}

extension SQL {
    /// The text with each binding written as a literal, for statements that take none.
    func withLiterals() throws -> String {
        let source = text.utf8
        var (out, from) = ("", source.startIndex)
        for hole in Placeholder.all(in: text) {
            let start = source.index(source.startIndex, offsetBy: hole.offset)
            guard bindings.indices.contains(hole.number - 1) else {
                throw PostgresError(.usage, "$\(hole.number) has no value", statement: text)
            }
            out += text[from..<start]
            switch bindings[hole.number - 1].content {
            case .null: out += "null"
            case .text(let value):
                out += SQL.quoted(literal: value)
            case .integers(let numbers, _): out += "'{\(numbers.map(String.init).joined(separator: ","))}'"
            case .binary: throw PostgresError(.usage, "bytes cannot stand in a COPY", statement: text)
            }
            from = source.index(start, offsetBy: hole.length)
        }
        return out + text[from...]
    }
}
