extension XLSXWriter {
    /// Counts the cells that arrived: libxlsxwriter does not notice when a disk is full while rows are written.
    func verify() throws {
        var limits = SpreadsheetLimits()
        (limits.fileBytes, limits.sheetBytes) = (.max, .max)
        let file = try OpenFile.open(path + ".part", limits: limits, temporaryDirectory: "/tmp")
        let archive = try Archive(file, limits: limits)
        for (index, sheet) in sheets.enumerated() {
            let arrived = try CellCount.of("xl/worksheets/sheet\(index + 1).xml", in: archive)
            guard arrived == sheet.cells else {
                throw SpreadsheetError(
                    .file, "\"\(path)\" cannot be written: only \(arrived) of \(sheet.cells) cells arrived",
                    hint: "see whether a disk is full", sheet: sheet.name)
            }
        }
    }
}
