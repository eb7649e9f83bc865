import AdaptModel
import AdaptService
import Postgres
import Synchronization

/// Does again what went wrong for a reason that passes: a lost line, a deadlock, a server that is restarted.
enum Attempts {
    /// How often in all.
    private static let most = 5

    /// Runs a command, again where it has `done` nothing that stays, has printed nothing, and has read nothing that is gone
    /// once read.
    static func run(_ done: Done, _ command: () async throws -> Void) async throws {
        var pause = Duration.milliseconds(100)
        for attempt in 1... {
            let said = Mutex(false)
            var streams = Streams.current
            let (output, bytes) = (streams.output, streams.bytes)
            streams.output = { text in
                said.withLock { $0 = true }
                try output(text)
            }
            streams.bytes = { block in
                said.withLock { $0 = true }
                try bytes(block)
            }
            do {
                return try await Streams.$current.withValue(streams) { try await command() }
            } catch {
                guard attempt < most, done.mayBeDoneAgain, isPassing(error), !said.withLock({ $0 }) else { throw error }
                // Not all at the same moment again.
                try await Task.sleep(for: pause + .milliseconds(Int.random(in: 0...100)))
                pause = min(pause * 2, .seconds(3))
            }
        }
    }

    private static func isPassing(_ error: any Error) -> Bool {
        (error as? Refusal)?.mayRetry ?? (error as? PostgresError).map { Refusal($0).mayRetry } ?? false
    }
}
