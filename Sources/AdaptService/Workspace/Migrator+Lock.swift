import AdaptModel
import Postgres

/// One migrator at a time.
extension Migrator {
    /// Polls for the lock: waiting inside PostgreSQL would hold a snapshot that others may wait for.
    func withLock<Result>(_ body: () async throws -> Result) async throws -> Result {
        let deadline = ContinuousClock.now + patience
        var pause = Duration.milliseconds(25)
        while true {
            let rows = try await connection.query(
                "select pg_try_advisory_lock(hashtextextended('adapt.migration', 0)) as held")
            if try rows[0].get("held", as: Bool.self) { break }
            guard ContinuousClock.now < deadline else {
                throw Refusal(.busy, "another program is migrating this database", hint: "try again in a minute")
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(1))
        }
        do {
            let result = try await body()
            await unlock()
            return result
        } catch {
            await unlock()
            throw error
        }
    }

    /// Closing the connection also gives the lock back, so a failure to unlock loses nothing.
    private func unlock() async {
        _ = try? await connection.query("select pg_advisory_unlock(hashtextextended('adapt.migration', 0))")
    }
}
