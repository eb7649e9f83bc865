/// Checks of the bytes of a file before a library opens it.
enum Signature {
    /// Refuses what is no zip archive, with the reason where it is known.
    static func check(_ file: OpenFile) throws {
        let head = try file.bytes(at: 0, count: 8)
        if head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] {
            throw SpreadsheetError(
                .format, "the file is protected by a password, or an old .xls workbook",
                hint: "save it as .xlsx without a password")
        }
        guard head.starts(with: [0x50, 0x4B]) else {
            throw SpreadsheetError(.format, "the file is not an .xlsx workbook", hint: "save it as .xlsx")
        }
    }

    /// Refuses an archive that lists too many entries. Libzip reads the whole list when it opens an archive, so
    /// that this has to come first. The last 64 KB may hold several records that look like the end of a list;
    /// every one must keep to the bound, because which one libzip takes is its own affair.
    static func checkDirectory(_ file: OpenFile, limits: SpreadsheetLimits) throws {
        let record = 22
        let start = max(0, file.size - record - 65_535)
        let tail = try file.bytes(at: start, count: file.size - start)
        guard tail.count >= record else { return }
        for position in 0...(tail.count - record) where tail[position] == 0x50 {
            guard number(tail, position, 4) == 0x0605_4B50 else { continue }
            var entries = number(tail, position + 10, 2)
            var bytes = number(tail, position + 12, 4)
            // A locator before the record points to a 64-bit record, whose figures hold where these are full.
            if position >= 20, number(tail, position - 20, 4) == 0x0706_4B50 {
                let wide = try file.bytes(at: Int(clamping: number(tail, position - 12, 8)), count: 56)
                if wide.count == 56, number(wide, 0, 4) == 0x0606_4B50 {
                    if entries == 0xFFFF { entries = 0 }
                    if bytes == 0xFFFF_FFFF { bytes = 0 }
                    entries = max(entries, number(wide, 32, 8))
                    bytes = max(bytes, number(wide, 40, 8))
                }
            }
            // An entry takes 46 bytes and its name; 512 leaves room for long names.
            guard entries <= UInt64(limits.entries), bytes / 512 <= UInt64(limits.entries) else {
                throw tooMany(limits)
            }
        }
    }

    static func tooMany(_ limits: SpreadsheetLimits) -> SpreadsheetError {
        SpreadsheetError(.limit, "the file holds more than \(limits.entries) entries")
    }

    private static func number(_ bytes: [UInt8], _ start: Int, _ count: Int) -> UInt64 {
        bytes[start..<(start + count)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
