import Postgres

private struct Rehearsed<Result: Sendable>: Error {
    let result: Result
}

extension Connection {
    /// Runs `body` in a transaction that is taken back, whatever comes of it.
    func rehearsing<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        do {
            return try await transaction { connection -> Result in
                throw Rehearsed(result: try await body(connection))
            }
        } catch let rehearsed as Rehearsed<Result> {
            return rehearsed.result
        }
    }
}
