/// Tests with a private server of their own, a few at a time: each makes a cluster and waits for the disk, and a start
/// that takes too long is a fault.
public actor PrivateServers {
    private static let shared = PrivateServers()

    private var free = 2
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Runs `body` when there is a place. Never inside itself.
    public static func few<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        await shared.take()
        do {
            let result = try await body()
            await shared.giveBack()
            return result
        } catch {
            await shared.giveBack()
            throw error
        }
    }

    private func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
