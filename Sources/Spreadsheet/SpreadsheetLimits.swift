/// Bounds that keep a hostile or broken file from filling the memory of the machine. The defaults hold a reader
/// below 64 MB. Bytes are counted as they come, whatever the file claims.
public struct SpreadsheetLimits: Sendable, Equatable {
    /// The file as it lies on the disk, in bytes.
    public var fileBytes = 100 << 20
    /// Entries of the archive.
    public var entries = 10_000
    /// One sheet, unpacked, in bytes.
    public var sheetBytes = 512 << 20
    /// Any other part, unpacked, in bytes.
    public var partBytes = 64 << 20
    /// The table of shared strings as it is held in memory: 8 bytes a string, and its text in UTF-8.
    public var sharedStringBytes = 40 << 20
    /// The text of one row, in bytes.
    public var rowBytes = 4 << 20
    /// The text of all rows of a sheet, in bytes: a small file can refer to one long shared string for ever.
    public var textBytes = 1 << 30
    /// Cells of a sheet, empty ones among them.
    public var cells = 10_000_000
    /// What the XML parser may allocate, in bytes.
    public var parserBytes = 8 << 20

    /// The text of one cell, in bytes: Excel's 32,767 UTF-16 units take no more, even if each is an escape.
    static let cellBytes = 7 * 32_767
    /// Excel's own bounds.
    static let rows = 1_048_576
    static let columns = 16_384
    /// Excel's bound on cell formats, and far more relationships and number formats than it writes.
    static let records = 65_536

    /// The defaults.
    public init() {}
}
