import Glibc
import Postgres
import TestSupport
import Testing

/// A doctor that is told to stop.
extension DoctorTests {
    @Test("told to stop it says that, and names nothing as a fault that it could not look at")
    func stopped() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let binary = BuiltBinary(url: shell.url)
                let (holder, watcher) = (try await Connection.open(shell.url), try await Connection.open(shell.url))
                try await holder.run("begin; lock table adapt.currency in access exclusive mode")
                let child = try binary.start([Array("doctor".utf8)], in: directory)
                // It looks twice at who holds something, with a second between.
                while try await watcher.query(
                    """
                    select 1 from pg_stat_activity where datname = current_database()
                        and backend_type = 'client backend' and pid <> all(array[\(holder.backendPID), pg_backend_pid()])
                    """
                ).isEmpty, binary.isRunning(child) {
                    try await Task.sleep(for: .milliseconds(5))
                }
                kill(child, SIGINT)
                let result = await binary.finish(child, in: directory)
                await holder.close()
                await watcher.close()
                #expect(result.status == 130, "\(result.errors)")
                #expect(result.errors == "adapt: stopped: nothing was changed\n")
                #expect(result.output.isEmpty, "\(result.output)")
            }
        }
    }
}
