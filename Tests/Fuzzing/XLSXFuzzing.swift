import Spreadsheet

/// A workbook: read to its end or refused, within its limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzXLSX(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count > 0 else { return 0 }
    do {
        let reader = try XLSXReader(bytes: Array(UnsafeBufferPointer(start: start, count: count)))
        for index in reader.sheets.indices.prefix(4) {
            var rows = try reader.rows(ofSheetAt: index)
            var read = 0
            while read < 10_000, try rows.next() != nil { read += 1 }
        }
    } catch is SpreadsheetError {
        // Refused, which is an answer.
    } catch {
        preconditionFailure("neither read nor refused: \(error)")
    }
    return 0
}
