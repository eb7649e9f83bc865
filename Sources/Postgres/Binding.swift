/// One bound value of a statement, as it goes over the wire.
public struct Binding: Sendable, Equatable {
    /// How the value is written.
    public enum Content: Sendable, Equatable {
        /// SQL NULL.
        case null
        /// PostgreSQL's text form. A zero byte in it is refused when the statement is sent.
        case text(String)
        /// PostgreSQL's binary form; `oid` must name the type.
        case binary([UInt8])
        /// An array of whole numbers, of so many bytes each; sent in binary form, which is a fraction of the work.
        case integers([Int64], width: Int)
    }

    /// The value.
    public let content: Content
    /// The type's OID; 0 lets the server infer the type from where the value stands.
    public let oid: UInt32

    /// A value in text form, or NULL.
    public init(text: String?, oid: UInt32 = 0) {
        content = text.map(Content.text) ?? .null
        self.oid = oid
    }

    /// A value in binary form.
    public init(binary: [UInt8], oid: UInt32) {
        content = .binary(binary)
        self.oid = oid
    }

    /// An array of whole numbers.
    init<I: FixedWidthInteger & SignedInteger>(integers: [I], oid: UInt32) {
        content = .integers(integers.map { Int64($0) }, width: I.bitWidth / 8)
        self.oid = oid
    }

    /// NULL of any type.
    public static let null = Binding(text: nil)
}

/// A value that can be bound to a statement.
public protocol PostgresEncodable: Sendable {
    /// The value as it is sent.
    var postgresBinding: Binding { get }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
    /// An enum, or an identifier type, is sent as its raw value.
    public var postgresBinding: Binding { rawValue.postgresBinding }
}
