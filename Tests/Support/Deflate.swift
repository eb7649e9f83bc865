/// Deflate: enough to pack a beginning and then one byte for ever.
public struct Deflate {
    /// What is packed so far.
    public private(set) var bytes: [UInt8] = []
    private var bits: UInt64 = 0
    private var waiting: UInt64 = 0

    /// `text`, its last byte repeated 258 times `times` (in eights), then `end`.
    public static func repeating(_ text: String, times: Int, end: String) -> [UInt8] {
        var deflate = Deflate()
        deflate.put(0b011, 3)
        for byte in text.utf8 { deflate.literal(byte) }
        // Length 258 is code 285 (eight bits), distance 1 is code 0 (five bits): eight of them fill 13 bytes.
        func eight() {
            for _ in 0..<8 {
                deflate.code(0b1100_0101, 8)
                deflate.code(0, 5)
            }
        }
        eight()
        let pattern = deflate.bytes.suffix(13)
        for _ in 1..<(times / 8) { deflate.bytes.append(contentsOf: pattern) }
        for byte in end.utf8 { deflate.literal(byte) }
        deflate.code(0, 7)
        deflate.put(0, 7)
        return deflate.bytes
    }

    /// `text`, its last byte repeated for `bytes` more (in thousands), then `end`: a thousandth of it as packed.
    public static func long(_ text: String, bytes: Int, end: String) -> [UInt8] {
        var deflate = Deflate()
        deflate.put(0b010, 3)
        for byte in text.utf8 { deflate.literal(byte) }
        deflate.code(0, 7)
        // A block with codes of its own, one bit for the length of 258 and one for the distance of 1. Their lengths are
        // packed too: of 18 ways to say one there are two, "1" and "so many zeros".
        deflate.put(0b100, 3)
        deflate.put(29, 5)
        deflate.put(0, 5)
        deflate.put(14, 4)
        for place in 0..<18 { deflate.put(place == 2 || place == 17 ? 1 : 0, 3) }
        let zeros: [UInt64] = [138, 118, 0, 28, 0, 0]
        for count in zeros {
            deflate.put(count > 0 ? 1 : 0, 1)
            if count > 0 { deflate.put(count - 11, 7) }
        }
        // Two bits are 258 bytes: after sixteen of them, the last byte is the one that comes for ever.
        for _ in 0..<8 { deflate.put(0b01, 2) }
        let pattern = deflate.bytes[deflate.bytes.count - 1]
        deflate.bytes.append(contentsOf: repeatElement(pattern, count: max(0, bytes / 1032 - 2)))
        deflate.put(0, 1)
        deflate.put(0b011, 3)
        for byte in end.utf8 { deflate.literal(byte) }
        deflate.code(0, 7)
        deflate.put(0, 7)
        return deflate.bytes
    }

    private mutating func literal(_ byte: UInt8) {
        if byte < 144 { code(0x30 + UInt64(byte), 8) } else { code(0x190 + UInt64(byte) - 144, 9) }
    }

    /// Huffman codes go in from their highest bit.
    private mutating func code(_ value: UInt64, _ length: UInt64) {
        var turned: UInt64 = 0
        for bit in 0..<length where value >> bit & 1 == 1 { turned |= 1 << (length - 1 - bit) }
        put(turned, length)
    }

    private mutating func put(_ value: UInt64, _ length: UInt64) {
        bits |= value << waiting
        waiting += length
        while waiting >= 8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
            waiting -= 8
        }
    }
}
