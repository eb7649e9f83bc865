import Postgres
import Testing

@Suite("The pool lends few connections, in order, and only good ones", .serialized, .timeLimit(.minutes(1)))
struct PoolTests {
    private func withPool(_ size: Int, _ body: (ConnectionPool) async throws -> Void) async throws {
        let pool = ConnectionPool(try await testURL(), size: size)
        try await body(pool)
        await pool.close()
    }

    @Test("a connection is used again, and never more than the size exist")
    func size() async throws {
        try await withPool(3) { pool in
            let pids = Shared<Set<Int32>>([])
            let lent = Shared((now: 0, most: 0))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<30 {
                    group.addTask {
                        try await pool.withConnection { connection in
                            lent.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
                            _ = pids.withLock { $0.insert(connection.backendPID) }
                            _ = try await connection.query("select pg_sleep(0.01)")
                            lent.withLock { $0.now -= 1 }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(pids.withLock { $0.count } <= 3)
            #expect(lent.withLock { $0.most } == 3)
        }
    }

    @Test("who asked first gets it first")
    func fairness() async throws {
        try await withPool(1) { pool in
            let order = Shared<[Int]>([])
            try await withThrowingTaskGroup(of: Void.self) { group in
                try await pool.withConnection { _ in
                    for number in 0..<10 {
                        group.addTask {
                            try await pool.withConnection { _ in order.withLock { $0.append(number) } }
                        }
                        while pool.waiting <= number { await Task.yield() }
                    }
                }
                try await group.waitForAll()
            }
            #expect(order.withLock { $0 } == Array(0..<10))
        }
    }

    @Test("a broken connection is replaced, whether it broke while lent or while idle")
    func broken() async throws {
        try await withPool(1) { pool in
            let error = try await postgresError {
                try await pool.withConnection {
                    try await $0.run("select pg_terminate_backend(pg_backend_pid())")
                }
            }
            #expect(error.kind == .connectionLost)
            let pid = try await pool.withConnection { connection in
                try await expectUsable(connection)
                return connection.backendPID
            }
            try await withConnection { _ = try await $0.query("select pg_terminate_backend(\(pid), 10000)") }
            try await pool.withConnection { connection in
                #expect(connection.backendPID != pid)
                try await expectUsable(connection)
            }
        }
    }

    @Test("a waiter that is cancelled leaves the queue at once")
    func cancelledWaiter() async throws {
        try await withPool(1) { pool in
            try await pool.withConnection { _ in
                let waiter = Task { try await pool.withConnection { _ in } }
                while pool.waiting == 0 { await Task.yield() }
                waiter.cancel()
                try await expectError(.cancelled) { try await waiter.value }
                #expect(pool.waiting == 0)
            }
            try await pool.withConnection { try await expectUsable($0) }
        }
    }

    @Test("a transaction left open is rolled back before the next lease")
    func leftOpen() async throws {
        try await withPool(1) { pool in
            try await pool.withConnection { connection in
                try await connection.run("create temp table t (a int)")
                try await connection.run("begin; insert into t values (1)")
            }
            try await pool.withConnection { connection in
                try await expect(connection, "select count(*) from t", gives: 0)
                try await connection.transaction { _ in }
            }
        }
    }

    @Test("a pool that cannot connect says so to everybody and does not lose places")
    func unreachable() async throws {
        let pool = ConnectionPool("host=/nonexistent", size: 1)
        for _ in 0..<3 {
            try await expectError(.cannotConnect) { try await pool.withConnection { _ in } }
        }
    }

    @Test("waiting has a deadline")
    func waitDeadline() async throws {
        let pool = ConnectionPool(try await testURL(), size: 1, waitDeadline: .milliseconds(50))
        try await pool.withConnection { _ in
            try await expectError(.deadlineExceeded) { try await pool.withConnection { _ in } }
        }
        await pool.close()
    }

    @Test("a closed pool lends nothing, and its waiters hear of it")
    func closed() async throws {
        let pool = ConnectionPool(try await testURL(), size: 1)
        try await pool.withConnection { _ in
            let waiter = Task { try await pool.withConnection { _ in } }
            while pool.waiting == 0 { await Task.yield() }
            await pool.close()
            try await expectError(.usage) { try await waiter.value }
        }
        try await expectError(.usage) { try await pool.withConnection { _ in } }
    }
}
