import AdaptReports
import AdaptService
import ArgumentParser

/// How a file of rows is read, where it does not say so itself.
struct ReadingFileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Sheet of an .xlsx workbook.", valueName: "name")) var sheet: String?
    @Option(
        help: ArgumentHelp(
            "What the bytes stand for, as gb18030, euc-kr, shift_jis, windows-1252 (default: UTF-8).",
            valueName: "name"))
    var encoding: String?

    var options: ReadingOptions {
        var options = ReadingOptions()
        options.sheet = sheet
        options.encoding = encoding
        return options
    }
}

/// Says what stood above the header of a file.
func warn(ofTitles titles: [String]) {
    guard !titles.isEmpty else { return }
    let words = titles.prefix(3).map { "\"\(shown($0))\"" }.joined(separator: ", ")
    Streams.current.warn("adapt: \(grouped(titles.count, "row")) above the header skipped: \(words)")
}

/// Says what of a sheet was read though it is not shown.
func warn(ofHidden hidden: HiddenCells) {
    guard !hidden.isEmpty else { return }
    let columns = hidden.columns.map { "\"\(shown($0))\"" }.joined(separator: ", ")
    let parts =
        (hidden.rows == 0 ? [] : [grouped(hidden.rows, "hidden row")])
        + (columns.isEmpty ? [] : ["hidden column\(hidden.columns.count == 1 ? "" : "s") \(columns)"])
    Streams.current.warn(
        "adapt: \(parts.joined(separator: " and ")) read as the others are; what is not to go in is to be deleted there"
    )
}

/// Says what a workbook holds beside the sheet that is read.
func warn(ofUnread sheets: UnreadSheets) {
    guard !sheets.isEmpty else { return }
    let most = 5
    let named = sheets.names.prefix(most).map { "\"\(shown($0))\"" }.joined(separator: ", ")
    let more = sheets.names.count > most ? " and \(grouped(sheets.names.count - most)) more" : ""
    Streams.current.warn(
        "adapt: only sheet \"\(shown(sheets.read))\" is read; what stands in sheet"
            + "\(sheets.names.count == 1 ? "" : "s") \(named)\(more) is not")
}

extension UnreadSheets {
    /// It as a member of a receipt in JSON.
    var members: [(String, JSON)] { [("sheets_not_read", .array(names.map { .string($0) }))] }
}

extension HiddenCells {
    /// It as members of a receipt in JSON.
    var members: [(String, JSON)] {
        [("hidden_rows", .int(rows)), ("hidden_columns", .array(columns.map { .string($0) }))]
    }
}
