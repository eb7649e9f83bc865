/// Counts the cells of a sheet by their tags alone, much faster than they can be read: for a sheet of our own, whose
/// cells all begin with `<c ` and which ends as it should.
enum CellCount {
    /// Throws where the sheet is not there, not whole, or not what the archive's checksum says.
    static func of(_ name: String, in archive: Archive) throws -> Int {
        guard let entry = try archive.entry(name, limit: archive.limits.sheetBytes) else {
            throw SpreadsheetError(.damaged, "\(name) is missing")
        }
        var block = [UInt8](repeating: 0, count: (128 << 10) + 2)
        // The last bytes of a block are looked at again with the next one, before which they stand.
        var (count, kept) = (0, 0)
        var last: [UInt8] = []
        while true {
            let got = try block.withUnsafeMutableBytes { bytes in
                try entry.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...]))
            }
            guard got > 0 else { break }
            let filled = kept + got
            block.withUnsafeBufferPointer { count += tags(UnsafeBufferPointer(rebasing: $0[..<filled])) }
            // By its bounds: `suffix` would be that of a sequence here, which goes through all of it.
            last = Array((last + block[max(0, filled - ending.count)..<filled]).suffix(ending.count))
            kept = min(2, filled)
            for index in 0..<kept { block[index] = block[filled - kept + index] }
        }
        guard String(decoding: last, as: UTF8.self).contains("</worksheet>") else {
            throw SpreadsheetError(.damaged, "\(name) ends too early")
        }
        return count
    }

    private static let ending = Array("</worksheet>\r\n".utf8)

    private static func tags(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var (count, at) = (0, 0)
        while at + 2 < bytes.count {
            if bytes[at] == 0x3C, bytes[at + 1] == 0x63, bytes[at + 2] == 0x20 { count += 1 }
            at += 1
        }
        return count
    }
}
