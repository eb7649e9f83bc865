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
    public init(path: String, title: String, temporaryDirectory: String) throws {
        let writer: XLSXWriter
        do {
            writer = try XLSXWriter(path: path, title: title, temporaryDirectory: temporaryDirectory)
        } catch let error as SpreadsheetError {
            throw Refusal(writing: error)
        }
        state = Mutex(State(writer: writer))
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
        try refusing { state in
            try state.writer.append(row.map(\.spreadsheet), to: page.sheet)
            for (column, cell) in row.enumerated() where state.pages[page.index].widths.indices.contains(column) {
                state.pages[page.index].widths[column] = max(state.pages[page.index].widths[column], cell.width + 1)
            }
        }
    }

    /// Draws a chart of the rows of a sheet, to the right of them.
    func draw(_ chart: Workbook.Chart, of rows: Sheet, on page: Page) throws {
        guard let along = rows.columns.firstIndex(of: chart.along), let of = rows.columns.firstIndex(of: chart.of)
        else { return }
        try refusing { state in
            let (name, last) = (page.sheet.name, rows.rows.count + 1)
            try state.writer.add(
                SheetChart(
                    // A line through one point cannot be seen.
                    last > 2 ? .line : .column, title: chart.title,
                    categories: .init(sheet: name, column: along, rows: 2...last),
                    series: [.init(chart.name, values: .init(sheet: name, column: of, rows: 2...last))],
                    description: chart.description),
                to: page.sheet, at: CellReference(column: rows.columns.count + 1, row: 2))
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
