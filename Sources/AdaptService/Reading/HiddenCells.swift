/// What of a sheet was read though it is not shown: by a filter, or by hand.
public struct HiddenCells: Sendable, Equatable {
    /// How many rows below the header.
    public var rows = 0
    /// Names of columns that something was taken from.
    public var columns: [String] = []

    /// Whether all was shown.
    public var isEmpty: Bool { rows == 0 && columns.isEmpty }
}
