/// One statement under way: every wait for the server happens here, with a deadline.
///
/// When time is up, or somebody cancels, it asks the server to end the statement, and asks again, because a
/// request that overtakes its statement does nothing. A server that has not answered after the grace gets its
/// line closed. So whatever an Exchange throws, the connection is gone; what the server answers, errors
/// included, comes back as results, and the connection stays usable.
final class Exchange {
    static let grace: Duration = .seconds(2)
    private static let askAgain: Duration = .milliseconds(200)

    let handle: Handle
    let statement: String
    private let interrupt: Interrupt
    private let canceller: Canceller
    private let patience: Duration?
    private var limit: ContinuousClock.Instant?
    /// Whether something has come since the limit was set.
    private var hasProgressed = false
    private var ending: (kind: PostgresError.Kind, asked: ContinuousClock.Instant)?
    /// Set while an end is made in good order, when cancelling would only do harm.
    var isShielded: Bool
    /// What the server has said in the middle of a COPY FROM.
    private(set) var heard = Heard.nothing

    enum Heard {
        case nothing, refusal, something
    }

    init(
        _ statement: String, on handle: Handle, _ interrupt: Interrupt, _ canceller: Canceller,
        patience: Duration?, isShielded: Bool = false
    ) {
        self.handle = handle
        self.statement = statement
        self.interrupt = interrupt
        self.canceller = canceller
        self.patience = patience
        self.isShielded = isShielded
        limit = patience.map { .now + $0 }
    }

    /// Starts the clock anew: for statements that may take long but must not stand still. It is looked at when there is
    /// something to wait for, which is not so after each row.
    func progressed() { hasProgressed = true }

    /// Gives up on the statement: the server is asked to end it, within the grace.
    func end(_ kind: PostgresError.Kind) {
        guard ending == nil else { return }
        let now = ContinuousClock.now
        ending = (kind, now)
        limit = now + Self.grace
        canceller.send()
    }

    /// Waits for the socket.
    func wait(for wanted: Readiness) throws -> Readiness {
        // A line that is down has no socket to wait for: the next reading says why.
        guard handle.socket >= 0 else { return [.readable, .writable] }
        while true {
            if !isShielded, ending == nil, interrupt.isRaised { end(.cancelled) }
            let now = ContinuousClock.now
            if hasProgressed, ending == nil { limit = patience.map { now + $0 } }
            hasProgressed = false
            if let limit, now >= limit {
                guard let ending else {
                    end(.deadlineExceeded)
                    continue
                }
                throw close(ending.kind)
            }
            var time = limit.map { now.duration(to: $0) } ?? .seconds(60)
            if let ending {
                if now >= ending.asked + Self.askAgain, canceller.settle(within: .nanoseconds(0)) {
                    self.ending?.asked = now
                    canceller.send()
                }
                time = min(time, Self.askAgain)
            }
            let listen = !isShielded && ending == nil
            let found = Readiness.wait(
                handle.socket, for: wanted, or: listen ? interrupt.descriptor : nil, time)
            if !found.intersection([.readable, .writable]).isEmpty { return found }
        }
    }

    /// Sends what libpq has buffered, taking in what the server says meanwhile, so that neither waits for the
    /// other for ever. A line that is broken shows when the answer is read.
    func flush() throws {
        while handle.flush() == 1 {
            if try wait(for: [.readable, .writable]).contains(.readable), !listen() { return }
        }
    }

    /// Takes in what the server says, without waiting; false when the line is broken.
    ///
    /// Only the first message is looked at: later ones may be cut anywhere.
    func listen() -> Bool {
        if heard == .nothing { heard = handle.hearsError ? .refusal : .something }
        return handle.consume()
    }

    /// The next result; nil after a statement's last one.
    func next() throws -> ResultHandle? {
        while handle.isBusy {
            _ = try wait(for: .readable)
            if !handle.consume() {
                guard !handle.isOpen else { throw broken() }
                break
            }
        }
        return handle.nextResult()
    }

    /// Why the server ended the statement.
    func error(_ result: ResultHandle, in text: String? = nil) -> PostgresError {
        let error = result.error(statement: text ?? statement, lost: !handle.isOpen)
        guard let ending, error.sqlState == "57014", error.kind == .refused else { return error }
        return error.retold(as: ending.kind, Self.message(ending.kind))
    }

    /// Makes sure that no cancel request is left to hit the next statement.
    func settle() {
        guard ending != nil, !canceller.settle(within: .seconds(2)) else { return }
        handle.close()
    }

    /// Closes the line, which libpq says is out of order.
    func broken() -> PostgresError {
        let reason = handle.message
        handle.close()
        return PostgresError(
            .connectionLost, "the connection to the server was lost: \(reason)", statement: statement)
    }

    private func close(_ kind: PostgresError.Kind) -> PostgresError {
        handle.close()
        let message = Self.message(kind) + ", and the server did not react: the connection was closed"
        return PostgresError(kind, message, statement: statement)
    }

    static func message(_ kind: PostgresError.Kind) -> String {
        kind == .deadlineExceeded
            ? "the statement took longer than its deadline" : "the statement was cancelled"
    }
}
