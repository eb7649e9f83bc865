/// A few tests at a time have a database: the server has a hundred connections, and a test up to ten.
actor Places {
    private static let shared = Places()
    /// Whether the running test has a place: what it opens besides needs none, else two could wait for each other.
    @TaskLocal private static var isTaken = false

    private var free = 8
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Runs `body` when there is a place.
    static func one<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        if isTaken { return try await body() }
        await shared.take()
        do {
            let result = try await $isTaken.withValue(true) { try await body() }
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
