import Postgres
import Testing

@Suite("Transactions tell done, not done and unknown apart", .serialized, .timeLimit(.minutes(1)))
struct TransactionTests {
    private func withTable(_ body: (Connection) async throws -> Void) async throws {
        try await withConnection { connection in
            try await connection.run("create temp table t (a int primary key)")
            try await body(connection)
        }
    }

    private func terminate(_ pid: Int32) async throws {
        try await withConnection { other in
            try await expect(other, "select pg_terminate_backend(\(pid), 10000)", gives: true)
        }
    }

    @Test("a body that returns is committed, with its result")
    func commit() async throws {
        try await withTable { connection in
            let affected = try await connection.transaction {
                try await $0.query("insert into t values (1)").affected
            }
            #expect(affected == 1)
            try await expect(connection, "select count(*) from t", gives: 1)
        }
    }

    @Test("any error rolls back and is thrown on")
    func rollback() async throws {
        try await withTable { connection in
            await #expect(throws: Refusal(line: 3)) {
                try await connection.transaction { connection in
                    _ = try await connection.query("insert into t values (1)")
                    throw Refusal(line: 3)
                }
            }
            let error = try await postgresError {
                try await connection.transaction {
                    try await $0.run("insert into t values (1); select 1 / 0")
                }
            }
            #expect(error.sqlState == "22012")
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }

    @Test("a cancelled task is rolled back, and the connection goes on")
    func cancelled() async throws {
        try await withTable { connection in
            let (started, feed) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await connection.transaction { connection in
                    _ = try await connection.query("insert into t values (1)")
                    feed.yield()
                    // Ends only because the task is cancelled.
                    let (never, open) = AsyncStream.makeStream(of: Void.self)
                    for await _ in never {}
                    open.finish()
                }
            }
            for await _ in started { break }
            task.cancel()
            try await expectError(.cancelled) { try await task.value }
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }

    @Test("a body that hides a failed statement does not pass for committed")
    func hiddenFailure() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                try await connection.transaction { connection in
                    _ = try await connection.query("insert into t values (1)")
                    _ = try await postgresError { _ = try await connection.query("select 1 / 0") }
                }
            }
            #expect(error.kind == .usage)
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }

    @Test("a snapshot sees one moment and refuses to write")
    func snapshot() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                try await connection.transaction(.snapshot) { connection in
                    try await expect(connection, "show transaction_isolation", gives: "repeatable read")
                    _ = try await connection.query("create table nowhere ()")
                }
            }
            #expect(error.sqlState == "25006")
        }
    }

    @Test("a transaction in a transaction, or one ended by hand, is refused")
    func misuse() async throws {
        try await withTable { connection in
            let nested = try await postgresError {
                try await connection.transaction { try await $0.transaction { _ in } }
            }
            #expect(nested.kind == .usage)
            let ended = try await postgresError {
                try await connection.transaction { try await $0.run("commit") }
            }
            #expect(ended.kind == .usage)
            try await expectUsable(connection)
        }
    }

    @Test("a line lost in the body is told as lost, not as unknown")
    func lostBefore() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                try await connection.transaction { connection in
                    try await terminate(connection.backendPID)
                    _ = try await connection.query("insert into t values (1)")
                }
            }
            #expect(error.kind == .connectionLost)
            #expect(error.sqlState == "57P01")
        }
    }

    @Test("a line lost after the last statement and before COMMIT is known to be lost")
    func lostJustBefore() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                try await connection.transaction { connection in
                    _ = try await connection.query("insert into t values (1)")
                    try await terminate(connection.backendPID)
                }
            }
            #expect(error.kind == .connectionLost)
        }
    }

    @Test("a line lost during COMMIT is told as unknown")
    func lostDuring() async throws {
        try await withTable { connection in
            // A deferred constraint runs inside COMMIT: there it ends its own server process.
            try await connection.run(
                """
                create function pg_temp.die() returns trigger language plpgsql as $$
                begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(10); return null; end $$;
                create constraint trigger dies after insert on t deferrable initially deferred
                  for each row execute function pg_temp.die();
                """)
            let error = try await postgresError {
                try await connection.transaction { _ = try await $0.query("insert into t values (1)") }
            }
            #expect(error.kind == .outcomeUnknown)
        }
    }

    @Test("a COMMIT that the server refuses is a refusal, and the connection goes on")
    func refusedCommit() async throws {
        try await withTable { connection in
            try await connection.run(
                "create temp table child (a int references t deferrable initially deferred)")
            let error = try await postgresError {
                try await connection.transaction { _ = try await $0.query("insert into child values (5)") }
            }
            #expect(error.kind == .refused)
            #expect(error.sqlState == "23503")
            try await expectUsable(connection)
        }
    }
}
