import CSpreadsheet

extension XLSXWriter {
    /// Draws a chart, its upper left corner on a cell of a sheet.
    public func add(_ chart: SheetChart, to sheet: Sheet, at place: CellReference) throws {
        try require(sheet)
        let type =
            switch chart.kind {
            case .line: LXW_CHART_LINE
            case .column: LXW_CHART_COLUMN
            }
        guard let made = workbook_add_chart(workbook, UInt8(type.rawValue)) else { throw Self.noMemory }
        chart_title_set_name(made, Self.plain(chart.title))
        for series in chart.series {
            guard let added = chart_add_series(made, chart.categories.formula, series.values.formula) else {
                throw SpreadsheetError(.value, "series \"\(series.name)\" cannot be drawn", sheet: sheet.name)
            }
            chart_series_set_name(added, Self.plain(series.name))
        }
        try sheets[sheet.index].insert(
            made, describedAs: EscapedText.replaced(chart.description ?? chart.title), at: place)
        series += chart.series.count
    }

    /// Libxlsxwriter takes a name that begins with `=` for a formula.
    private static func plain(_ text: String) -> String {
        EscapedText.replaced(text.hasPrefix("=") ? " " + text : text)
    }
}
