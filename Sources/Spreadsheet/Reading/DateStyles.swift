/// Which of the cell formats of a workbook show dates (xl/styles.xml).
final class DateStyles: XMLHandler {
    private var isDate: [Bool] = []
    private var custom: [Int: Bool] = [:]
    private var isInCellFormats = false

    /// Reads the formats; all are plain where the workbook has no such part.
    init(_ part: String?, of archive: Archive) throws {
        guard let part else { return }
        _ = try PartReader.read(part, of: archive, handler: self)
    }

    /// Whether a cell of this format (its `s`) shows a date.
    func isDate(_ format: Int) -> Bool { isDate.indices.contains(format) && isDate[format] }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name.is("cellXfs") { isInCellFormats = true }
        if name.is("xf"), isInCellFormats {
            let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            isDate.append(custom[number] ?? NumberFormat.isDate(builtIn: number))
        }
        if name.is("numFmt"), let number = attributes["numFmtId"].flatMap({ Int($0) }) {
            custom[number] = attributes["formatCode"].map { NumberFormat.isDate(code: $0) } ?? false
        }
        guard isDate.count <= SpreadsheetLimits.records, custom.count <= SpreadsheetLimits.records else {
            throw SpreadsheetError(.limit, "the workbook has more than \(SpreadsheetLimits.records) formats")
        }
    }

    func ended(_ name: XMLName) {
        if name.is("cellXfs") { isInCellFormats = false }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
