/// A value that can be read from a cell that is not NULL.
public protocol PostgresDecodable: Sendable {
    /// Reads the value, or throws `cell.mismatch(Self.self)`.
    init(postgres cell: Cell) throws
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
    /// An enum, or an identifier type, is read through its raw value.
    public init(postgres cell: Cell) throws {
        guard let value = Self(rawValue: try RawValue(postgres: cell)) else { throw cell.mismatch(Self.self) }
        self = value
    }
}

extension PostgresScalar {
    /// Reads the text form.
    public init(postgres cell: Cell) throws {
        guard let value = Self(postgresText: cell.text) else { throw cell.mismatch(Self.self) }
        self = value
    }

    /// Reads a one-dimensional array without NULL.
    public static func array(from cell: Cell) throws -> [Self] {
        try elements(of: cell, as: [Self].self).map { element in
            guard let text = element else { throw cell.mismatch([Self].self, because: "an element is NULL") }
            guard let value = Self(postgresText: text) else { throw cell.mismatch([Self].self) }
            return value
        }
    }
}

extension Optional where Wrapped: PostgresScalar {
    /// Reads a one-dimensional array, NULL as nil.
    public static func array(from cell: Cell) throws -> [Wrapped?] {
        try elements(of: cell, as: [Wrapped?].self).map { element in
            guard let text = element else { return nil }
            guard let value = Wrapped(postgresText: text) else { throw cell.mismatch([Wrapped?].self) }
            return value
        }
    }
}

extension UInt8 {
    /// Reads a `bytea` in hex form (`\x00ff`), which is the server's default.
    public static func array(from cell: Cell) throws -> [UInt8] {
        let digits = Array(cell.text.utf8)
        guard digits.starts(with: "\\x".utf8), digits.count.isMultiple(of: 2) else {
            throw cell.mismatch([UInt8].self)
        }
        return try stride(from: 2, to: digits.count, by: 2).map { at in
            guard let high = nibble(digits[at]), let low = nibble(digits[at + 1]) else {
                throw cell.mismatch([UInt8].self)
            }
            return high << 4 | low
        }
    }

    private static func nibble(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
    /// Reads a one-dimensional array; of `UInt8` it is a `bytea`.
    public init(postgres cell: Cell) throws {
        self = try Element.array(from: cell)
    }
}

private func elements(of cell: Cell, as wanted: Any.Type) throws -> [String?] {
    do {
        return try ArrayLiteral.elements(of: cell.text)
    } catch {
        throw cell.mismatch(wanted, because: error.reason)
    }
}
