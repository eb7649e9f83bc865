/// Something that was asked for and is not done, said so that the user can go on: subject first, the
/// offending value quoted, and a hint with what to type next.
public struct Refusal: Error, Sendable, Equatable, CustomStringConvertible {
    /// Why, as far as a shell wants to know; one exit status each.
    public enum Kind: Sendable, CaseIterable {
        /// A rule of the model: an unknown or ambiguous name, a duplicate, an illegal sum, a stale revision.
        case rule
        /// The words of the command do not fit.
        case usage
        /// A file's content is faulty.
        case input
        /// A file is not there or cannot be read.
        case missingFile
        /// No database answers.
        case unreachable
        /// Our mistake.
        case bug
        /// Somebody else is at it, or the outcome is not known: try again.
        case busy
        /// The user may not.
        case forbidden
    }

    /// Where in a file: 1-based line and column, the column counted in fields.
    public struct Place: Sendable, Equatable {
        /// Name of the file as given.
        public let file: String
        /// Line on which the record starts.
        public let line: Int
        /// Number of the field, if one is at fault.
        public let column: Int?
        /// The sheet of a spreadsheet that the line is in.
        public let sheet: String?

        /// A place in `file`.
        public init(file: String, line: Int, column: Int? = nil, sheet: String? = nil) {
            self.file = file
            self.line = line
            self.column = column
            self.sheet = sheet
        }

        /// `file:line:column`, and `: sheet!C12` where it is in a spreadsheet.
        public var text: String {
            "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
                + (sheet.map { ": \($0)!\(column.map(Place.letters) ?? "")\(line)" } ?? "")
        }

        /// Another line and column of the same file.
        public func moved(line: Int? = nil, column: Int?) -> Place {
            Place(file: file, line: line ?? self.line, column: column, sheet: sheet)
        }

        /// What a spreadsheet calls a column: 1 is A, 27 is AA.
        private static func letters(_ column: Int) -> String {
            guard column > 0 else { return "" }
            let last = Unicode.Scalar(UInt8(65 + (column - 1) % 26))
            return letters((column - 1) / 26) + String(Character(last))
        }
    }

    /// Why.
    public let kind: Kind
    /// What is wrong, without a full stop.
    public let message: String
    /// What to do next, ideally a command.
    public let hint: String?
    /// Where, if in a file.
    public let place: Place?
    /// Further lines: the other faults of the same file, the candidates for a name.
    public var details: [String]
    /// Whether nothing was kept and the same may go well the next time: then a program does it again unasked.
    public let mayRetry: Bool

    /// A refusal of `kind`.
    public init(
        _ kind: Kind, _ message: String, hint: String? = nil, place: Place? = nil, details: [String] = [],
        mayRetry: Bool = false
    ) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.place = place
        self.details = details
        self.mayRetry = mayRetry
    }

    /// The same, located.
    public func at(_ place: Place) -> Refusal {
        Refusal(kind, message, hint: hint, place: place, details: details)
    }

    /// The same, located here unless it says where already.
    public func located(at place: Place) -> Refusal { self.place == nil ? at(place) : self }

    /// All of it, as printed after `adapt: `.
    public var description: String {
        var lines = [(place.map { $0.text + ": " } ?? "") + message]
        lines += details.map { "  " + $0 }
        if let hint { lines.append("hint: " + hint) }
        return lines.joined(separator: "\n")
    }
}
