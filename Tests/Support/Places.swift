/// A few tests at a time have a database: the server has a hundred connections, and a test up to ten.
enum Places {
    private static let turns = Turns(8)
    /// Whether the running test has a place: what it opens besides needs none, else two could wait for each other.
    @TaskLocal private static var isTaken = false

    /// Runs `body` when there is a place; `first`: before all who wait already.
    static func one<Result: Sendable>(
        first: Bool = false, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        if isTaken { return try await body() }
        return try await turns.one(first: first) { try await besides(body) }
    }

    /// Runs `body` without a place.
    static func besides<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try await $isTaken.withValue(true) { try await body() }
    }
}
