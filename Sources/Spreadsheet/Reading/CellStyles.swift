/// The cell formats of a workbook (xl/styles.xml).
final class CellStyles: XMLHandler {
    private var formats: [NumberFormat] = []
    private var custom: [Int: NumberFormat] = [:]
    private var isInCellFormats = false

    /// Reads the formats; all are plain where the workbook has no such part.
    init(_ part: String?, of archive: Archive) throws {
        guard let part else { return }
        _ = try PartReader.read(part, of: archive, handler: self)
    }

    /// How a cell of this format (its `s`) shows a number; nil: as it is.
    func format(_ number: Int) -> NumberFormat? { formats.indices.contains(number) ? formats[number] : nil }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        if name.is("cellXfs") { isInCellFormats = true }
        if name.is("xf"), isInCellFormats {
            let number = attributes["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(custom[number] ?? NumberFormat(builtIn: number))
        }
        if name.is("numFmt"), let number = attributes["numFmtId"].flatMap({ Int($0) }) {
            custom[number] = NumberFormat(code: attributes["formatCode"] ?? "")
        }
        guard formats.count <= SpreadsheetLimits.records, custom.count <= SpreadsheetLimits.records else {
            throw SpreadsheetError(.limit, "the workbook has more than \(SpreadsheetLimits.records) formats")
        }
    }

    func ended(_ name: XMLName) {
        if name.is("cellXfs") { isInCellFormats = false }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
