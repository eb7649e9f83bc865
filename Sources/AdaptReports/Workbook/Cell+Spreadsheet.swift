import AdaptModel
import Spreadsheet

extension Cell {
    /// The cell as a spreadsheet holds it: numbers and days as such, everything else as text, which is never
    /// calculated.
    var spreadsheet: SheetCell {
        switch self {
        case .text(let text): return .text(text)
        case .number(let number), .name(let number): return .integer(Int64(number))
        case .decimal(let digits):
            guard let number = Double(digits) else { return .text(digits) }
            let places = digits.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.utf8.count
            return .decimal(number, places: places ?? 0)
        case .day(let day):
            let (year, month, number) = day.date
            // Spreadsheets count days from 1900.
            guard (1900...9999).contains(year) else { return .text(day.description) }
            return .date(year: year, month: month, day: number)
        case .list([], between: _), .empty: return .empty
        case .flag, .list: return .text(plain)
        }
    }

    /// How wide it is drawn, in characters; of long texts, as much as counts for the width of a column.
    var width: Int {
        switch self {
        case .text(let text): DisplayWidth.of(shown(String(text.prefix(60))))
        case .number(let number), .name(let number): grouped(number).utf8.count
        case .flag, .list: DisplayWidth.of(shown(String(plain.prefix(60))))
        case .decimal, .day, .empty: plain.utf8.count
        }
    }
}

extension Refusal {
    /// What it means to the user that a spreadsheet cannot be written.
    init(writing error: SpreadsheetError) {
        let other = "--format csv holds it"
        switch error.kind {
        case .missingLibrary: self.init(.unreachable, error.description, hint: error.hint ?? other)
        case .file, .damaged, .format:
            self.init(.missingFile, error.description, hint: error.hint ?? "set TMPDIR to a directory with room")
        case .limit, .value: self.init(.rule, error.description, hint: error.hint ?? other)
        }
    }
}
