/// Deflate with its fixed codes: enough to pack a beginning and then one byte for ever.
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
