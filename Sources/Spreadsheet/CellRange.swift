/// A block of cells, written as in a spreadsheet: `A2:B4`.
public struct CellRange: Sendable, Hashable, CustomStringConvertible {
    /// Its corners.
    public let first, last: CellReference

    /// Reads `A2:B4`; nil for anything else, or where the corners are not in order.
    init?(_ text: String) {
        let corners = text.split(separator: ":", omittingEmptySubsequences: false).map { CellReference($0) }
        guard corners.count == 2, let first = corners[0], let last = corners[1],
            first.column <= last.column, first.row <= last.row
        else { return nil }
        (self.first, self.last) = (first, last)
    }

    /// Whether it has cells of a column, counted from 0.
    public func holds(column: Int) -> Bool { first.column <= column && column <= last.column }

    /// `A2:B4`.
    public var description: String { "\(first):\(last)" }
}
