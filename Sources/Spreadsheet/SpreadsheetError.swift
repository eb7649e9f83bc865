/// Why a spreadsheet could not be read or written, and where.
public struct SpreadsheetError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What callers tell apart.
    public enum Kind: Sendable, Equatable {
        /// A shared library of the system is not installed.
        case missingLibrary
        /// The file cannot be opened, read or written.
        case file
        /// The file is no spreadsheet, or one of a kind that is not read: encrypted, old or binary.
        case format
        /// The file is damaged: what it says does not fit together.
        case damaged
        /// A bound that protects the machine is exceeded.
        case limit
        /// A value or name that a spreadsheet cannot hold, or that is not there.
        case value
    }

    /// What kind of failure it is.
    public let kind: Kind
    /// What is wrong: lower case, subject first, no full stop.
    public let message: String
    /// What to do about it, where that is known.
    public let hint: String?
    /// The sheet it is in, if it is in one.
    public internal(set) var sheet: String?
    /// The cell it is in, such as `B7`.
    public internal(set) var cell: String?

    init(_ kind: Kind, _ message: String, hint: String? = nil, sheet: String? = nil, cell: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.sheet = sheet
        self.cell = cell
    }

    /// `sheet "Reach", B7: message`.
    public var description: String {
        let place = [sheet.map { "sheet \"\($0)\"" }, cell].compactMap(\.self).joined(separator: ", ")
        return place.isEmpty ? message : "\(place): \(message)"
    }
}
