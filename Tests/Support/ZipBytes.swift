/// A zip archive made by hand, so that it can be wrong in whatever way a test needs.
public struct ZipBytes {
    /// What is written so far.
    public private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    /// How many entries.
    public private(set) var count = 0

    /// An empty archive.
    public init() {}

    /// Adds an entry as it is.
    public mutating func store(_ name: String, _ content: [UInt8], flags: UInt16 = 0) {
        add(name, content, method: 0, flags: flags, checksum: Self.checksum(content), size: content.count)
    }

    /// Adds an entry that is packed already; what it says of its size may be a lie.
    public mutating func deflated(_ name: String, _ packed: [UInt8], size: Int) {
        add(name, packed, method: 8, flags: 0, checksum: 0, size: size)
    }

    /// The whole file.
    public func finish() -> [UInt8] {
        let shown = UInt64(min(count, 0xFFFF))
        return bytes + directory + end(entries: shown, size: UInt64(directory.count), start: UInt64(bytes.count))
    }

    /// The whole file, whose numbers stand in the records for large archives (zip64) alone. `entries`: how many it says
    /// to hold.
    public func finishWide(entries: Int? = nil) -> [UInt8] {
        let (count, size, start) = (UInt64(entries ?? count), UInt64(directory.count), UInt64(bytes.count))
        let record: [UInt8] =
            Self.le(0x0606_4B50, 4) + Self.le(44, 8) + Self.le(45, 2) + Self.le(45, 2) + [UInt8](repeating: 0, count: 8)
            + Self.le(count, 8) + Self.le(count, 8) + Self.le(size, 8) + Self.le(start, 8)
        let locator: [UInt8] = Self.le(0x0706_4B50, 4) + [0, 0, 0, 0] + Self.le(start + size, 8) + Self.le(1, 4)
        return bytes + directory + record + locator + end(entries: 0xFFFF, size: 0xFFFF_FFFF, start: 0xFFFF_FFFF)
    }

    private func end(entries: UInt64, size: UInt64, start: UInt64) -> [UInt8] {
        Self.le(0x0605_4B50, 4) + [0, 0, 0, 0] + Self.le(entries, 2) + Self.le(entries, 2) + Self.le(size, 4)
            + Self.le(start, 4) + [0, 0]
    }

    private mutating func add(
        _ name: String, _ content: [UInt8], method: UInt64, flags: UInt16, checksum: UInt32, size: Int
    ) {
        let common =
            Self.le(20, 2) + Self.le(UInt64(flags), 2) + Self.le(method, 2) + [0, 0, 0x21, 0]
            + Self.le(UInt64(checksum), 4) + Self.le(UInt64(content.count), 4) + Self.le(UInt64(size), 4)
            + Self.le(UInt64(name.utf8.count), 2) + [0, 0]
        directory += Self.le(0x0201_4B50, 4) + Self.le(20, 2) + common
        directory += [UInt8](repeating: 0, count: 10) + Self.le(UInt64(bytes.count), 4) + Array(name.utf8)
        bytes += Self.le(0x0403_4B50, 4) + common + Array(name.utf8) + content
        count += 1
    }

    private static func le(_ value: UInt64, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}

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
