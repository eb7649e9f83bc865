/// The place of a cell, written as in a spreadsheet: `B7` is column 1 of row 7.
public struct CellReference: Sendable, Hashable, CustomStringConvertible {
    /// From 0: column A is 0.
    public let column: Int
    /// From 1, as the spreadsheet shows it.
    public let row: Int

    /// A place in the grid.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }

    /// Reads `B7`; nil for anything else, or outside of Excel's grid (XFD1048576).
    public init?(_ text: some StringProtocol) {
        var column = 0
        var row = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                guard row == 0 else { return nil }
                column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                row = row * 10 + Int(byte - UInt8(ascii: "0"))
                guard row > 0 else { return nil }
            case _: return nil
            }
            guard column > 0, column <= SpreadsheetLimits.columns, row <= SpreadsheetLimits.rows else { return nil }
        }
        guard row > 0 else { return nil }
        self.init(column: column - 1, row: row)
    }

    /// `B7`.
    public var description: String { Self.name(ofColumn: column) + String(row) }

    /// The letters of a column: 0 is A, 26 is AA.
    public static func name(ofColumn column: Int) -> String {
        var letters: [UInt8] = []
        var rest = column + 1
        while rest > 0 {
            letters.append(UInt8(ascii: "A") + UInt8((rest - 1) % 26))
            rest = (rest - 1) / 26
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
