import AdaptModel

/// Rows on their way out, as bytes: they are handed on in blocks, as text.
///
/// Not generic, and neither are the sinks of rows that hold it: where the text goes is of a type of another module, and
/// code for a type that is not known here looks it up anew for every byte.
struct LineBytes {
    private var bytes: [UInt8] = []
    private let hand: (String) -> Void

    private static let block = 1 << 16

    private init(_ hand: @escaping (String) -> Void) { self.hand = hand }

    /// Has `body` fill a place, of which `hand` gets each block.
    static func fill(_ hand: (String) -> Void, _ body: (LineBytes) -> Void) {
        // Sound: nobody keeps the place, nor the sink that it is put into, beyond `body`.
        withoutActuallyEscaping(hand) { hand in body(LineBytes(hand)) }
    }

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
        guard !bytes.isEmpty else { return }
        hand(String(decoding: bytes, as: UTF8.self))
        bytes.removeAll(keepingCapacity: true)
    }
}
