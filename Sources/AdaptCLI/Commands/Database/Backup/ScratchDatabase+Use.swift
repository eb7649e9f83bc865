import AdaptModel
import AdaptReports
import AdaptService
import LocalServer
import Postgres

extension ScratchDatabase {
    /// Makes it, runs `body` with a connection to it, and drops it again.
    func made<Result: Sendable>(_ body: @Sendable (Connection) async throws -> Result) async throws -> Result {
        try await make()
        do {
            let result = try await with(body)
            try await drop()
            return result
        } catch {
            await clear { try await drop(force: true) }
            throw error
        }
    }

    /// Drops it by `drop` after something else went wrong: that is what is told, and here only that it is left.
    func clear(_ drop: () async throws -> Void) async {
        do {
            try await drop()
        } catch {
            Streams.current.warn(
                "adapt: scratch database \(shown(name)) is left; adapt doctor names it, and the next one drops it")
        }
    }

    /// Runs `body` with a connection to it, closed afterwards.
    func with<Result: Sendable>(_ body: @Sendable (Connection) async throws -> Result) async throws -> Result {
        try await target.lines(to: name).once(body)
    }

    /// Restores a backup into it. What does not come to its end is of no harm here: it is dropped.
    func restore(
        _ backup: BackupFile, by programs: DumpPrograms, isTrusted: Bool, on connection: Connection
    ) async throws {
        do {
            // It is empty, so that nothing is made elsewhere.
            try await backup.restoration(by: programs, isTrusted: isTrusted, elsewhere: self).run(
                on: connection, lines: target.lines(to: name))
        } catch let refusal as Refusal where refusal.message == Refusal.unknownEnd && !Task.isCancelled {
            throw Refusal(
                .busy, "backup did not come to its end in scratch database \"\(name)\": nothing was changed",
                hint: "try again", details: refusal.details)
        }
    }
}

extension DatabaseTarget {
    /// Lines to another database of its server.
    func lines(to database: String) -> Reconnection {
        Reconnection {
            var options = Workspace.options
            options.database = database
            return try await Connection.open(url, options: options)
        }
    }
}
