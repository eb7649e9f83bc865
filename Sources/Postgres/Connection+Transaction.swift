/// What a transaction may do and what it sees.
public enum TransactionMode: Sendable {
    /// READ COMMITTED: each statement sees what was committed before it.
    case readWrite
    /// REPEATABLE READ READ ONLY: all statements see the same moment.
    case snapshot

    var begin: String {
        switch self {
        case .readWrite: "begin isolation level read committed read write"
        case .snapshot: "begin isolation level repeatable read read only"
        }
    }
}

extension Connection {
    /// Runs `body` in a transaction: commits when it returns, rolls back when it throws or its task is
    /// cancelled.
    ///
    /// A line that breaks while COMMIT is under way throws `outcomeUnknown`; before that, `connectionLost`, and
    /// nothing was kept. Until `body` is through, the connection belongs to it: do not share it.
    public func transaction<R: Sendable>(
        _ mode: TransactionMode = .readWrite, _ body: @Sendable (Connection) async throws -> R
    ) async throws -> R {
        try await begin(mode)
        let result: R
        do {
            result = try await body(self)
            try refuseCancelled("commit")
        } catch {
            rollBack()
            throw error
        }
        // Nothing was written: there is no outcome that a lost line could leave unknown.
        if mode == .snapshot { rollBack() } else { try commit() }
        return result
    }

    /// Whether a transaction is open on it.
    public var isInTransaction: Bool { handle?.isInTransaction ?? false }

    /// Ends whatever is left open, so that another caller can have the connection. False when it is of no use.
    func makeReady() -> Bool {
        guard copy == nil, let handle, handle.isOpen else { return false }
        if !handle.isIdle { rollBack() }
        handle.takeNews()
        return handle.isOpen && handle.isIdle
    }

    private func begin(_ mode: TransactionMode) async throws {
        if let handle, handle.isOpen, !handle.isIdle, copy == nil {
            throw PostgresError(
                .usage, "a transaction is open already on this connection", statement: mode.begin)
        }
        _ = try await query(SQL(mode.begin))
    }

    /// Not cancellable: it may run because something was cancelled. A connection that cannot is closed, which
    /// rolls back too.
    private func rollBack() {
        guard copy == nil, let handle, handle.isOpen, !handle.isIdle else { return }
        do {
            _ = try endTransaction("rollback", deadline: Exchange.grace)
        } catch {
            // The reason is not lost: the caller is about to throw the one that led here.
            handle.close()
        }
    }

    private func commit() throws {
        let lost = "the connection to the server was lost before the transaction was committed"
        guard copy == nil, let handle else {
            throw PostgresError(.usage, "the transaction's connection was closed in it", statement: "commit")
        }
        // What has arrived by now arrived before COMMIT: the outcome is known.
        handle.takeNews()
        guard handle.isOpen else { throw PostgresError(.connectionLost, lost, statement: "commit") }
        guard !handle.isInFailedTransaction else {
            rollBack()
            throw PostgresError(
                .usage, "the transaction was rolled back, because a statement in it had failed",
                hint: "let a statement's error leave the transaction", statement: "commit")
        }
        guard handle.isInTransaction else {
            throw PostgresError(.usage, "the transaction was ended inside its body", statement: "commit")
        }
        do {
            guard try endTransaction("commit", deadline: nil) == "COMMIT" else {
                throw PostgresError(.refused, "the server rolled the transaction back", statement: "commit")
            }
        } catch let error as PostgresError where !handle.isOpen {
            throw error.retold(
                as: .outcomeUnknown,
                "the connection to the server was lost during commit: it may or may not have been done")
        }
    }

    private func endTransaction(_ statement: String, deadline: Duration?) throws -> String {
        let exchange = try exchange(statement, deadline: deadline, isShielded: true)
        defer { exchange.settle() }
        try exchange.send { $0.sendScript(statement) }
        return try exchange.collect()?.commandTag ?? ""
    }
}

extension Handle {
    /// Takes in what the server has said unasked: that it is going, or that the line is down.
    func takeNews() {
        // A farewell and the end of the line are two readings; more than a few would be a flood.
        for _ in 0..<8 where isOpen {
            guard Readiness.wait(socket, for: .readable, or: nil, .zero).contains(.readable), consume() else {
                return
            }
            _ = isBusy
        }
    }
}
