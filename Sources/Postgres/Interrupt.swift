import CLibpq
import Glibc
import Synchronization

/// Wakes the thread that waits for a statement, from any thread: the way in for cancellation.
///
/// The waiting thread polls `descriptor` beside the socket and then does all that cancelling needs itself, so
/// that one thread only ever touches libpq's handle.
final class Interrupt: Sendable {
    /// One statement. A wake-up meant for a statement that is over does nothing.
    struct Ticket: Sendable, Equatable {
        fileprivate let number: UInt64
    }

    private struct State {
        var issued: UInt64 = 0
        var current: Ticket?
        var isRaised = false
    }

    /// An eventfd: readable once raised. Written under the lock only, closed when nobody can raise any more.
    let descriptor: Int32
    private let state = Mutex(State())

    init() throws {
        descriptor = adapt_wakeup()
        guard descriptor >= 0 else {
            let reason = String(cString: strerror(errno))
            throw PostgresError(.cannotConnect, "no file descriptor for a connection: \(reason)")
        }
    }

    deinit {
        close(descriptor)
    }

    func newTicket() -> Ticket {
        state.withLock {
            $0.issued += 1
            return Ticket(number: $0.issued)
        }
    }

    /// From here on `raise` reaches the statement.
    func begin(_ ticket: Ticket) {
        state.withLock { $0.current = ticket }
    }

    /// The statement is over: whatever was raised for it is forgotten.
    func end() {
        state.withLock {
            $0.current = nil
            guard $0.isRaised else { return }
            $0.isRaised = false
            var count: UInt64 = 0
            read(descriptor, &count, MemoryLayout<UInt64>.size)
        }
    }

    /// Asks the statement of `ticket` to end, or the one under way whichever it is.
    func raise(_ ticket: Ticket? = nil) {
        state.withLock {
            guard let current = $0.current, ticket == nil || ticket == current, !$0.isRaised else { return }
            $0.isRaised = true
            var one: UInt64 = 1
            write(descriptor, &one, MemoryLayout<UInt64>.size)
        }
    }

    var isRaised: Bool { state.withLock { $0.isRaised } }
}
