/// Counts what a sheet of our own holds by its tags alone, much faster than it can be read: they stand nowhere else in it,
/// its cells all begin with `<c `, and it ends as it should.
struct SheetCounts {
    /// Cells that hold something.
    private(set) var cells = 0
    /// Columns that have a width.
    private(set) var widths = 0
    /// What the rows take, in bytes; where they end without having begun a number that they never take.
    private(set) var rowBytes = 0
    private var begun: Int?

    /// Throws where the sheet is not there, not whole, or not what the archive's checksum says.
    static func of(_ name: String, in archive: Archive) throws -> SheetCounts {
        guard let entry = try archive.entry(name, limit: archive.limits.sheetBytes) else {
            throw SpreadsheetError(.damaged, "\(name) is missing")
        }
        var counts = SheetCounts()
        var block = [UInt8](repeating: 0, count: (128 << 10) + longest)
        // The last bytes of a block are looked at again with the next one, before which they stand; `offset`: of the first
        // of them in the sheet.
        var (offset, kept) = (0, 0)
        var last: [UInt8] = []
        while true {
            let got = try block.withUnsafeMutableBytes { bytes in
                try entry.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
            }
            guard got > 0 else { break }
            let filled = kept + got
            block.withUnsafeBufferPointer { counts.count(UnsafeBufferPointer(rebasing: $0[..<filled]), at: offset) }
            // By its bounds: `suffix` would be that of a sequence here, which goes through all of it.
            last = Array((last + block[max(0, filled - ending.count)..<filled]).suffix(ending.count))
            kept = min(longest - 1, filled)
            offset += filled - kept
            for index in 0..<kept { block[index] = block[filled - kept + index] }
        }
        guard String(decoding: last, as: UTF8.self).contains("</worksheet>") else {
            throw SpreadsheetError(.damaged, "\(name) ends too early")
        }
        return counts
    }

    private static let ending = Array("</worksheet>\r\n".utf8)
    private static let width = Array("<col ".utf8)
    private static let begin = Array("<sheetData>".utf8)
    private static let end = Array("</sheetData>".utf8)
    /// Of the tags that are counted, in bytes. No other can begin in the last ones of a sheet, which are its ending.
    private static let longest = end.count

    private mutating func count(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        var at = 0
        let longest = Self.longest
        while at + longest <= bytes.count {
            if bytes[at] == 0x3C {
                if bytes[at + 1] == 0x63, bytes[at + 2] == 0x20 {
                    cells += 1
                } else {
                    tag(UnsafeBufferPointer(rebasing: bytes[at..<(at + longest)]), at: offset + at)
                }
            }
            at += 1
        }
    }

    private mutating func tag(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) {
        switch (bytes[1], bytes[2]) {
        case (0x63, 0x6F) where bytes.starts(with: Self.width): widths += 1
        case (0x73, 0x68) where bytes.starts(with: Self.begin): begun = place + Self.begin.count
        case (0x2F, 0x73) where bytes.starts(with: Self.end): rowBytes = place - (begun ?? .max)
        case _: break
        }
    }
}
