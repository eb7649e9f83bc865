import AdaptModel
import Spreadsheet

/// The rows of a sheet of a workbook: of the one that is named, else of the only one that has a header; of a comparison
/// of ours, of the one that machines read.
///
/// Throws a `Refusal`: input for a damaged file, usage for options that do not fit it.
func openSheet(
    _ source: ByteSource, start: [UInt8], _ options: ReadingOptions, known: (TableHeading) -> Int,
    _ isHeader: (TableHeading) -> Bool
) throws -> OpenedRows {
    guard options.encoding == nil else {
        throw Refusal(.usage, "file \"\(source.name)\" is a workbook, which has no encoding to name")
    }
    let reader = try SheetSource.refusing(source.name) {
        let whole = try source.wholeFile(start: start)
        return try withExtendedLifetime(whole.keeping) { try XLSXReader(path: whole.path) }
    }
    func sheet(_ index: Int) throws -> SheetSource { try SheetSource(reader, sheet: index, file: source.name) }
    let comparison = ComparisonSheets(reader.sheets.map(\.name)) { try? sheet($0) }
    func isPassedOver(_ index: Int) -> Bool {
        let (name, isHidden) = (reader.sheets[index].name, reader.sheets[index].isHidden)
        // One that cannot be read holds nothing that anybody could mean.
        do { return try !isHidden && sheet(index).holdsRows(called: name) } catch { return false }
    }
    func opened(_ index: Int, above: Int) throws -> OpenedRows {
        let merged = try SheetSource.refusing(source.name) { try reader.mergedOverRows(ofSheetAt: index, options) }
        // What people read of a comparison is nothing to be read instead.
        let others = comparison == nil ? reader.sheets.indices.filter { $0 != index } : []
        // Who says which one to read knows of the others.
        let unread = options.sheet == nil ? reader.sheets.indices.filter { $0 != index && isPassedOver($0) } : []
        let rows = try SheetSource(
            reader, sheet: index, file: source.name, merged: merged, others: others, unread: unread)
        return OpenedRows(
            rows: rows, above: above,
            layout: .sheet(reader.sheets[index].name, place: index + 1, of: reader.sheets.count),
            start: { try sheet(index) })
    }
    if let name = options.sheet {
        guard let index = reader.sheets.firstIndex(where: { $0.name.lowercased() == name.lowercased() }) else {
            throw Refusal(
                .usage, "sheet \"\(name)\" is not in \"\(source.name)\"",
                hint: "it has " + reader.sheets.map { "\"\($0.name)\"" }.joined(separator: ", "))
        }
        try comparison?.refuseWords(reader.sheets[index].name, of: source.name)
        return try opened(index, above: sheet(index).rowsAboveHeader(known: known, isHeader) ?? 0)
    }
    if let rows = comparison?.rows {
        return try opened(rows, above: sheet(rows).rowsAboveHeader(known: known, isHeader) ?? 0)
    }
    let visible = reader.sheets.indices.filter { !reader.sheets[$0].isHidden }
    let fitting = try visible.compactMap { index in
        try sheet(index).rowsAboveHeader(known: known, isHeader).map { (index: index, above: $0) }
    }
    guard fitting.count < 2 else {
        throw Refusal(
            .usage, "\(fitting.count) sheets of \"\(source.name)\" can be read",
            hint: "say which with --sheet: "
                + fitting.map { "\"\(reader.sheets[$0.index].name)\"" }.joined(separator: ", "))
    }
    guard let index = fitting.first?.index ?? visible.first else {
        throw Refusal(.input, "workbook has no sheet to read", place: .init(file: source.name, line: 1))
    }
    return try opened(index, above: fitting.first?.above ?? 0)
}

/// The sheets of a comparison of ours, as its workbooks have them: what people read, with signs and remarks in the
/// cells, what these mean, and the rows that machines read.
private struct ComparisonSheets {
    private static let words = ["Matrix", "Compare"]
    /// Position of the sheet of rows.
    let rows: Int

    /// nil: the sheets of these `names` are none, or what `sheet` gives of one explains nothing as ours do.
    init?(_ names: [String], _ sheet: (Int) -> SheetSource?) {
        guard names.contains(where: ComparisonSheets.words.contains), let rows = names.firstIndex(of: "Rows"),
            let legend = names.firstIndex(of: legendName).flatMap(sheet), (try? legend.next()) == true,
            let heading = try? legend.heading(), heading.isOfLegend
        else { return nil }
        self.rows = rows
    }

    /// Refuses the sheet that people read: its signs and remarks would be taken for values.
    func refuseWords(_ sheet: String, of file: String) throws {
        guard ComparisonSheets.words.contains(sheet) else { return }
        throw Refusal(
            .usage, "sheet \"\(sheet)\" of \"\(file)\" is for reading; its values stand in sheet \"Rows\"",
            hint: "leave out --sheet: sheet \"Rows\" is read by itself")
    }
}

/// What the sheet is called that explains a workbook of ours.
private let legendName = "Read me"

extension TableHeading {
    fileprivate var isOfLegend: Bool { names.starts(with: ["what", "meaning"]) }
}

extension SheetSource {
    /// Whether there is a row below the first, and it explains no workbook of ours. It stands at the second row then.
    fileprivate func holdsRows(called name: String) throws -> Bool {
        guard try next() else { return false }
        if name == legendName, try heading().isOfLegend { return false }
        return try next()
    }
}
