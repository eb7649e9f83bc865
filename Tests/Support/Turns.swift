/// A few places that tests take in turns.
actor Turns {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ places: Int) { free = places }

    /// Runs `body` when there is a place; `first`: before all who wait already.
    func one<Result: Sendable>(
        first: Bool = false, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        await take(first)
        defer { giveBack() }
        return try await body()
    }

    private func take(_ first: Bool) async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.insert($0, at: first ? 0 : waiting.count) }
    }

    private func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
