import Glibc
import Postgres
import Testing

@Suite(
    "Nothing waits for ever, and giving up leaves the connection usable", .serialized,
    .timeLimit(.minutes(1)))
struct CancellationTests {
    /// Returns once the statement runs on the server, seen from another connection.
    private func untilRunning(_ connection: Connection) async throws {
        try await withConnection { observer in
            let pid = connection.backendPID
            let sql: SQL = """
                select count(*) from pg_stat_activity
                where pid = \(pid) and state = 'active' and wait_event in ('PgSleep', 'Advisory')
                """
            while try await observer.value(sql, as: Int.self) == 0 {}
        }
    }

    @Test("a passed deadline is told, and the connection takes the next statement")
    func deadline() async throws {
        try await withConnection { connection in
            let start = ContinuousClock.now
            let error = try await postgresError {
                _ = try await connection.query("select pg_sleep(50)", deadline: .milliseconds(100))
            }
            #expect(error.kind == .deadlineExceeded)
            #expect(error.sqlState == "57014")
            #expect(start.duration(to: .now) < .seconds(5))
            try await expectUsable(connection)
        }
    }

    @Test("the deadline of the options holds where a statement has none, scripts and pipelines included")
    func defaultDeadline() async throws {
        try await withConnection(ConnectionOptions(statementDeadline: .milliseconds(100))) { connection in
            let script = try await postgresError { try await connection.run("select pg_sleep(50)") }
            #expect(script.kind == .deadlineExceeded)
            let pipeline = try await postgresError {
                _ = try await connection.pipeline(["select 1", "select pg_sleep(50)", "select 2"])
            }
            #expect(pipeline.kind == .deadlineExceeded)
            let stream = try await postgresError {
                _ = try await connection.stream("select pg_sleep(50)") { _ in }
            }
            #expect(stream.kind == .deadlineExceeded)
            let copy = try await postgresError {
                _ = try await connection.copyOut("copy (select pg_sleep(50)) to stdout") { _ in }
            }
            #expect(copy.kind == .deadlineExceeded)
            try await expectUsable(connection)
        }
    }

    @Test("a server that takes the connection and says nothing could not be connected to")
    func silentServer() async throws {
        // The kernel takes connections for whoever listens, also where nobody ever accepts one.
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var (address, length) = (sockaddr_in(), socklen_t(MemoryLayout<sockaddr_in>.size))
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let isListening = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 1) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        #expect(isListening)
        let url = "postgresql://127.0.0.1:\(UInt16(bigEndian: address.sin_port))/none"
        let error = try await postgresError {
            _ = try await Connection.open(url, options: ConnectionOptions(connectDeadline: .milliseconds(100)))
        }
        #expect(error.kind == .cannotConnect && error.message.contains("says nothing"))
    }

    @Test("a server that does not even react gets its line closed after the grace")
    func deafServer() async throws {
        try await withConnection { connection in
            // The handler swallows the cancel request, so that the statement goes on; once it is reached, which takes a
            // busy machine more than a moment.
            let script = """
                do $$ begin
                  loop begin perform pg_sleep(0.3); exception when query_canceled then null; end; end loop;
                end $$
                """
            let error = try await postgresError {
                try await connection.run(script, deadline: .milliseconds(600))
            }
            #expect(error.kind == .deadlineExceeded)
            #expect(error.sqlState == nil)
            let next = try await postgresError { _ = try await connection.query("select 1") }
            #expect(next.kind == .connectionLost)
            let pid = connection.backendPID
            _ = try await withConnection { try await $0.query("select pg_terminate_backend(\(pid))") }
        }
    }

    @Test("a cancelled task ends its statement")
    func task() async throws {
        try await withConnection { connection in
            let task = Task { try await connection.query("select pg_sleep(50)") }
            try await untilRunning(connection)
            task.cancel()
            let error = try await postgresError { _ = try await task.value }
            #expect(error.kind == .cancelled)
            try await expectUsable(connection)
        }
    }

    @Test("a task cancelled beforehand sends nothing")
    func cancelledBefore() async throws {
        try await withConnection { connection in
            try await connection.run("create temp table t (a int)")
            let (gate, feed) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                // Ends at once when the task is cancelled.
                for await _ in gate {}
                return try await connection.query("insert into t values (1)")
            }
            task.cancel()
            try await expectError(.cancelled) { _ = try await task.value }
            feed.finish()
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }

    @Test("cancel() ends the running statement with 57014, and does nothing without one")
    func cancel() async throws {
        try await withConnection { connection in
            connection.cancel()
            try await expectUsable(connection)
            let task = Task { try await connection.query("select pg_sleep(50)") }
            try await untilRunning(connection)
            connection.cancel()
            let error = try await postgresError { _ = try await task.value }
            #expect(error.kind == .cancelled)
            #expect(error.sqlState == "57014")
            try await expectUsable(connection)
        }
    }

    @Test("a cancel never hits the statement after the one it was meant for")
    func noStrayCancel() async throws {
        try await withConnection { connection in
            for round in 0..<60 {
                // Ends by itself at about the time at which the request arrives.
                let isOver = Shared(false)
                async let answer: Void = {
                    defer { isOver.withLock { $0 = true } }
                    _ = try await connection.query("select pg_sleep(\(Double(round % 20) / 4000))")
                }()
                while !isOver.withLock({ $0 }) {
                    connection.cancel()
                    await Task.yield()
                }
                do { try await answer } catch let error as PostgresError where error.kind == .cancelled {}
                _ = try await connection.query("select pg_sleep(0.003)")
            }
        }
    }

    @Test("a timeout that the server itself sets is a refusal, not our cancelling")
    func serverTimeout() async throws {
        try await withConnection { connection in
            let error = try await postgresError {
                try await connection.run("set statement_timeout = '20ms'; select pg_sleep(50)")
            }
            #expect(error.kind == .refused)
            #expect(error.sqlState == "57014")
        }
    }

    @Test("waiting statements of many connections do not starve the program")
    func noStarving() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let start = ContinuousClock.now
            for _ in 0..<8 {
                group.addTask { _ = try await withConnection { try await $0.query("select pg_sleep(1)") } }
            }
            try await group.waitForAll()
            #expect(start.duration(to: .now) < .seconds(4))
        }
    }
}
