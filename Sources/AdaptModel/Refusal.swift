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

        /// A place in `file`.
        public init(file: String, line: Int, column: Int? = nil) {
            self.file = file
            self.line = line
            self.column = column
        }

        /// `file:line:column`.
        public var text: String {
            "\(file):\(line)" + (column.map { ":\($0)" } ?? "")
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

    /// A refusal of `kind`.
    public init(
        _ kind: Kind, _ message: String, hint: String? = nil, place: Place? = nil, details: [String] = []
    ) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.place = place
        self.details = details
    }

    /// The same, located.
    public func at(_ place: Place) -> Refusal {
        Refusal(kind, message, hint: hint, place: place, details: details)
    }

    /// All of it, as printed after `adapt: `.
    public var description: String {
        var lines = [(place.map { $0.text + ": " } ?? "") + message]
        lines += details.map { "  " + $0 }
        if let hint { lines.append("hint: " + hint) }
        return lines.joined(separator: "\n")
    }
}
