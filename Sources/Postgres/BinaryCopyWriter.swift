/// Builds the rows of a binary COPY: `copy t (a, b) from stdin (format binary)`.
///
/// Every value must have exactly the column's type: `bigint` is Int64, `integer` is Int32, `smallint` is Int16.
///
///     var writer = BinaryCopyWriter()
///     writer.beginRow(columns: 2)
///     writer.put(Int64(1))
///     writer.put("text")
///     writer.finish()
///     try await sink.write(writer.take())
public struct BinaryCopyWriter: Sendable {
    private var bytes: [UInt8] = []
    private let capacity: Int

    /// Starts with the header. Take the bytes when `count` nears `capacity`.
    public init(capacity: Int = 1 << 17) {
        self.capacity = capacity
        bytes.reserveCapacity(capacity)
        bytes += Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        append(UInt32(0))
        append(UInt32(0))
    }

    /// Bytes waiting to be taken.
    public var count: Int { bytes.count }

    /// Whether they should be.
    public var isFull: Bool { bytes.count >= capacity }

    /// Hands over the bytes so far and starts anew.
    public mutating func take() -> [UInt8] {
        let taken = bytes
        bytes = []
        bytes.reserveCapacity(capacity)
        return taken
    }

    /// Begins a row: exactly `columns` values follow.
    public mutating func beginRow(columns: Int16) {
        append(UInt16(bitPattern: columns))
    }

    /// Ends the data; nothing may follow.
    public mutating func finish() {
        append(UInt16.max)
    }

    /// NULL of any type.
    public mutating func putNull() {
        append(UInt32.max)
    }

    /// `smallint`
    public mutating func put(_ value: Int16?) {
        guard let value else { return putNull() }
        append(UInt32(2))
        append(UInt16(bitPattern: value))
    }

    /// `integer`
    public mutating func put(_ value: Int32?) {
        guard let value else { return putNull() }
        append(UInt32(4))
        append(UInt32(bitPattern: value))
    }

    /// `bigint`
    public mutating func put(_ value: Int64?) {
        guard let value else { return putNull() }
        append(UInt32(8))
        append(UInt64(bitPattern: value))
    }

    /// `double precision`
    public mutating func put(_ value: Double?) {
        guard let value else { return putNull() }
        append(UInt32(8))
        append(value.bitPattern)
    }

    /// `boolean`
    public mutating func put(_ value: Bool?) {
        guard let value else { return putNull() }
        append(UInt32(1))
        bytes.append(value ? 1 : 0)
    }

    /// `date`, in days since 2000-01-01.
    public mutating func put(date days: Int32?) {
        put(days)
    }

    /// `text`; a zero byte in it is refused by the server.
    public mutating func put(_ value: String?) {
        guard let value else { return putNull() }
        append(UInt32(value.utf8.count))
        bytes.append(contentsOf: value.utf8)
    }

    /// `bytea`
    public mutating func put(_ value: [UInt8]?) {
        guard let value else { return putNull() }
        append(UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    mutating func append<I: FixedWidthInteger>(_ value: I) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
