/// Feeds a part of the archive to a parser, a block at a time.
final class PartReader {
    private let entry: ArchiveEntry
    private let parser: XMLParser
    private var buffer = [UInt8](repeating: 0, count: 128 << 10)
    private var isDone = false

    init(_ entry: ArchiveEntry, limits: SpreadsheetLimits, handler: any XMLHandler) throws {
        self.entry = entry
        parser = try XMLParser(entry.name, limits: limits, handler: handler)
    }

    /// Reads one block; false once the part has ended.
    func step() throws -> Bool {
        guard !isDone else { return false }
        try buffer.withUnsafeMutableBytes { bytes in
            let count = try entry.read(into: bytes)
            isDone = count == 0
            try parser.feed(UnsafeRawBufferPointer(rebasing: bytes[..<count]), last: isDone)
        }
        return !isDone
    }

    /// Reads a whole part; false if there is none of that name.
    static func read(_ name: String, of archive: Archive, handler: any XMLHandler) throws -> Bool {
        guard let entry = try archive.entry(name, limit: archive.limits.partBytes) else { return false }
        let reader = try PartReader(entry, limits: archive.limits, handler: handler)
        while try reader.step() {}
        return true
    }
}
