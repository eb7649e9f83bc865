// One-dimensional arrays, counted from 1. Each element is its length and its bytes.

extension BinaryCopyWriter {
    /// `bigint[]`
    public mutating func put(array: [Int64]) { put(array, of: TypeOID.int8) }

    /// `bigint[]`; nil is NULL.
    public mutating func put(array: [Int64?]) { put(array, of: TypeOID.int8) }

    /// `integer[]`
    public mutating func put(array: [Int32]) { put(array, of: TypeOID.int4) }

    /// `smallint[]`
    public mutating func put(array: [Int16]) { put(array, of: TypeOID.int2) }

    /// `smallint[]`; nil is NULL.
    public mutating func put(array: [Int16?]) { put(array, of: TypeOID.int2) }

    /// `date[]`, in days since 2000-01-01.
    public mutating func put(dates: [Int32]) { put(dates, of: TypeOID.date) }

    /// `text[]`; nil is NULL.
    public mutating func put(array: [String?]) {
        let size = array.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
        beginArray(array.count, of: TypeOID.text, size: size, holdsNull: array.contains(nil))
        for element in array { put(element) }
    }

    private mutating func put<I: FixedWidthInteger>(_ array: [I], of type: UInt32) {
        beginArray(array.count, of: type, size: array.count * I.bitWidth / 8, holdsNull: false)
        for element in array {
            append(UInt32(I.bitWidth / 8))
            append(element)
        }
    }

    private mutating func put<I: FixedWidthInteger>(_ array: [I?], of type: UInt32) {
        let held = array.count { $0 != nil }
        beginArray(array.count, of: type, size: held * I.bitWidth / 8, holdsNull: held < array.count)
        for element in array {
            guard let element else {
                putNull()
                continue
            }
            append(UInt32(I.bitWidth / 8))
            append(element)
        }
    }

    /// `size`: bytes of the elements without their lengths.
    private mutating func beginArray(_ count: Int, of type: UInt32, size: Int, holdsNull: Bool) {
        append(UInt32(count == 0 ? 12 : 20 + 4 * count + size))
        append(UInt32(count == 0 ? 0 : 1))
        append(UInt32(holdsNull ? 1 : 0))
        append(type)
        guard count > 0 else { return }
        append(UInt32(count))
        append(UInt32(1))
    }
}
