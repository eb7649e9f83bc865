import Synchronization

/// One connection to PostgreSQL.
///
/// Statements run one after the other on a thread of the connection's own; every wait has a deadline. A
/// cancelled task cancels its statement. An error leaves the connection usable, except for the kinds
/// `connectionLost` and `outcomeUnknown`, and for a server that does not even react to being cancelled.
public actor Connection {
    private let executor = QueueExecutor(label: "adapt.postgres")
    let interrupt: Interrupt
    let options: ConnectionOptions
    private(set) var handle: Handle?
    private var canceller: Canceller?
    var copy: CopyUnderWay?
    private nonisolated let facts = Mutex(Facts())

    /// What is known of the server once connected.
    private struct Facts {
        var backendPID: Int32 = 0
        var serverVersion = 0
        var parameters: [String: String] = [:]
    }

    /// Sound: the executor is a `let` of this actor, so that it lives as long as the actor does.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    private init(options: ConnectionOptions) throws {
        interrupt = try Interrupt()
        self.options = options
    }

    /// Connects to `url`: a `postgresql://` URL, `keyword=value` text, or "" for libpq's own variables.
    ///
    /// Errors never repeat the connection string.
    public static func open(
        _ url: String, options: ConnectionOptions = .init()
    ) async throws -> Connection {
        let connection = try Connection(options: options)
        try await connection.connect(url)
        return connection
    }

    private func connect(_ url: String) async throws {
        let ticket = interrupt.newTicket()
        try await withTaskCancellationHandler {
            interrupt.begin(ticket)
            defer { interrupt.end() }
            guard !Task.isCancelled else { throw PostgresError(.cancelled, "connecting was cancelled") }
            let handle = try Handle.open(url, options, interrupt)
            guard let canceller = handle.canceller() else {
                throw PostgresError(.cannotConnect, "cannot connect: out of memory")
            }
            self.handle = handle
            self.canceller = canceller
            note(handle)
        } onCancel: {
            interrupt.raise(ticket)
        }
    }

    private func note(_ handle: Handle) {
        let names = [
            "server_version", "server_encoding", "client_encoding", "application_name", "is_superuser",
            "session_authorization", "DateStyle", "IntervalStyle", "TimeZone", "integer_datetimes",
            "standard_conforming_strings", "default_transaction_read_only", "in_hot_standby",
        ]
        facts.withLock { facts in
            facts.backendPID = handle.backendPID
            facts.serverVersion = handle.serverVersion
            for name in names { facts.parameters[name] = handle.parameter(name) }
        }
    }

    /// Process id of the server process behind this connection.
    public nonisolated var backendPID: Int32 { facts.withLock { $0.backendPID } }
    /// The server's version as a number: 150020 is 15.20.
    public nonisolated var serverVersion: Int { facts.withLock { $0.serverVersion } }
    /// What the server reported of itself when the connection was opened, such as `server_version`.
    public nonisolated var parameters: [String: String] { facts.withLock { $0.parameters } }

    /// Cancels the running statement, which then throws `cancelled` with SQLSTATE 57014. Without one it does
    /// nothing.
    public nonisolated func cancel() {
        interrupt.raise()
    }

    /// Ends the connection. An open transaction is lost; later statements throw `usage`.
    public func close() {
        handle?.close()
        handle = nil
    }

    /// Calls `handler` for every notice from now on, on the connection's thread. Without one they are dropped.
    public func onNotice(_ handler: @escaping @Sendable (PostgresNotice) -> Void) {
        handle?.notices.handler = handler
    }

    /// `text` as a quoted SQL literal, for the few statements that take no bindings.
    public func quoted(literal text: String) -> String {
        SQL.quoted(literal: text)
    }

    /// `name` as a quoted SQL identifier.
    public static func quoted(identifier name: String) -> String {
        SQL.quoted(identifier: name)
    }
}

extension Connection {
    /// Begins a statement, once it is sure that this connection can take one.
    func exchange(
        _ statement: String, deadline: Duration?, isShielded: Bool = false
    ) throws -> Exchange {
        guard copy == nil else {
            throw PostgresError(.usage, "the connection is busy with a COPY", statement: statement)
        }
        guard let handle, let canceller else {
            throw PostgresError(.usage, "the connection is closed", statement: statement)
        }
        guard handle.isOpen else {
            throw PostgresError(
                .connectionLost, "the connection to the server was lost before", statement: statement)
        }
        return Exchange(
            statement, on: handle, interrupt, canceller, patience: deadline ?? options.statementDeadline,
            isShielded: isShielded)
    }

    /// Runs `body` as the one statement that cancelling reaches.
    func cancellable<R: Sendable>(
        _ statement: String, deadline: Duration?, _ body: (Exchange) throws -> R
    ) async throws -> R {
        let ticket = interrupt.newTicket()
        return try await withTaskCancellationHandler {
            let exchange = try exchange(statement, deadline: deadline)
            interrupt.begin(ticket)
            defer {
                interrupt.end()
                exchange.settle()
            }
            // Looked at after `begin`: a task cancelled from here on raises the interrupt.
            try refuseCancelled(statement)
            return try body(exchange)
        } onCancel: {
            interrupt.raise(ticket)
        }
    }

    func refuseCancelled(_ statement: String) throws {
        guard !Task.isCancelled else {
            throw PostgresError(.cancelled, Exchange.message(.cancelled), statement: statement)
        }
    }
}
