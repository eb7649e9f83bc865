import AdaptModel
import Spreadsheet

extension XLSXReader {
    /// The cells of a sheet that are merged over two rows or more which say something besides: nobody can say of which
    /// of them the merged one is said. Empty rows, footnotes and, where they are left out, totals say nothing.
    func mergedOverRows(ofSheetAt index: Int, _ options: ReadingOptions) throws -> [CellRange] {
        let ranges = try mergedRows(ofSheetAt: index)
        guard !ranges.isEmpty else { return [] }
        var saying = [Int](repeating: 0, count: ranges.count)
        do {
            // By their first row; those that are over are passed once.
            var (begun, current) = (0, [Int]())
            var rows = try rows(ofSheetAt: index)
            while let row = try rows.next() {
                while begun < ranges.count, ranges[begun].first.row <= row.number {
                    current.append(begun)
                    begun += 1
                }
                current.removeAll { ranges[$0].last.row < row.number }
                guard !current.isEmpty, !(options.skipsTotals && row.beginsTotal) else { continue }
                for place in current
                where row.cells.contains(where: {
                    !ranges[place].holds(column: $0.column) && $0.value != .text("")
                }) {
                    saying[place] += 1
                }
            }
        } catch is SpreadsheetError {
            // What is wrong with the sheet is told when it is read.
            return ranges
        }
        return ranges.indices.filter { saying[$0] > 1 }.map { ranges[$0] }
    }
}

extension SheetRow {
    /// Whether its first cell is a word for totals.
    fileprivate var beginsTotal: Bool {
        guard case .text(let text) = self[0] else { return false }
        return isWordOfTotals(text)
    }
}
