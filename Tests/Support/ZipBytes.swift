/// A zip archive made by hand, so that it can be wrong in whatever way a test needs.
public struct ZipBytes {
    /// What is written so far.
    public private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    /// How many entries.
    public private(set) var count = 0

    /// An empty archive.
    public init() {}

    /// Adds an entry as it is. `mode`: what it is on Unix, as 0o120777 for a link.
    public mutating func store(_ name: String, _ content: [UInt8], flags: UInt16 = 0, mode: UInt64 = 0) {
        let checksum = Self.checksum(content)
        add(name, content, method: 0, flags: flags, checksum: checksum, size: content.count, mode: mode)
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
        _ name: String, _ content: [UInt8], method: UInt64, flags: UInt16, checksum: UInt32, size: Int, mode: UInt64 = 0
    ) {
        let common =
            Self.le(20, 2) + Self.le(UInt64(flags), 2) + Self.le(method, 2) + [0, 0, 0x21, 0]
            + Self.le(UInt64(checksum), 4) + Self.le(UInt64(content.count), 4) + Self.le(UInt64(size), 4)
            + Self.le(UInt64(name.utf8.count), 2) + [0, 0]
        directory += Self.le(0x0201_4B50, 4) + Self.le(mode == 0 ? 20 : 3 << 8 | 20, 2) + common
        directory += [UInt8](repeating: 0, count: 6) + Self.le(mode << 16, 4)
        directory += Self.le(UInt64(bytes.count), 4) + Array(name.utf8)
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
