import Postgres
import Testing

@Suite("Queries, streams and pipelines", .serialized)
struct QueryTests {
    @Test("rows are a collection with names, and changes are counted")
    func rows() async throws {
        try await withConnection { connection in
            let rows = try await connection.query("select g as n from generate_series(1, 5) g order by g")
            #expect(rows.columns == ["n"])
            #expect(try rows.map { try $0.get("n", as: Int.self) } == [1, 2, 3, 4, 5])
            try await connection.run("create temp table t (a int); insert into t values (1), (2), (3)")
            #expect(try await connection.query("update t set a = a + 1 where a > 1").affected == 2)
        }
    }

    @Test("values outlive the connection they came from")
    func outliving() async throws {
        let rows = try await withConnection { try await $0.query("select 'kept' as word") }
        #expect(try rows[0].get("word") == "kept")
    }

    @Test("a stream hands over rows in order and one at a time")
    func stream() async throws {
        try await withConnection { connection in
            let sum = Shared(0)
            let count = try await connection.stream("select g from generate_series(1, \(20_000)) g") { row in
                let value: Int = try row.get(0)
                sum.withLock { $0 += value }
            }
            #expect(count == 20_000)
            #expect(sum.withLock { $0 } == 200_010_000)
            #expect(try await connection.stream("select 1 where false") { _ in } == 0)
        }
    }

    @Test("a stream that is refused by its reader ends at once")
    func streamRefused() async throws {
        try await withConnection { connection in
            await #expect(throws: Refusal(line: 1)) {
                _ = try await connection.stream("select generate_series(1, 100000000)") { _ in
                    throw Refusal(line: 1)
                }
            }
            try await expectUsable(connection)
        }
    }

    @Test("an error after some rows of a stream arrives")
    func streamError() async throws {
        try await withConnection { connection in
            let seen = Shared(0)
            let error = try await postgresError {
                _ = try await connection.stream("select 1 / (100 - g) from generate_series(1, 200) g") { _ in
                    seen.withLock { $0 += 1 }
                }
            }
            #expect(error.sqlState == "22012")
            #expect(seen.withLock { $0 } == 99)
            try await expectUsable(connection)
        }
    }

    @Test("a pipeline answers each statement in order")
    func pipeline() async throws {
        try await withConnection { connection in
            let answers = try await connection.pipeline((0..<500).map { "select \($0) as n" })
            #expect(try answers.map { try $0[0].get("n", as: Int.self) } == Array(0..<500))
            #expect(try await connection.pipeline([]).isEmpty)
        }
    }

    @Test("a pipeline right after a stream gives each statement's rows together")
    func pipelineAfterStream() async throws {
        try await withConnection { connection in
            _ = try await connection.stream("select g from generate_series(1, 3) g") { _ in }
            let answers = try await connection.pipeline([
                "select g as n from generate_series(1, 3) g order by g", "select 7 as n",
            ])
            #expect(try answers.map { try $0.map { try $0.number(0) } } == [[1, 2, 3], [7]])
        }
    }

    @Test("whole numbers and texts by place: NULL, negative and large ones, and what is none")
    func plain() async throws {
        try await withConnection { connection in
            let rows = try await connection.query(
                "select 0 as a, -12 as b, 9223372036854775807 as c, null::int as d, 'x' as e, 999999999999999999 as f")
            #expect(try [0, 1, 2, 5].map { try rows[0].number($0) } == [0, -12, Int.max, 999_999_999_999_999_999])
            #expect(try rows[0].numberIfAny(3) == nil)
            #expect(rows[0].text(3) == nil && rows[0].text(4) == "x")
            #expect(throws: PostgresError.self) { try rows[0].number(3) }
            #expect(throws: PostgresError.self) { try rows[0].number(4) }
        }
    }

    @Test("a pipeline larger than every buffer does not lock up")
    func largePipeline() async throws {
        try await withConnection { connection in
            let text = String(repeating: "x", count: 100_000)
            let answers = try await connection.pipeline(Array(repeating: "select \(text)::text", count: 200))
            #expect(answers.count == 200)
            #expect(try answers.last?[0].get(0, as: String.self) == text)
        }
    }

    @Test("an error in the middle of a pipeline undoes all of it and names its statement")
    func pipelineError() async throws {
        try await withConnection { connection in
            try await connection.run("create temp table t (a int primary key)")
            let error = try await postgresError {
                _ = try await connection.pipeline([
                    "insert into t values (1)", "insert into t values (1) -- twice",
                    "insert into t values (2)",
                    "select nope",
                ])
            }
            #expect(error.sqlState == "23505")
            #expect(error.statement == "insert into t values (1) -- twice")
            try await expect(connection, "select count(*) from t", gives: 0)
            #expect(try await connection.pipeline(["select 1", "select 2"]).count == 2)
        }
    }

    @Test("settings, application name and encoding hold from the first statement on")
    func settings() async throws {
        let options = ConnectionOptions(
            applicationName: "adapt test",
            settings: [("search_path", "\"a b\", \"c\\d\""), ("work_mem", "7MB")])
        try await withConnection(options) { connection in
            try await expect(connection, "show search_path", gives: "\"a b\", \"c\\d\"")
            try await expect(connection, "show work_mem", gives: "7MB")
            try await expect(connection, "show application_name", gives: "adapt test")
            #expect(connection.parameters["client_encoding"] == "UTF8")
            try await expect(connection, "select pg_backend_pid()", gives: connection.backendPID)
            try await expect(connection, "show server_version_num", gives: connection.serverVersion)
        }
    }

    @Test("a closed connection says so")
    func closed() async throws {
        let connection = try await Connection.open(testURL())
        await connection.close()
        await connection.close()
        try await expectError(.usage) { _ = try await connection.query("select 1") }
    }
}
