/// Tests with a private server of their own, a few at a time: each makes a cluster and waits for the disk, and a start
/// that takes too long is a fault.
public enum PrivateServers {
    private static let turns = Turns(2)

    /// Runs `body` when there is a place. Never inside itself.
    public static func few<Result: Sendable>(_ body: @Sendable () async throws -> Result) async throws -> Result {
        try await turns.one(body)
    }
}
