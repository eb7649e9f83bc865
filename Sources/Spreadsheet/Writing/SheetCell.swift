/// What is written in a cell.
public enum SheetCell: Sendable, Hashable {
    /// Nothing.
    case empty
    /// Text, always as text: `=1+1` stays what it is and is never calculated. An empty text leaves the cell
    /// empty. More than 32,767 UTF-16 units (7 for a control character, which is written as an escape), and
    /// U+0000, are refused.
    case text(String)
    /// A whole number, shown as `1,180,000`. Beyond 2^53 it is written as text, because a spreadsheet counts in
    /// binary floating point and would change the last digits.
    case integer(Int64)
    /// A number, shown with this many decimals (0 to 15). The file keeps 16 significant digits. What is not
    /// finite is refused.
    case decimal(Double, places: Int)
    /// A day, as a real date shown as `2026-01-05`. Years 1900 to 9999; other days, and days that there are not,
    /// are refused.
    case date(year: Int, month: Int, day: Int)
    /// True or false.
    case boolean(Bool)
}

/// A column of a sheet.
public struct SheetColumn: Sendable, Equatable {
    /// What stands in its header.
    public let title: String
    /// How wide it is, in characters.
    public let width: Double

    /// A column; the width is that of the title, at least 8 and at most 60 characters, unless given.
    public init(_ title: String, width: Double? = nil) {
        self.title = title
        self.width = width ?? Double(min(60, max(8, title.count + 2)))
    }
}
