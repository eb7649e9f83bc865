import Dispatch
import Synchronization

/// Lends connections to one database, a few at a time, in the order in which they were asked for.
///
/// Connections are opened when needed. One that broke is dropped; one that comes back with an open transaction
/// is rolled back first.
public final class ConnectionPool: Sendable {
    private enum Grant {
        case connection(Connection)
        /// The right to open one.
        case place
    }

    private struct Waiter {
        let number: Int
        let continuation: CheckedContinuation<Grant, any Error>
    }

    private struct State {
        var idle: [Connection] = []
        /// Connections that exist, or that somebody is opening.
        var places = 0
        var waiters: [Waiter] = []
        var asked = 0
        var isClosed = false
    }

    private let url: String
    private let size: Int
    private let options: ConnectionOptions
    private let waitDeadline: Duration
    /// Sound: the lock guards plain values for a few instructions; nothing waits or resumes anyone inside it.
    private let state = Mutex(State())

    /// A pool of at most `size` connections, from 1 to 16; none is opened yet.
    ///
    /// - Parameter waitDeadline: the longest to wait for others to give a connection back.
    public init(
        _ url: String, size: Int = 8, options: ConnectionOptions = .init(),
        waitDeadline: Duration = .seconds(60)
    ) {
        self.url = url
        self.size = min(max(size, 1), 16)
        self.options = options
        self.waitDeadline = waitDeadline
    }

    /// Lends a connection to `body`. Do not keep it longer.
    public nonisolated(nonsending) func withConnection<R>(
        _ body: nonisolated(nonsending) (Connection) async throws -> R
    ) async throws -> R {
        let connection = try await lease()
        do {
            let result = try await body(connection)
            await giveBack(connection)
            return result
        } catch {
            await giveBack(connection)
            throw error
        }
    }

    /// Closes the idle connections now and the lent ones when they come back; whoever waits gets an error.
    public func close() async {
        let (idle, waiters) = state.withLock { state in
            defer {
                state.idle = []
                state.waiters = []
            }
            state.isClosed = true
            return (state.idle, state.waiters)
        }
        for waiter in waiters { waiter.continuation.resume(throwing: Self.closed) }
        for connection in idle { await connection.close() }
    }

    /// How many callers wait for a connection at this moment.
    public var waiting: Int { state.withLock { $0.waiters.count } }

    private static let closed = PostgresError(.usage, "the connection pool is closed")

    // MARK: - Leases

    private func lease() async throws -> Connection {
        // An idle connection may have died since; the place stays ours until one works.
        if case .connection(let connection) = try await grant() {
            if await connection.makeReady() { return connection }
            await connection.close()
        }
        do {
            return try await Connection.open(url, options: options)
        } catch {
            freePlace()
            throw error
        }
    }

    private func giveBack(_ connection: Connection) async {
        let isReady = await connection.makeReady()
        let next = state.withLock { state -> Waiter? in
            guard isReady, !state.isClosed else { return nil }
            if !state.waiters.isEmpty { return state.waiters.removeFirst() }
            state.idle.append(connection)
            return nil
        }
        if let next {
            next.continuation.resume(returning: .connection(connection))
        } else if !isReady || state.withLock({ $0.isClosed }) {
            await connection.close()
            freePlace()
        }
    }

    /// Hands the right to open a connection to the first waiter.
    private func freePlace() {
        let next = state.withLock { state -> Waiter? in
            if !state.waiters.isEmpty { return state.waiters.removeFirst() }
            state.places -= 1
            return nil
        }
        next?.continuation.resume(returning: .place)
    }

    // MARK: - Waiting

    private func grant() async throws -> Grant {
        let number = state.withLock { state in
            state.asked += 1
            return state.asked
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let answer = state.withLock { state -> Result<Grant, any Error>? in
                    if state.isClosed { return .failure(Self.closed) }
                    // Looked at inside the lock: a task cancelled from here on finds its waiter in the list.
                    if Task.isCancelled { return .failure(Self.cancelled) }
                    if let connection = state.idle.popLast() { return .success(.connection(connection)) }
                    if state.places < size {
                        state.places += 1
                        return .success(.place)
                    }
                    state.waiters.append(Waiter(number: number, continuation: continuation))
                    return nil
                }
                guard let answer else { return giveUpWaiting(number, after: waitDeadline) }
                continuation.resume(with: answer)
            }
        } onCancel: {
            remove(number, throwing: Self.cancelled)
        }
    }

    private func giveUpWaiting(_ number: Int, after time: Duration) {
        let (seconds, attoseconds) = time.components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        DispatchQueue.global().asyncAfter(deadline: .now() + .nanoseconds(nanoseconds)) { [weak self] in
            self?.remove(
                number,
                throwing: PostgresError(
                    .deadlineExceeded, "no connection became free: all of the pool are in use"))
        }
    }

    private func remove(_ number: Int, throwing error: PostgresError) {
        let waiter = state.withLock { state -> Waiter? in
            guard let index = state.waiters.firstIndex(where: { $0.number == number }) else { return nil }
            return state.waiters.remove(at: index)
        }
        waiter?.continuation.resume(throwing: error)
    }

    private static let cancelled = PostgresError(.cancelled, "waiting for a connection was cancelled")
}
