/// Makes rows of a sheet (xl/worksheets/sheet1.xml): `sheetData`, `row`, `c`, then `v`, `f` and `is`.
final class SheetHandler: XMLHandler {
    private enum Place { case document, worksheet, columns, rows, row, cell, value, inline }

    private let styles: CellStyles
    private let epoch: DateEpoch
    private let limits: SpreadsheetLimits
    private var place = Place.document
    private var skipped = 0
    private var inline = RichText()
    private var row = RawRow(number: 0, isHidden: false)
    private var rowBytes = 0
    private var cell: RawCell?
    private var text: [UInt8] = []
    private var lastRow = 0
    private var nextColumn = 0
    private var cells = 0

    /// Columns that are not shown, from 0. They stand before the rows.
    private(set) var hiddenColumns: [ClosedRange<Int>] = []

    /// Rows that are complete and not taken yet.
    private var queue: [RawRow] = []
    private var taken = 0

    init(styles: CellStyles, epoch: DateEpoch, limits: SpreadsheetLimits) {
        self.styles = styles
        self.epoch = epoch
        self.limits = limits
    }

    /// Takes the next complete row; nil if more has to be read first.
    func take() -> RawRow? {
        guard taken < queue.count else {
            queue.removeAll(keepingCapacity: true)
            taken = 0
            return nil
        }
        defer { taken += 1 }
        return queue[taken]
    }

    func started(_ name: XMLName, _ attributes: XMLAttributes) throws {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        switch place {
        case .document where name.is("worksheet"): place = .worksheet
        case .document: throw SpreadsheetError(.damaged, "the sheet is not one of cells")
        case .worksheet where name.is("sheetData"): place = .rows
        case .worksheet where name.is("cols"): place = .columns
        case .columns where name.is("col"):
            hide(attributes)
            skipped = 1
        case .rows where name.is("row"): try startRow(attributes)
        case .row where name.is("c"): try startCell(attributes)
        case .cell where name.is("v"):
            place = .value
            cell?.hasValue = true
        case .cell where name.is("is"):
            place = .inline
            inline = RichText()
            cell?.hasValue = true
        case .cell where name.is("f"):
            cell?.hasFormula = true
            skipped = 1
        case .inline: inline.started(name)
        case .worksheet, .columns, .rows, .row, .cell, .value: skipped = 1
        }
    }

    func ended(_ name: XMLName) throws {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        switch place {
        case .document: break
        case .worksheet: place = .document
        case .rows, .columns: place = .worksheet
        case .row:
            place = .rows
            queue.append(row)
        case .cell: try endCell()
        case .value: place = .cell
        case .inline: if inline.ended() { place = .cell }
        }
    }

    func characters(_ bytes: UnsafeBufferPointer<UInt8>) throws {
        switch place {
        case .value where skipped == 0, .inline where inline.takesText: break
        case .document, .worksheet, .columns, .rows, .row, .cell, .value, .inline: return
        }
        text.append(contentsOf: bytes)
        guard text.count <= SpreadsheetLimits.cellBytes else {
            throw here(SpreadsheetError(.limit, "the text is longer than 32767 characters"))
        }
    }

    private static func isTrue(_ text: String?) -> Bool { text == "1" || text == "true" }

    /// Keeps columns that are hidden; what is wrong with their numbers says nothing of cells.
    private func hide(_ attributes: XMLAttributes) {
        guard SheetHandler.isTrue(attributes["hidden"]), let first = attributes["min"].flatMap({ Int($0) }),
            let last = attributes["max"].flatMap({ Int($0) }), 1...SpreadsheetLimits.columns ~= first, first <= last,
            hiddenColumns.count < SpreadsheetLimits.columns
        else { return }
        hiddenColumns.append(first - 1...last - 1)
    }

    /// Rows without a number follow the one before.
    private func startRow(_ attributes: XMLAttributes) throws {
        let number = try attributes["r"].map { text in
            guard let number = Int(text) else {
                throw SpreadsheetError(.damaged, "row number \"\(text.prefix(20))\" cannot be read")
            }
            return number
        }
        row = RawRow(number: number ?? lastRow + 1, isHidden: SheetHandler.isTrue(attributes["hidden"]))
        guard row.number <= SpreadsheetLimits.rows else {
            throw SpreadsheetError(.limit, "row \(row.number) is beyond \(SpreadsheetLimits.rows)")
        }
        guard row.number > lastRow else {
            throw SpreadsheetError(.damaged, "row \(row.number) comes after row \(lastRow)")
        }
        lastRow = row.number
        nextColumn = 0
        rowBytes = 0
        place = .row
    }

    /// Cells without a reference follow the one before.
    private func startCell(_ attributes: XMLAttributes) throws {
        var found = CellReference(column: nextColumn, row: row.number)
        if let written = attributes["r"] {
            guard let reference = CellReference(written), reference.row == row.number else {
                throw SpreadsheetError(.damaged, "cell \"\(written.prefix(20))\" in row \(row.number) cannot be")
            }
            found = reference
        }
        guard found.column < SpreadsheetLimits.columns else {
            throw SpreadsheetError(.limit, "row \(row.number) has more than \(SpreadsheetLimits.columns) cells")
        }
        guard found.column >= nextColumn else {
            throw SpreadsheetError(.damaged, "the cell is written twice or out of order", cell: found.description)
        }
        cells += 1
        guard cells <= limits.cells else {
            throw SpreadsheetError(.limit, "the sheet holds more than \(limits.cells) cells")
        }
        nextColumn = found.column + 1
        text.removeAll(keepingCapacity: true)
        do {
            cell = try RawCell(attributes, place: found, styles: styles)
        } catch var error as SpreadsheetError {
            error.cell = found.description
            throw error
        }
        place = .cell
    }

    private func endCell() throws {
        place = .row
        guard let cell else { return }
        rowBytes += text.count
        guard rowBytes <= limits.rowBytes else {
            throw here(SpreadsheetError(.limit, "the row holds more than \(limits.rowBytes >> 20) MB of text"))
        }
        do {
            guard let value = try cell.value(text, epoch: epoch) else { return }
            row.cells.append((cell.place.column, value))
        } catch let error as SpreadsheetError {
            throw here(error)
        }
    }

    private func here(_ error: SpreadsheetError) -> SpreadsheetError {
        var error = error
        error.cell = cell?.place.description
        return error
    }
}
