extension XLSXWriter {
    /// Looks at all that arrived: libxlsxwriter does not notice where a temporary file does not take what is written to
    /// it. `rowBytes`: what the rows of each sheet take there, as `SheetWriter.finish` tells.
    func verify(rowBytes: [Int?]) throws {
        var limits = SpreadsheetLimits()
        (limits.fileBytes, limits.sheetBytes) = (.max, .max)
        let file = try OpenFile.open(path + ".part", limits: limits, temporaryDirectory: "/tmp")
        let archive = try Archive(file, limits: limits)
        for (index, sheet) in sheets.enumerated() {
            let name = "xl/worksheets/sheet\(index + 1).xml"
            let arrived = try SheetCounts.of(name, in: archive)
            guard arrived.cells == sheet.cells else {
                throw SpreadsheetError(
                    .file, "\"\(path)\" cannot be written: only \(arrived.cells) of \(sheet.cells) cells arrived",
                    hint: "see whether a disk is full", sheet: sheet.name)
            }
            guard arrived.widths == sheet.widths, arrived.rowBytes == rowBytes[index] else {
                throw SpreadsheetError(.damaged, "\(name) lacks a piece")
            }
        }
        try WrittenParts(of: archive).require(
            sheets: sheets.count, filtered: sheets.count(where: \.isFiltered), series: series)
    }
}
