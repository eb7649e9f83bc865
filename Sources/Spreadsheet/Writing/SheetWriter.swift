import CSpreadsheet
import Glibc

/// One sheet of a workbook that is being written.
struct SheetWriter {
    let name: String
    let columns: Int
    private let pointer: UnsafeMutablePointer<lxw_worksheet>
    /// Rows so far, the header among them.
    private(set) var rows = 0
    /// Cells that hold something.
    private(set) var cells = 0
    /// Columns that have a width.
    private(set) var widths = 0

    /// Writes the header: bold, always in sight, and on every page in print.
    init(
        _ name: String, header: [PreparedCell], widths: [Double], pointer: UnsafeMutablePointer<lxw_worksheet>,
        formats: inout CellFormats
    ) throws {
        self.name = name
        columns = header.count
        self.pointer = pointer
        setWidths(widths)
        for (column, title) in header.enumerated() {
            try write(title, column: column, isHeader: true, formats: &formats)
        }
        worksheet_freeze_panes(pointer, 1, 0)
        _ = worksheet_repeat_rows(pointer, 0, 0)
        rows = 1
    }

    /// Sets how wide the columns are; the last call counts.
    mutating func setWidths(_ widths: [Double]) {
        self.widths = max(self.widths, min(widths.count, SpreadsheetLimits.columns))
        for (index, width) in widths.prefix(SpreadsheetLimits.columns).enumerated() {
            _ = worksheet_set_column(pointer, lxw_col_t(index), lxw_col_t(index), min(255, max(0, width)), nil)
        }
    }

    /// Writes the next row.
    mutating func append(_ cells: [SheetCell], formats: inout CellFormats) throws {
        guard rows < SpreadsheetLimits.rows else {
            throw SpreadsheetError(.limit, "a sheet holds \(SpreadsheetLimits.rows) rows at most", sheet: name)
        }
        guard cells.count <= SpreadsheetLimits.columns else {
            throw SpreadsheetError(.limit, "a row holds \(SpreadsheetLimits.columns) cells at most", sheet: name)
        }
        // All cells are checked before the first is written, so that a row that is refused leaves no trace.
        let ready = try cells.enumerated().map { column, cell in
            try PreparedCell(cell, at: CellReference(column: column, row: rows + 1), sheet: name)
        }
        for (column, cell) in ready.enumerated() { try write(cell, column: column, formats: &formats) }
        rows += 1
    }

    /// Whether people can filter by column: where there is something to filter.
    var isFiltered: Bool { rows > 1 && columns > 0 }

    /// Ends the rows. Returns how many bytes they take in their temporary file; nil: it did not take all of them.
    func finish() -> Int? {
        if isFiltered {
            _ = worksheet_autofilter(pointer, 0, 0, lxw_row_t(rows - 1), lxw_col_t(columns - 1))
        }
        // The last row waits in memory; libxlsxwriter would write it in the end.
        lxw_worksheet_write_single_row(pointer)
        guard let file = pointer.pointee.optimize_tmpfile, fflush(file) == 0, ferror(file) == 0 else { return nil }
        let size = ftell(file)
        return size < 0 ? nil : size
    }

    /// `description` is what a screen reader says in place of the chart.
    func insert(
        _ chart: UnsafeMutablePointer<lxw_chart>, describedAs description: String, at place: CellReference
    ) throws {
        let code = description.withCString { text in
            var options = lxw_chart_options()
            (options.x_scale, options.y_scale) = (1, 1)
            // Libxlsxwriter copies it.
            options.description = UnsafeMutablePointer(mutating: text)
            return worksheet_insert_chart_opt(
                pointer, lxw_row_t(place.row - 1), lxw_col_t(place.column), chart, &options)
        }
        guard code == LXW_NO_ERROR else {
            throw SpreadsheetError(.value, "a chart cannot be placed here", sheet: name, cell: place.description)
        }
    }

    private mutating func write(_ cell: PreparedCell, column: Int, isHeader: Bool = false, formats: inout CellFormats)
        throws
    {
        let (row, place) = (lxw_row_t(rows), lxw_col_t(column))
        let code: lxw_error
        switch cell {
        case .empty: return
        case .text(let text):
            code = worksheet_write_string(pointer, row, place, text, isHeader ? formats.header() : nil)
        case .number(let number, let places):
            code = worksheet_write_number(pointer, row, place, number, formats.number(places: places))
        case .date(var date): code = worksheet_write_datetime(pointer, row, place, &date, formats.date())
        case .boolean(let value): code = worksheet_write_boolean(pointer, row, place, value ? 1 : 0, nil)
        }
        guard code == LXW_NO_ERROR else {
            let why = lxw_strerror(code).map { String(cString: $0) } ?? "the cell cannot be written"
            throw SpreadsheetError(
                .file, why, sheet: name, cell: CellReference(column: column, row: rows + 1).description)
        }
        self.cells += 1
    }
}
