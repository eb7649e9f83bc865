public import AdaptModel
import AdaptSQL
public import Postgres

/// One open database and the person who works in it. Every use case starts here.
public struct Workspace: Sendable {
    /// The database. One command at a time.
    public let connection: Connection
    /// Who is the author of what is recorded.
    public let author: String
    /// What the author says of all that is recorded; nil: nothing.
    let message: OperationMessage?
    /// Where to ask what became of a transaction whose line was lost; nil: it is not asked.
    let lines: Reconnection?

    /// The settings that every connection of the program has.
    public static let options = ConnectionOptions(
        applicationName: "adapt",
        settings: [
            // What a server, a role or a database is set to must not change how values are written.
            ("search_path", "adapt, pg_temp"), ("DateStyle", "ISO"), ("TimeZone", "UTC"), ("extra_float_digits", "1"),
            ("standard_conforming_strings", "on"), ("lock_timeout", "10s"), ("client_connection_check_interval", "1s"),
            // Compiling a statement takes longer than nearly all of ours do.
            ("jit", "off"),
        ])

    /// A workspace on a connection whose schema was checked (`Schema`). `reconnect` connects to the same database, which
    /// may take so long to come back.
    public init(
        connection: Connection, author: String, message: OperationMessage? = nil, patience: Duration = .seconds(30),
        reconnect: (@Sendable () async throws -> Connection)? = nil
    ) {
        self.connection = connection
        self.author = author
        self.message = message
        lines = reconnect.map { Reconnection(patience: patience, $0) }
    }

    /// Runs a query of ours; what PostgreSQL refuses comes out as a `Refusal`. `patience`: the longest that it may
    /// take; nil: as long as people wait for an answer.
    func rows(
        _ text: String, _ values: [(any PostgresEncodable)?] = [], patience: Duration? = nil
    ) async throws -> Rows {
        try await refusing { try await connection.query(SQL(text, bind: values), deadline: patience) }
    }

    /// Runs `body`, which only reads, with the database as it is at one moment, whoever writes meanwhile; in a
    /// transaction that is open already, as it is in that.
    public func atOneMoment<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        if await connection.isInTransaction { return try await body() }
        return try await refusing { try await connection.transaction(.snapshot) { _ in try await body() } }
    }

    /// The patience with a statement that works on a whole catalogue, however large it is: that it is long at it is no
    /// sign of anything wrong.
    static let longPatience = Duration.seconds(6 * 3600)

    /// The operation that a moment stands for, as `Int`: everything up to it counts. Nil: the present.
    ///
    /// `moment` is a day (then its end, UTC) or a time stamp with zone; of one without fractions of a second, as the
    /// log writes them, that second's end. Throws a `Refusal`: usage, and busy where an operation that began before a
    /// moment gone by is not over, so that the answer would be another one later.
    public func cut(asOf moment: String?) async throws -> OperationID {
        guard let moment else { return .now }
        let written = Day(moment).map { "\($0 + 1)T00:00:00Z" } ?? moment
        let isTime = Day(moment) != nil || Day(moment.prefix(10)) != nil && moment.utf8.count > 10
        do {
            guard isTime else { throw Refusal(.usage, "") }
            let isWhole = Day(moment) == nil && !moment.contains(".")
            let asked: [(any PostgresEncodable)?] = [written, isWhole]
            guard try await !rows(Queries.catalogue["moment_is_open"], asked)[0].get("is_open", as: Bool.self) else {
                throw Refusal(
                    .busy, "what was known at \(moment) is not settled: somebody has been recording since before",
                    hint: "try again in a minute, or leave out the moment", mayRetry: true)
            }
            return OperationID(try await rows(Queries.catalogue["operation_as_of"], asked)[0].get("cut"))
        } catch let refusal as Refusal where refusal.kind == .usage || refusal.kind == .input {
            throw Refusal(
                .usage, "moment \"\(moment)\" is not a day or time",
                hint: "write 2026-01-31 for the end of a day, or 2026-01-31T12:00:00Z")
        }
    }
}
