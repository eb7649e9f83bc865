import AdaptModel
import Spreadsheet
import Synchronization

/// A workbook that is being written: rows go to the disk as they come, so that memory stays flat. The same rows give
/// the same bytes. Throws a `Refusal` where a file cannot be written or hold what it is given.
public final class WorkbookFile: Sendable {
    /// A sheet that was added.
    struct Page: Sendable {
        fileprivate let sheet: XLSXWriter.Sheet
        fileprivate let index: Int
    }

    // The writer belongs to one thread at a time: it lives behind the lock and is never given out.
    private struct State {
        let writer: XLSXWriter
        var pages: [(sheet: XLSXWriter.Sheet, widths: [Int])] = []
    }

    private let state: Mutex<State>

    /// Begins a workbook, which appears at `path` once it is closed. `temporaryDirectory`: where rows wait until then.
    public init(path: String, temporaryDirectory: String) throws {
        let writer: XLSXWriter
        do {
            writer = try XLSXWriter(path: path, temporaryDirectory: temporaryDirectory)
        } catch let error as SpreadsheetError {
            throw Refusal(writing: error)
        }
        state = Mutex(State(writer: writer))
    }

    /// Says what the file says of itself.
    func entitle(_ title: String) throws { try refusing { try $0.writer.setTitle(title) } }

    /// Adds a whole sheet.
    func add(_ page: Workbook.Page) throws {
        let added = try add(page.name, columns: page.columns)
        try append(page.rows, to: added)
        if let chart = page.chart { try draw(chart, of: page.columns, on: added) }
    }

    /// Adds a sheet with a header, which stays in sight and filters.
    func add(_ name: String, columns: [String]) throws -> Page {
        try refusing { state in
            let sheet = try state.writer.addSheet(name, columns: columns.map { SheetColumn($0) })
            // The button of the filter takes room.
            state.pages.append((sheet: sheet, widths: columns.map { DisplayWidth.of($0) + 3 }))
            return Page(sheet: sheet, index: state.pages.count - 1)
        }
    }

    /// Writes the next row of a sheet.
    func append(_ row: [Cell], to page: Page) throws {
        try append(Sheet(columns: [], rows: [row]), to: page)
    }

    /// Writes rows of a sheet, after those before them.
    func append(_ rows: any RowSource, to page: Page) throws {
        try refusing { state in
            var sink = WorkbookRows(state.writer, page.sheet, widths: state.pages[page.index].widths)
            rows.write(to: &sink)
            state.pages[page.index].widths = sink.widths
            if let failure = sink.failure { throw failure }
        }
    }

    /// Draws a chart of the rows of a sheet, to the right of them; nothing where there are none.
    func draw(_ chart: Workbook.Chart, of columns: [String], on page: Page) throws {
        guard let along = columns.firstIndex(of: chart.along), let of = columns.firstIndex(of: chart.of)
        else { return }
        try refusing { state in
            let (name, last) = (page.sheet.name, try state.writer.rows(of: page.sheet))
            guard last > 1 else { return }
            try state.writer.add(
                SheetChart(
                    // A line through one point cannot be seen.
                    last > 2 ? .line : .column, title: chart.title,
                    categories: .init(sheet: name, column: along, rows: 2...last),
                    series: [.init(chart.name, values: .init(sheet: name, column: of, rows: 2...last))],
                    description: chart.description),
                to: page.sheet, at: CellReference(column: columns.count + 1, row: 2))
        }
    }

    /// Finishes the file. Nothing can be written afterwards.
    public func close() throws {
        try refusing { state in
            for page in state.pages {
                try state.writer.setWidths(page.widths.map { Double(min(60, max(8, $0))) }, of: page.sheet)
            }
            try state.writer.close()
        }
    }

    private func refusing<Result: Sendable>(_ body: (inout State) throws -> Result) throws -> Result {
        do {
            return try state.withLock { try body(&$0) }
        } catch let error as SpreadsheetError {
            throw Refusal(writing: error)
        }
    }
}

/// Rows on their way into a sheet. After a failure nothing more is written.
private struct WorkbookRows: RowSink {
    private let writer: XLSXWriter
    private let sheet: XLSXWriter.Sheet
    /// How wide each column is drawn, in characters.
    private(set) var widths: [Int]
    private(set) var failure: (any Error)?
    private var row: [SheetCell] = []

    init(_ writer: XLSXWriter, _ sheet: XLSXWriter.Sheet, widths: [Int]) {
        self.writer = writer
        self.sheet = sheet
        self.widths = widths
    }

    private mutating func put(_ cell: SheetCell, width: @autoclosure () -> Int, atMost bytes: Int) {
        // No text is wider than it has bytes: most need not be measured.
        if row.count < widths.count, bytes >= widths[row.count] {
            widths[row.count] = max(widths[row.count], width() + 1)
        }
        row.append(cell)
    }

    mutating func text(_ text: String) {
        put(.text(text), width: Cell.text(text).width, atMost: text.utf8.count)
    }

    mutating func number(_ number: Int) {
        // A number of n bits has no more than n / 3 digits, and with its commas n / 2 characters.
        let bits = Int.bitWidth - number.magnitude.leadingZeroBitCount
        put(.integer(Int64(number)), width: Cell.number(number).width, atMost: 2 + bits / 2)
    }

    mutating func decimal(_ digits: String) {
        put(Cell.decimal(digits).spreadsheet, width: digits.utf8.count, atMost: digits.utf8.count)
    }

    mutating func day(_ day: Day) { put(Cell.day(day).spreadsheet, width: 10, atMost: 10) }
    mutating func empty() { row.append(.empty) }

    mutating func end() {
        defer { row.removeAll(keepingCapacity: true) }
        guard failure == nil else { return }
        do { try writer.append(row, to: sheet) } catch { failure = error }
    }
}
