/// A row as the parser leaves it: shared strings are looked up when the row is handed out, so that rows that
/// wait take no more memory than the block they were read from.
struct RawRow {
    enum Value {
        case ready(SheetValue)
        case shared(Int)
    }

    let number: Int
    let isHidden: Bool
    var cells: [(column: Int, value: Value)] = []

    init(number: Int, isHidden: Bool) { (self.number, self.isHidden) = (number, isHidden) }

    /// Looks the texts up; adds their bytes to `textBytes`.
    func row(_ strings: SharedStrings, limits: SpreadsheetLimits, textBytes: inout Int) throws -> SheetRow {
        var total = 0
        var found: [SheetRow.Cell] = []
        found.reserveCapacity(cells.count)
        for (column, raw) in cells {
            func fail(_ kind: SpreadsheetError.Kind, _ message: String) -> SpreadsheetError {
                SpreadsheetError(kind, message, cell: CellReference(column: column, row: number).description)
            }
            switch raw {
            case .ready(let value): found.append(SheetRow.Cell(column: column, value: value))
            case .shared(let index):
                guard let bytes = strings[index] else {
                    throw fail(.damaged, "shared string \(index) does not exist")
                }
                guard let text = EscapedText.decode(bytes) else { throw fail(.value, "text holds U+0000") }
                total += bytes.count
                guard total <= limits.rowBytes else {
                    throw fail(.limit, "the row holds more than \(limits.rowBytes >> 20) MB of text")
                }
                found.append(SheetRow.Cell(column: column, value: .text(text)))
            }
        }
        textBytes += total
        guard textBytes <= limits.textBytes else {
            throw SpreadsheetError(.limit, "the sheet holds more than \(limits.textBytes >> 20) MB of text")
        }
        return SheetRow(number: number, isHidden: isHidden, cells: found)
    }
}
