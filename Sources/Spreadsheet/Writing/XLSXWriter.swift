import CSpreadsheet
import Glibc

/// Writes an .xlsx workbook: sheets of typed rows under a header, and charts. Rows go to temporary files as they
/// come, so that memory stays flat. The same data gives the same bytes: the file names no clock, author or host.
///
/// The file appears under its name only once `close` has succeeded; until then it is `path` with `.part` behind.
/// A writer belongs to one thread at a time.
public final class XLSXWriter {
    /// A sheet that was added.
    public struct Sheet: Sendable, Equatable {
        /// Its name, which may differ from the one that was asked for.
        public let name: String
        let index: Int
    }

    let path: String
    let workbook: UnsafeMutablePointer<lxw_workbook>
    private let created: Int
    private var formats: CellFormats
    var sheets: [SheetWriter] = []
    /// Series of the charts so far.
    var series = 0
    private var isOpen = true
    // Libxlsxwriter keeps the pointer.
    private let temporaryDirectory: UnsafeMutablePointer<CChar>

    /// Begins a workbook. `title` and `created` (seconds since 1970; the same for every file unless given) are
    /// its properties.
    public init(
        path: String, title: String? = nil, created: Int = 946_684_800, temporaryDirectory: String = "/tmp"
    ) throws {
        // The last two look at what was written.
        for library in [Library.xlsxwriter, .zip, .expat] { try library.load() }
        // Failing early: libxlsxwriter opens the file only in the end.
        let descriptor = open(path + ".part", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            throw SpreadsheetError(.file, "\"\(path)\" cannot be written: \(reason(errno))")
        }
        Glibc.close(descriptor)
        guard let directory = strdup(temporaryDirectory) else { throw Self.noMemory }
        var options = lxw_workbook_options(constant_memory: 1, tmpdir: directory, use_zip64: 0)
        guard let workbook = workbook_new_opt(path + ".part", &options) else {
            free(directory)
            unlink(path + ".part")
            throw Self.noMemory
        }
        self.path = path
        self.workbook = workbook
        self.temporaryDirectory = directory
        formats = CellFormats(workbook)
        self.created = created
        setProperties(title: title ?? "")
    }

    deinit {
        if isOpen {
            // The only way to give back the temporary files is to finish them.
            _ = workbook_close(workbook)
            unlink(path + ".part")
        }
        free(temporaryDirectory)
    }

    /// Sets the title among its properties; the last call before `close` counts.
    public func setTitle(_ title: String) throws {
        try requireOpen()
        setProperties(title: title)
    }

    /// Adds a sheet with a header row. Characters that a sheet's name cannot hold become `-`, a name of more
    /// than 31 characters is cut, and one that is there already gets a number: the result says what it became.
    @discardableResult
    public func addSheet(_ name: String, columns: [SheetColumn]) throws -> Sheet {
        try requireOpen()
        guard columns.count <= SpreadsheetLimits.columns else {
            throw SpreadsheetError(.limit, "a row holds \(SpreadsheetLimits.columns) cells at most", sheet: name)
        }
        let fitting = SheetName.fitting(name, besides: sheets.map(\.name))
        // Checked before libxlsxwriter has the sheet: it cannot take one back.
        let header = try columns.enumerated().map { index, column in
            try PreparedCell(.text(column.title), at: CellReference(column: index, row: 1), sheet: fitting)
        }
        guard let pointer = workbook_add_worksheet(workbook, fitting) else {
            throw SpreadsheetError(.value, "sheet \"\(fitting)\" cannot be added")
        }
        sheets.append(
            try SheetWriter(fitting, header: header, widths: columns.map(\.width), pointer: pointer, formats: &formats))
        return Sheet(name: fitting, index: sheets.count - 1)
    }

    /// Writes the next row of a sheet, from column A on.
    public func append(_ cells: [SheetCell], to sheet: Sheet) throws {
        try require(sheet)
        try sheets[sheet.index].append(cells, formats: &formats)
    }

    /// Sets how wide the columns of a sheet are, in characters; the last call before `close` counts, so that widths
    /// can be those of rows that have been written.
    public func setWidths(_ widths: [Double], of sheet: Sheet) throws {
        try require(sheet)
        sheets[sheet.index].setWidths(widths)
    }

    /// How many rows a sheet has by now, the header among them; so the number of its last row.
    public func rows(of sheet: Sheet) throws -> Int {
        try require(sheet)
        return sheets[sheet.index].rows
    }

    /// Finishes the workbook and puts it under its name. Nothing can be written afterwards.
    public func close() throws {
        try requireOpen()
        if sheets.isEmpty { try addSheet("Sheet", columns: []) }
        let rowBytes = sheets.map { $0.finish() }
        isOpen = false
        errno = 0
        let code = workbook_close(workbook)
        let cause = errno
        do {
            guard code == LXW_NO_ERROR else {
                let why = lxw_strerror(code).map { String(cString: $0) } ?? "unknown reason"
                throw SpreadsheetError(
                    .file, "\"\(path)\" cannot be written: " + (cause == 0 ? why : "\(reason(cause)) (\(why))"))
            }
            do {
                try verify(rowBytes: rowBytes)
            } catch let error as SpreadsheetError where error.kind == .damaged {
                throw SpreadsheetError(
                    .file, "\"\(path)\" cannot be written: it does not read back (\(error.message))")
            }
            guard rename(path + ".part", path) == 0 else {
                throw SpreadsheetError(.file, "\"\(path)\" cannot be written: \(reason(errno))")
            }
        } catch {
            unlink(path + ".part")
            throw error
        }
    }

    private func setProperties(title: String) {
        EscapedText.replaced(title).withCString { text in
            var properties = lxw_doc_properties()
            // Libxlsxwriter copies it.
            properties.title = title.isEmpty ? nil : UnsafeMutablePointer(mutating: text)
            properties.created = created
            _ = workbook_set_properties(workbook, &properties)
        }
    }

    func require(_ sheet: Sheet) throws {
        try requireOpen()
        guard sheets.indices.contains(sheet.index), sheets[sheet.index].name == sheet.name else {
            throw SpreadsheetError(.value, "sheet \"\(sheet.name)\" is not of this workbook")
        }
    }

    private func requireOpen() throws {
        guard isOpen else { throw SpreadsheetError(.file, "\"\(path)\" is closed") }
    }

    static var noMemory: SpreadsheetError { SpreadsheetError(.limit, "no memory for a workbook") }
}
