import CSpreadsheet

/// A cell that was checked, as it will be written.
enum PreparedCell {
    case empty
    case text(String)
    case number(Double, places: Int)
    case date(lxw_datetime)
    case boolean(Bool)

    /// Throws for what a cell cannot hold.
    init(_ cell: SheetCell, at place: CellReference, sheet: String) throws {
        func refuse(_ message: String) -> SpreadsheetError {
            SpreadsheetError(.value, message, sheet: sheet, cell: place.description)
        }
        switch cell {
        case .empty, .text(""): self = .empty
        case .text(let text):
            guard !text.utf8.contains(0) else { throw refuse("a cell cannot hold U+0000") }
            let written = EscapedText.encode(text)
            guard written.utf8.count <= 32_767 || written.utf16.count <= 32_767 else {
                throw refuse("a cell holds 32767 characters at most, not \(written.utf16.count)")
            }
            self = .text(written)
        case .integer(let number):
            self = number.magnitude <= 1 << 53 ? .number(Double(number), places: 0) : .text(String(number))
        case .decimal(let number, let places):
            guard number.isFinite else { throw refuse("a cell cannot hold \(number)") }
            self = .number(number, places: min(15, max(0, places)))
        case .date(let year, let month, let day):
            guard Self.isDay(year, month, day) else {
                throw refuse("\(year)-\(month)-\(day) is no day from 1900 to 9999")
            }
            var date = lxw_datetime()
            (date.year, date.month, date.day) = (Int32(year), Int32(month), Int32(day))
            self = .date(date)
        case .boolean(let value): self = .boolean(value)
        }
    }

    private static func isDay(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1900...9999).contains(year), (1...12).contains(month), day >= 1 else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= days[month - 1]
    }
}
