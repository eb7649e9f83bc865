import Glibc

/// The cells of a sheet that are merged over several rows (`mergeCells`): what they say stands in the first of them.
final class MergedCells: XMLHandler {
    private(set) var ranges: [CellRange] = []

    /// The ranges of a sheet, by their first row.
    ///
    /// They stand behind the rows, so that a look ahead is needed; only where their name is found in the bytes is the
    /// document parsed. What is wrong with it is told when its rows are read.
    static func ranges(of part: String, in archive: Archive) throws -> [CellRange] {
        let found = MergedCells()
        do {
            guard let entry = try archive.entry(part, limit: archive.limits.sheetBytes), try isNamed(in: entry),
                let again = try archive.entry(part, limit: archive.limits.sheetBytes)
            else { return [] }
            let reader = try PartReader(again, limits: archive.limits, handler: found)
            while try reader.step() {}
        } catch let error as SpreadsheetError where error.cell == nil && error.kind != .missingLibrary {
            return []
        }
        return found.ranges.sorted { ($0.first.row, $0.first.column) < ($1.first.row, $1.first.column) }
    }

    /// Whether the bytes hold the name of such an element; UTF-16, which no program writes, may always.
    private static func isNamed(in entry: ArchiveEntry) throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 128 << 10)
        var kept = 0
        var isStart = true
        return try buffer.withUnsafeMutableBytes { bytes in
            while case let count = try entry.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[kept...])),
                count > 0
            {
                let end = kept + count
                if isStart, end >= 2, bytes[0] >= 0xFE, bytes[1] >= 0xFE { return true }
                isStart = false
                if holdsName(UnsafeRawBufferPointer(rebasing: bytes[..<end])) { return true }
                // The name may lie across two blocks.
                kept = min(name.utf8CodeUnitCount - 1, end)
                if let base = bytes.baseAddress { memmove(base, base + end - kept, kept) }
            }
            return false
        }
    }

    private static let name: StaticString = "mergeCell"

    private static func holdsName(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard var from = bytes.baseAddress else { return false }
        let end = from + bytes.count
        while let found = memchr(from, Int32(name.utf8Start[0]), end - from) {
            guard end - UnsafeRawPointer(found) >= name.utf8CodeUnitCount else { return false }
            if memcmp(found, name.utf8Start, name.utf8CodeUnitCount) == 0 { return true }
            from = UnsafeRawPointer(found) + 1
        }
        return false
    }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard name.is("mergeCell"), let range = attributes["ref"].flatMap({ CellRange($0) }),
            range.first.row < range.last.row
        else { return }
        ranges.append(range)
        guard ranges.count <= SpreadsheetLimits.records else {
            throw SpreadsheetError(
                .limit, "the sheet has more than \(SpreadsheetLimits.records) ranges of merged cells",
                cell: range.first.description)
        }
    }

    func ended(_ name: XMLName) {}

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
