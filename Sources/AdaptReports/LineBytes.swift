import AdaptModel

/// Rows on their way out, as bytes: they are handed on in blocks, as text.
struct LineBytes<Out: TextOutputStream> {
    private var bytes: [UInt8] = []
    private(set) var out: Out

    private static var block: Int { 1 << 16 }

    init(_ out: Out) { self.out = out }

    mutating func append(byte: UInt8) { bytes.append(byte) }
    mutating func append(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }
    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }
    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(_ number: Int) {
        if number < 0 { bytes.append(0x2D) }
        var (rest, scale) = (number.magnitude, UInt(1))
        while rest / scale >= 10 { scale *= 10 }
        while scale > 0 {
            let digit = rest / scale
            bytes.append(0x30 + UInt8(truncatingIfNeeded: digit))
            rest -= digit * scale
            scale /= 10
        }
    }

    /// As in `2026-01-05`.
    mutating func append(_ day: Day) {
        let (year, month, number) = day.date
        guard (1000...9999).contains(year) else { return append(day.description) }
        append(year)
        append(twoDigits: month)
        append(twoDigits: number)
    }

    private mutating func append(twoDigits number: Int) {
        bytes.append(0x2D)
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number / 10))
        bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
    }

    mutating func endBlock() {
        guard bytes.count >= LineBytes.block else { return }
        flush()
    }

    mutating func flush() {
        out.write(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
    }
}
