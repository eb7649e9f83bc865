import Postgres
import Testing

@Suite("Errors carry all that the server says", .serialized)
struct ErrorTests {
    @Test("every field of a raised error arrives")
    func everyField() async throws {
        try await withConnection { connection in
            let error = try await postgresError {
                try await connection.run(
                    """
                    do $$ begin
                      raise exception using message = 'm', detail = 'd', hint = 'h', errcode = 'AB123',
                        schema = 's', table = 't', column = 'c', datatype = 'y', constraint = 'k';
                    end $$
                    """)
            }
            #expect(error.kind == .refused)
            #expect(error.message == "m")
            #expect(error.detail == "d")
            #expect(error.hint == "h")
            #expect(error.sqlState == "AB123")
            #expect(error.severity == "ERROR")
            #expect(error.schema == "s")
            #expect(error.table == "t")
            #expect(error.column == "c")
            #expect(error.dataType == "y")
            #expect(error.constraint == "k")
            #expect(error.context?.contains("inline_code_block line 2 at RAISE") == true)
            #expect(error.statement?.hasPrefix("do $$") == true)
            #expect(error.description.hasSuffix("hint: h"))
            try await expectUsable(connection)
        }
    }

    @Test("an error's place is line and column of the script")
    func place() async throws {
        try await withConnection { connection in
            let error = try await postgresError {
                try await connection.run("select 1;\nselect '한',\n  nope;")
            }
            #expect(error.sqlState == "42703")
            #expect(error.place?.line == 3)
            #expect(error.place?.column == 3)
            #expect(error.description.contains("line 3, column 3"))
        }
    }

    @Test("a statement inside a function is told with its own position")
    func internalQuery() async throws {
        try await withConnection { connection in
            let error = try await postgresError {
                try await connection.run("do $$ begin execute 'select nope'; end $$")
            }
            #expect(error.internalQuery == "select nope")
            #expect(error.internalPosition == 8)
            #expect(error.position == nil)
        }
    }

    @Test("a violated constraint is named, and bound values stay out")
    func constraint() async throws {
        try await withConnection { connection in
            try await connection.run("create temp table t (a int constraint a_is_small check (a < 10))")
            let error = try await postgresError {
                _ = try await connection.query("insert into t values (\(Int32(98_765)))")
            }
            #expect(error.sqlState == "23514")
            #expect(error.constraint == "a_is_small")
            #expect(error.table == "t")
            #expect(error.statement == "insert into t values ($1)")
            #expect(!error.message.contains("98765"))
        }
    }

    @Test("a password never appears in an error")
    func password() async throws {
        let urls = [
            "postgresql://u:hushquiet@127.0.0.1:1/x", "postgresql://u:hush/quiet@127.0.0.1:1/x",
            "postgresql://u:quiet@hushquiet@127.0.0.1:1/x", "postgresql://u:hushquiet%zz@127.0.0.1/x",
            "host=127.0.0.1 port=1 password=hushquiet",
            "password='hushquiet", "hushquiet", "mysql://u:hushquiet@h/x",
            "postgresql://127.0.0.1:1/x?password=hushquiet&user=hushquiet",
            "postgresql://u:hushquiet@127.0.0.1:hushquiet/x",
            "postgresql://u:%68ushquiet@/hushquiet?host=/nowhere/hushquiet",
        ]
        for url in urls {
            let error = try await postgresError { _ = try await Connection.open(url) }
            #expect(error.kind == .cannotConnect, "\(url)")
            let everything = String(reflecting: error) + error.description
            #expect(!everything.contains("hush") && !everything.contains("quiet"), "\(url): \(everything)")
        }
    }

    @Test("a refused login has its SQLSTATE and one clean line")
    func refusedLogin() async throws {
        let url = try await testURL()
        let separator = url.contains("://") ? url.contains("?") ? "&" : "?" : " "
        let noDatabase = url + separator + "dbname=none"
        let error = try await postgresError { _ = try await Connection.open(noDatabase) }
        #expect(error.kind == .cannotConnect)
        #expect(error.sqlState == "3D000")
        #expect(error.message.contains("database \"none\" does not exist"))
        #expect(!error.message.contains("LOCATION"))
    }

    @Test("an unreachable server is an error, within the deadline")
    func unreachable() async throws {
        let error = try await postgresError { _ = try await Connection.open("host=/nonexistent") }
        #expect(error.kind == .cannotConnect)
        #expect(error.message.contains("/nonexistent"))
    }

    @Test("notices arrive in order with their fields")
    func notices() async throws {
        try await withConnection { connection in
            let (stream, feed) = AsyncStream.makeStream(of: PostgresNotice.self)
            await connection.onNotice { feed.yield($0) }
            try await connection.run(
                """
                do $$ begin
                  raise notice 'one' using hint = 'h', detail = 'd';
                  raise warning 'two' using errcode = '01ABC';
                end $$
                """)
            feed.finish()
            var notices: [PostgresNotice] = []
            for await notice in stream { notices.append(notice) }
            #expect(notices.map(\.message) == ["one", "two"])
            #expect(notices.map(\.severity) == ["NOTICE", "WARNING"])
            #expect(notices.first?.hint == "h")
            #expect(notices.first?.detail == "d")
            #expect(notices.last?.sqlState == "01ABC")
        }
    }
}
