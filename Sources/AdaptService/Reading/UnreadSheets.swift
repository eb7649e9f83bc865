/// What a workbook holds beside the sheet that is read: who changes something there may think that it goes in.
public struct UnreadSheets: Sendable, Equatable {
    /// The sheet that is read.
    public var read = ""
    /// Names of those that are not, though they show rows.
    public var names: [String] = []

    /// Whether nothing is passed over.
    public var isEmpty: Bool { names.isEmpty }
}
