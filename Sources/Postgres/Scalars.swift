// The scalars' text forms, used for cells and for array elements alike.

extension String: PostgresScalar {
    /// Inferred by the server.
    public static var postgresArrayOID: UInt32 { 0 }
    /// Any text.
    public init?(postgresText text: String) { self = text }
    /// The text itself.
    public var postgresText: String { self }
}

extension Int: PostgresScalar {
    /// `bigint[]`
    public static var postgresArrayOID: UInt32 { TypeOID.int8Array }
    /// Decimal digits.
    public init?(postgresText text: String) { self.init(text) }
    /// Decimal digits.
    public var postgresText: String { String(self) }
}

extension Int64: PostgresScalar {
    /// `bigint[]`
    public static var postgresArrayOID: UInt32 { TypeOID.int8Array }
    /// Decimal digits.
    public init?(postgresText text: String) { self.init(text) }
    /// Decimal digits.
    public var postgresText: String { String(self) }
}

extension Int32: PostgresScalar {
    /// `integer[]`
    public static var postgresArrayOID: UInt32 { TypeOID.int4Array }
    /// Decimal digits.
    public init?(postgresText text: String) { self.init(text) }
    /// Decimal digits.
    public var postgresText: String { String(self) }
}

extension Int16: PostgresScalar {
    /// `smallint[]`
    public static var postgresArrayOID: UInt32 { TypeOID.int2Array }
    /// Decimal digits.
    public init?(postgresText text: String) { self.init(text) }
    /// Decimal digits.
    public var postgresText: String { String(self) }
}

extension Bool: PostgresScalar {
    /// `boolean[]`
    public static var postgresArrayOID: UInt32 { TypeOID.boolArray }
    /// `t` or `f`
    public init?(postgresText text: String) {
        switch text {
        case "t": self = true
        case "f": self = false
        default: return nil
        }
    }
    /// `t` or `f`
    public var postgresText: String { self ? "t" : "f" }
}

extension Double: PostgresScalar {
    /// `double precision[]`
    public static var postgresArrayOID: UInt32 { TypeOID.float8Array }
    /// The shortest digits that are exact; also reads `numeric`, to the nearest double.
    public init?(postgresText text: String) { self.init(text) }
    /// The shortest digits that are exact, `Infinity` or `NaN`.
    public var postgresText: String {
        guard case .text(let text) = postgresBinding.content else { return description }
        return text
    }
}
