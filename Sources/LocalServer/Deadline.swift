/// A moment after which nothing is waited for any more.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(_ duration: Duration) { end = .now + duration }

    var hasPassed: Bool { ContinuousClock.now >= end }

    var remaining: Duration { max(.zero, end - .now) }

    /// Waits a little before the next look; throws when the task was cancelled.
    func pause(_ duration: Duration = .milliseconds(25)) async throws {
        try await Task.sleep(for: min(duration, max(remaining, .milliseconds(1))))
    }

    /// What `body` returns, or nil when it took longer: it is cancelled then, and waited for.
    static func within<Value: Sendable>(
        _ duration: Duration, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value? {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: duration)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
