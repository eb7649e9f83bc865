import AdaptModel
public import Postgres
import Synchronization

/// Other lines to a database, for who has lost the one that he had.
public struct Reconnection: Sendable {
    private let patience: Duration
    private let connect: @Sendable () async throws -> Connection

    /// Connects anew by `connect`. `patience`: how long the database may take to come back.
    public init(patience: Duration = .seconds(30), _ connect: @escaping @Sendable () async throws -> Connection) {
        self.patience = patience
        self.connect = connect
    }

    /// Runs `body` on a line of its own; on a further one where that is lost too, as long as there is patience.
    public func with<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let end = ContinuousClock.now + patience
        var pause = Duration.milliseconds(100)
        while true {
            do {
                return try await once(body)
            } catch {
                guard Self.mayPass(error), ContinuousClock.now + pause < end else { throw error }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(3))
        }
    }

    /// Runs `body` on a line of its own, closed afterwards.
    public func once<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        do {
            let result = try await body(connection)
            await connection.close()
            return result
        } catch {
            await connection.close()
            throw error
        }
    }

    /// Runs `body`, which may be done twice, on `connection`, and on another line where that one is lost.
    public func either<Result: Sendable>(
        _ connection: Connection, _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        do {
            return try await body(connection)
        } catch  where Self.isOfLine(error) {
            return try await with(body)
        }
    }

    /// Runs `body`, which may be done twice, in a transaction on `connection`, and again on another line where that one
    /// is lost. Throws a `Refusal`: busy where nobody tells whether it was done; then `see` shows it.
    public func settle<Result: Sendable>(
        on connection: Connection, see: String, _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let mayBeDone = Mutex(false)
        do {
            return try await refusing {
                try await either(connection) { connection in
                    do {
                        return try await Workspace.committing(on: connection) { try await body($0) }
                    } catch let error as PostgresError where error.kind == .outcomeUnknown {
                        mayBeDone.withLock { $0 = true }
                        throw error
                    }
                }
            }
        } catch  where mayBeDone.withLock({ $0 }) && (Self.mayPass(error) || error is CancellationError) {
            throw Refusal(.busy, Refusal.unknownEnd, hint: "look with: \(see); doing the same again is safe")
        }
    }

    /// Whether an error is of the line, so that another one may do better.
    static func isOfLine(_ error: any Error) -> Bool {
        if let refusal = error as? Refusal { return refusal.mayRetry }
        guard let error = error as? PostgresError else { return false }
        return error.kind == .outcomeUnknown || Refusal(error).mayRetry
    }

    /// Whether it may go well later.
    private static func mayPass(_ error: any Error) -> Bool {
        if error is CancellationError { return false }
        let refusal = error as? Refusal ?? (error as? PostgresError).map { Refusal($0) }
        return refusal.map { [.unreachable, .busy].contains($0.kind) } ?? true
    }
}

extension Workspace {
    /// Runs `body`, which may be done twice, in a transaction: see `Reconnection`.
    func settle<Result: Sendable>(
        see: String, _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        guard let lines else { return try await refusing { try await connection.transaction { try await body($0) } } }
        return try await lines.settle(on: connection, see: see, body)
    }
}
