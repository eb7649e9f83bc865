/// Anything that goes wrong between this program and PostgreSQL, with every field the server sent.
///
/// It holds the text of the statement but never its bound values, and never a connection string.
public struct PostgresError: Error, Sendable, CustomStringConvertible {
    /// What a caller must tell apart in order to act.
    public enum Kind: Sendable, Equatable {
        /// No connection could be made: no server, no such database, login refused.
        case cannotConnect
        /// The line broke before a COMMIT was sent: nothing of an open transaction was kept.
        case connectionLost
        /// The line broke while COMMIT was under way: it may or may not have been done.
        case outcomeUnknown
        /// The server said no; `sqlState` says why.
        case refused
        /// Our own deadline passed.
        case deadlineExceeded
        /// The task was cancelled, or `Connection.cancel()` was called.
        case cancelled
        /// A value is not of the type that was asked for.
        case decoding
        /// libpq is not installed.
        case libraryMissing
        /// The call itself is wrong: a value that cannot be sent, or a connection that is busy or closed.
        case usage
    }

    /// What happened, as a caller must tell it apart.
    public let kind: Kind
    /// The primary message, one line as a rule.
    public let message: String
    /// The five-character code, when the server sent one.
    public internal(set) var sqlState: String?
    /// `ERROR`, `FATAL` or `PANIC`, never translated.
    public internal(set) var severity: String?
    /// The server's second sentence; it may quote values of the row concerned.
    public internal(set) var detail: String?
    /// What to do about it.
    public internal(set) var hint: String?
    /// Where in `statement` the error is, in characters (Unicode scalars) from 1.
    public internal(set) var position: Int?
    /// The text of a statement that a function ran.
    public internal(set) var internalQuery: String?
    /// Where in `internalQuery` the error is, in characters from 1.
    public internal(set) var internalPosition: Int?
    /// The call stack on the server; for COPY it names line and column of the data.
    public internal(set) var context: String?
    /// The schema of the object concerned.
    public internal(set) var schema: String?
    /// The table concerned.
    public internal(set) var table: String?
    /// The column concerned.
    public internal(set) var column: String?
    /// The data type concerned.
    public internal(set) var dataType: String?
    /// The constraint that was violated.
    public internal(set) var constraint: String?
    /// The text of the statement as it was sent, without its bound values.
    public internal(set) var statement: String?

    init(_ kind: Kind, _ message: String, hint: String? = nil, statement: String? = nil) {
        self.kind = kind
        self.message = message
        self.hint = hint
        self.statement = statement
    }
}

extension PostgresError {
    /// Line and column of `position` in `statement`, both from 1: what an editor wants for a migration file.
    public var place: (line: Int, column: Int)? {
        guard let statement, let position else { return nil }
        let before = statement.unicodeScalars.prefix(max(0, position - 1))
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return (line, column)
    }

    /// Whether a disk of the server is full. Of a file that it makes for each database that is opened, it does not say
    /// why it could not be written; nothing else is known to be the cause.
    public var saysDiskFull: Bool { sqlState == "53100" || message.contains("could not write init file") }

    /// Whether a server lives, and does not let the user in: 28000, or 28P01 where it is the password. That the server
    /// wants one, libpq says itself, without a state.
    public var saysUserRefused: Bool {
        kind == .cannotConnect && (sqlState?.hasPrefix("28") == true || message.contains("no password supplied"))
    }

    /// Whether a server took the connection and said nothing within the deadline: it lives, and hangs or is stopped.
    public var saysNothing: Bool { kind == .cannotConnect && message.hasSuffix(Self.nothingSaid) }

    /// How that is told.
    static let nothingSaid = "the server took the connection and says nothing"

    /// The message, then whatever else is known, a line each; `hint:` last.
    public var description: String {
        var lines = [sqlState.map { "\(message) (\($0))" } ?? message]
        if let detail { lines.append("detail: \(detail)") }
        if let place { lines.append("at: line \(place.line), column \(place.column) of the statement") }
        if let context { lines.append("context: \(context)") }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }

    /// The same error seen from further out.
    func retold(as kind: Kind, _ message: String) -> PostgresError {
        var error = PostgresError(kind, message, hint: hint, statement: statement)
        error.sqlState = sqlState
        error.severity = severity
        error.detail = detail ?? self.message
        error.context = context
        return error
    }
}

/// A message that the server sends beside a result: NOTICE, WARNING, and the like.
public struct PostgresNotice: Sendable {
    /// `NOTICE`, `WARNING`, `INFO`, `LOG` or `DEBUG`, never translated.
    public let severity: String
    /// The five-character code.
    public let sqlState: String
    /// The message itself.
    public let message: String
    /// The second sentence.
    public let detail: String?
    /// What to do about it.
    public let hint: String?
    /// The call stack on the server.
    public let context: String?
}
