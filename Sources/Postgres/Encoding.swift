// Numbers and truth values say their type, so that `select $1` and polymorphic functions work. Texts do not:
// the server infers, so that one String fits text, date, uuid, jsonb and enum columns alike.

extension String: PostgresEncodable {
    /// Text form, type inferred by the server.
    public var postgresBinding: Binding { Binding(text: self) }
}

extension Substring: PostgresEncodable {
    /// Text form, type inferred by the server.
    public var postgresBinding: Binding { Binding(text: String(self)) }
}

extension Int: PostgresEncodable {
    /// `bigint`
    public var postgresBinding: Binding { Binding(text: String(self), oid: TypeOID.int8) }
}

extension Int64: PostgresEncodable {
    /// `bigint`
    public var postgresBinding: Binding { Binding(text: String(self), oid: TypeOID.int8) }
}

extension Int32: PostgresEncodable {
    /// `integer`
    public var postgresBinding: Binding { Binding(text: String(self), oid: TypeOID.int4) }
}

extension Int16: PostgresEncodable {
    /// `smallint`
    public var postgresBinding: Binding { Binding(text: String(self), oid: TypeOID.int2) }
}

extension Bool: PostgresEncodable {
    /// `boolean`
    public var postgresBinding: Binding { Binding(text: self ? "t" : "f", oid: TypeOID.bool) }
}

extension Double: PostgresEncodable {
    /// `double precision`; exact, infinities and NaN included.
    public var postgresBinding: Binding {
        let text =
            if isNaN { "NaN" } else if isInfinite { self < 0 ? "-Infinity" : "Infinity" } else { description }
        return Binding(text: text, oid: TypeOID.float8)
    }
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
    /// A one-dimensional array; of `UInt8` it is a `bytea`.
    public var postgresBinding: Binding { Element.binding(of: self) }
}

/// A value that can stand in an array. `UInt8` is one too: its array is a `bytea`.
public protocol PostgresArrayElement: Sendable {
    /// The array as it is sent.
    static func binding(of array: [Self]) -> Binding
    /// The array that came.
    static func array(from cell: Cell) throws -> [Self]
}

/// A value that PostgreSQL writes as one text and that is not itself an array.
public protocol PostgresScalar: PostgresArrayElement, PostgresEncodable, PostgresDecodable {
    /// OID of the array type; 0 lets the server infer.
    static var postgresArrayOID: UInt32 { get }
    /// The value in PostgreSQL's text form, or nil when the text is not one.
    init?(postgresText: String)
    /// PostgreSQL's text form.
    var postgresText: String { get }
}

extension PostgresScalar {
    /// Text form.
    public static func binding(of array: [Self]) -> Binding {
        Binding(text: ArrayLiteral.text(of: array.lazy.map(\.postgresText)), oid: postgresArrayOID)
    }
}

extension PostgresScalar where Self: FixedWidthInteger & SignedInteger {
    /// Binary form.
    public static func binding(of array: [Self]) -> Binding { Binding(integers: array, oid: postgresArrayOID) }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresScalar {
    /// Text form; nil is NULL.
    public static func binding(of array: [Wrapped?]) -> Binding {
        Binding(
            text: ArrayLiteral.text(of: array.lazy.map { $0?.postgresText }), oid: Wrapped.postgresArrayOID)
    }
}

extension UInt8: PostgresArrayElement {
    /// `bytea`, in binary form.
    public static func binding(of array: [UInt8]) -> Binding {
        Binding(binary: array, oid: TypeOID.bytea)
    }
}

/// OIDs of the built-in types, fixed since ever (`pg_type.dat`).
enum TypeOID {
    static let bool: UInt32 = 16
    static let bytea: UInt32 = 17
    static let int8: UInt32 = 20
    static let int2: UInt32 = 21
    static let int4: UInt32 = 23
    static let text: UInt32 = 25
    static let float8: UInt32 = 701
    static let date: UInt32 = 1082
    static let boolArray: UInt32 = 1000
    static let int2Array: UInt32 = 1005
    static let int4Array: UInt32 = 1007
    static let int8Array: UInt32 = 1016
    static let float8Array: UInt32 = 1022
}
