import AdaptModel
import AdaptService
import Dispatch
import Glibc
import Synchronization

/// What tells a command to stop: Ctrl-C, a terminal that closes, who ends programs.
///
/// The command is cancelled: the database takes back what was begun, and that is said. What has been sent to be
/// committed goes on to its end, and says what it did.
public struct Interruption: Sendable {
    let signals: AsyncStream<Int32>

    /// How many commands have something to clear away when they are stopped, however long that takes.
    private static let clearings = Mutex(0)

    /// Runs `body`, which is waited for when it is cancelled: it may have to drop a database or remove a file.
    static func waited<Result>(_ body: () async throws -> Result) async throws -> Result {
        clearings.withLock { $0 += 1 }
        defer { clearings.withLock { $0 -= 1 } }
        return try await body()
    }

    /// How long a command has to come to its end by itself: one that reads from a terminal hears nothing.
    private static let patience = DispatchTimeInterval.milliseconds(1_500)

    /// An interruption by the signal that `next` waits for; it ends the process where nothing else does.
    public init(by next: @escaping @Sendable () -> Int32) {
        let (signals, teller) = AsyncStream<Int32>.makeStream()
        self.signals = signals
        DispatchQueue(label: "signals").async {
            let signal = next()
            teller.yield(signal)
            DispatchQueue.global().asyncAfter(deadline: .now() + Interruption.patience) {
                Interruption.giveUp(signal)
            }
        }
    }

    /// Ends the process as if nobody had heard the signal, unless something was sent to be committed: what became of
    /// that is told; or has to be cleared away. A second signal, later, ends it even then.
    private static func giveUp(_ signal: Int32) {
        Workspace.commits.withLock { sent in
            guard sent == 0, clearings.withLock({ $0 }) == 0 else { return }
            Streams.process.warn("adapt: \(stopped)")
            _exit(128 + signal)
        }
    }

    /// What is said of a command that was stopped.
    static let stopped = "stopped: nothing was changed"

    /// Runs `body`, cancelled at the first signal. Gives its exit status, and where the signal is why it failed, what
    /// shells expect of a signal.
    func heeded(_ body: sending @escaping () async -> Int32) async -> Int32 {
        // Not children of this task: both are waited for, and the command is not to end with who listens.
        let command = Task { await body() }
        let listener = Task { () -> Int32? in
            for await signal in signals {
                command.cancel()
                return signal
            }
            return nil
        }
        let status = await command.value
        listener.cancel()
        guard let signal = await listener.value, status == Refusal.Kind.busy.status else { return status }
        return 128 + signal
    }
}
