import Postgres
import Synchronization
import Testing

@Suite("COPY goes in, and its errors leave the connection usable", .serialized)
struct CopyTests {
    private func withTable(_ body: (Connection) async throws -> Void) async throws {
        try await withConnection { connection in
            try await connection.run("create temp table t (a bigint, b text)")
            try await body(connection)
        }
    }

    @Test("text, cut anywhere, is stored and counted")
    func text() async throws {
        try await withTable { connection in
            let (result, rows) = try await connection.copyIn("copy t from stdin") { sink in
                try await sink.write(Array("1\ton".utf8))
                try await sink.write([])
                try await sink.write(Array("e\n2\t\\N\n".utf8))
                return "produced"
            }
            #expect(result == "produced")
            #expect(rows == 2)
            let back = try await connection.query("select a, b from t order by a")
            #expect(try back[0].get("b") == "one")
            let missing: String? = try back[1].get("b")
            #expect(missing == nil)
        }
    }

    @Test("binary rows hold every type at its limits")
    func binary() async throws {
        try await withConnection { connection in
            try await connection.run(
                """
                create temp table w (a smallint, b integer, c bigint, d boolean, e double precision, f date,
                                     g text, h bytea)
                """)
            let (_, rows) = try await connection.copyIn("copy w from stdin (format binary)") { sink in
                var writer = BinaryCopyWriter(capacity: 64)
                writer.beginRow(columns: 8)
                writer.put(Int16.min)
                writer.put(Int32.min)
                writer.put(Int64.min)
                writer.put(true)
                writer.put(0.1)
                writer.put(date: -1)
                writer.put("한\t\n\\")
                writer.put([0, 255, 1] as [UInt8])
                try await sink.write(writer.take())
                writer.beginRow(columns: 8)
                for _ in 0..<8 { writer.putNull() }
                writer.finish()
                try await sink.write(writer.take())
                #expect(writer.count == 0)
            }
            #expect(rows == 2)
            let row = try await connection.query("select * from w order by a nulls last")[0]
            #expect(try row.get("a") == Int16.min)
            #expect(try row.get("b") == Int32.min)
            #expect(try row.get("c") == Int64.min)
            #expect(try row.get("d") == true)
            #expect(try row.get("e") == 0.1)
            #expect(try row.get("f") == "1999-12-31")
            #expect(try row.get("g") == "한\t\n\\")
            #expect(try row.get("h", as: [UInt8].self) == [0, 255, 1])
            try await expect(connection, "select num_nulls(a,b,c,d,e,f,g,h) from w where a is null", gives: 8)
        }
    }

    @Test("a bad row is told with its line and column, and nothing is stored")
    func badRow() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                _ = try await connection.copyIn("copy t from stdin") { sink in
                    try await sink.write(Array("1\tone\nx\ttwo\n".utf8))
                }
            }
            #expect(error.kind == .refused)
            #expect(error.sqlState == "22P02")
            #expect(error.context == "COPY t, line 2, column a: \"x\"")
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }

    @Test("a refusal stops the producer at a write, long before its end")
    func earlyRefusal() async throws {
        try await withTable { connection in
            let written = Shared(0)
            let error = try await postgresError {
                _ = try await connection.copyIn("copy t from stdin") { sink in
                    try await sink.write(Array("x\tbad\n".utf8))
                    let block = Array(String(repeating: "1\tone\n", count: 20_000).utf8)
                    for _ in 0..<5_000 {
                        try await sink.write(block)
                        written.withLock { $0 += 1 }
                    }
                }
            }
            #expect(error.sqlState == "22P02")
            #expect(written.withLock { $0 } < 5_000)
            try await expectUsable(connection)
        }
    }

    @Test("a refusal that came before a write that the socket has no room for stops it too")
    func refusalBeforeFullSocket() async throws {
        try await withTable { connection in
            let written = Shared(0)
            let error = try await postgresError {
                _ = try await connection.copyIn("copy t from stdin") { sink in
                    try await sink.write(Array(("x\tbad\n" + String(repeating: "1\tone\n", count: 2_000)).utf8))
                    try await Task.sleep(for: .milliseconds(200))
                    let block = Array(String(repeating: "1\tone\n", count: 160_000).utf8)
                    for _ in 0..<200 {
                        try await sink.write(block)
                        written.withLock { $0 += 1 }
                    }
                }
            }
            #expect(error.sqlState == "22P02")
            #expect(written.withLock { $0 } == 0)
            try await expectUsable(connection)
        }
    }

    @Test("a producer that swallows the refusal does not turn it into success")
    func swallowedRefusal() async throws {
        try await withTable { connection in
            let error = try await postgresError {
                _ = try await connection.copyIn("copy t from stdin") { sink in
                    let block = Array(String(repeating: "x\tbad\n", count: 20_000).utf8)
                    for _ in 0..<100 {
                        do { try await sink.write(block) } catch { return }
                    }
                }
            }
            #expect(error.sqlState == "22P02")
            try await expectUsable(connection)
        }
    }

    @Test("an error of the producer is thrown on, nothing is stored, the sink is dead")
    func producerThrows() async throws {
        try await withTable { connection in
            let leaked = Shared<CopySink?>(nil)
            await #expect(throws: Refusal(line: 7)) {
                _ = try await connection.copyIn("copy t from stdin") { sink in
                    leaked.withLock { $0 = sink }
                    try await sink.write(Array("1\tone\n".utf8))
                    throw Refusal(line: 7)
                }
            }
            try await expect(connection, "select count(*) from t", gives: 0)
            let sink = try #require(leaked.withLock { $0 })
            try await expectError(.usage) { try await sink.write([1]) }
        }
    }

    @Test("while a COPY runs, other statements are refused and do it no harm")
    func busy() async throws {
        try await withTable { connection in
            let (error, rows) = try await connection.copyIn("copy t from stdin") { sink in
                let error = try await postgresError { _ = try await connection.query("select 1") }
                try await sink.write(Array("1\tone\n".utf8))
                return error
            }
            #expect(error.kind == .usage)
            #expect(rows == 1)
        }
    }

    @Test("a statement that is no COPY, or the other COPY, is refused")
    func wrongStatement() async throws {
        try await withTable { connection in
            for statement in ["select 1", "copy t to stdout"] {
                let error = try await postgresError { _ = try await connection.copyIn(statement) { _ in } }
                #expect(error.kind == .usage, "\(statement)")
            }
            for statement in ["select 1", "copy t from stdin"] {
                let error = try await postgresError { _ = try await connection.copyOut(statement) { _ in } }
                #expect(error.kind == .usage, "\(statement)")
            }
            for statement: SQL in ["copy t from stdin", "copy t to stdout"] {
                try await expectError(.usage) { _ = try await connection.query(statement) }
            }
            #expect(
                try await postgresError { _ = try await connection.copyIn("copy nope from stdin") { _ in } }
                    .sqlState == "42P01")
            try await expectUsable(connection)
        }
    }

    @Test("a cancelled task fails its COPY")
    func cancelled() async throws {
        try await withTable { connection in
            let (started, feed) = AsyncStream.makeStream(of: Void.self)
            let task = Task {
                try await connection.copyIn("copy t from stdin") { sink in
                    feed.yield()
                    while true { try await sink.write(Array("1\tone\n".utf8)) }
                }
            }
            for await _ in started { break }
            task.cancel()
            let error = try await postgresError { _ = try await task.value }
            #expect(error.kind == .cancelled)
            try await expect(connection, "select count(*) from t", gives: 0)
        }
    }
}
