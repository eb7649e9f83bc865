/// Why the private server could not be created, started, reached or stopped.
public struct LocalServerError: Error, Sendable, CustomStringConvertible {
    /// The class of the failure: what a caller can decide on.
    public enum Kind: Sendable, Equatable {
        /// No PostgreSQL server programs on this machine, or too old ones.
        case notInstalled
        /// The data directory was made by another major version than the programs are.
        case versionMismatch
        /// The account may not do this, or does not exist.
        case notPermitted
        /// A directory cannot be made, entered, or safely used.
        case pathUnusable
        /// Another starter, or who changes a table, held a lock for longer than the deadline.
        case busy
        /// The server did not come up.
        case startFailed
        /// The server did not go down within the deadline.
        case stopFailed
        /// No room left on the disk.
        case diskFull
        /// No room left for the file that a program was to write.
        case outputFull
        /// A file that a program was to read is none that it can read.
        case inputFaulty
        /// Something else answers on our socket.
        case foreignServer
        /// The data directory exists, but is not a whole cluster.
        case damaged
        /// The server runs, and refused what was asked.
        case refused
        /// The server runs, and all its connections are taken.
        case crowded
        /// The server runs, and cannot do what was asked, or does not answer.
        case failing
    }

    /// The class of the failure.
    public let kind: Kind
    /// One sentence: lower case, subject first, values quoted. May be followed by lines of program output.
    public let message: String
    /// A command to run, or nil where there is none that helps.
    public let hint: String?

    /// Makes an error; `output` (of a program, of the server's log) is appended line by line.
    public init(_ kind: Kind, _ message: String, hint: String? = nil, output: String = "") {
        let lines = output.split(separator: "\n").suffix(Self.outputLines)
        self.kind = kind
        self.message = ([message] + lines.map { "  | " + $0 }).joined(separator: "\n")
        self.hint = hint
    }

    /// Message and hint, as a person should read them.
    public var description: String {
        guard let hint else { return message }
        return message + "\nhint: " + hint
    }

    /// How much program output an error quotes.
    private static let outputLines = 25
}
