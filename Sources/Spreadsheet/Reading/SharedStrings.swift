/// The texts that cells refer to by number (xl/sharedStrings.xml), as bytes in one block.
final class SharedStrings: XMLHandler {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var ends: [UInt32] = []
    private var item: RichText?

    /// Reads the texts; there are none where the workbook has no such part.
    init(_ part: String?, of archive: Archive) throws {
        limit = archive.limits.sharedStringBytes
        guard let part else { return }
        // Address space only: pages that are never written take no memory, and growing would take twice as much.
        bytes.reserveCapacity(limit)
        _ = try PartReader.read(part, of: archive, handler: self)
    }

    /// The bytes of a text; nil if there is none of that number.
    subscript(index: Int) -> ArraySlice<UInt8>? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : Int(ends[index - 1])
        return bytes[start..<Int(ends[index])]
    }

    func started(_ name: XMLName, _ attributes: XMLAttributes) {
        if item != nil {
            item?.started(name)
        } else if name.is("si") {
            item = RichText()
        }
    }

    func ended(_ name: XMLName) throws {
        guard item?.ended() == true else { return }
        item = nil
        ends.append(UInt32(bytes.count))
        try check()
    }

    func characters(_ text: UnsafeBufferPointer<UInt8>) throws {
        guard item?.takesText == true else { return }
        bytes.append(contentsOf: text)
        try check()
    }

    private func check() throws {
        let start = Int(ends.last ?? 0)
        guard bytes.count - start <= SpreadsheetLimits.cellBytes else {
            throw SpreadsheetError(.limit, "shared string \(ends.count) is longer than 32767 characters")
        }
        guard bytes.count + 8 * ends.count <= limit else {
            throw SpreadsheetError(
                .limit, "the texts of the workbook take more than \(limit >> 20) MB",
                hint: "split the workbook, or save the sheet as CSV")
        }
    }
}
