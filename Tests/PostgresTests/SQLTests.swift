import Postgres
import Testing

@Suite("Statements are built so that injection cannot be written", .serialized)
struct SQLTests {
    @Test("an interpolated String is a value, in every spelling")
    func valuesAreBound() {
        let evil = "'; drop table t; --"
        let literal: SQL = "select \(evil)"
        let coerced = SQL("select \(evil)")
        for sql in [literal, coerced] {
            #expect(sql.text == "select $1")
            #expect(sql.bindings == [Binding(text: evil)])
        }
    }

    @Test("fragments are renumbered, identifiers quoted")
    func fragments() {
        let condition: SQL = "a = \(1) and b = \("x")"
        let sql: SQL =
            "select * from \(identifier: "odd\"name") where c = \(true) and \(condition) or \(condition)"
        #expect(
            sql.text
                == "select * from \"odd\"\"name\" where c = $1 and a = $2 and b = $3 or a = $4 and b = $5")
        #expect(sql.bindings.count == 5)
        #expect(sql.bindings[3] == 1.postgresBinding)
    }

    @Test("a dollar in a literal piece of an interpolated fragment is left alone")
    func literalDollar() {
        let fragment: SQL = "'costs $1' || \("x")"
        let sql: SQL = "select \(1), \(fragment)"
        #expect(sql.text == "select $1, 'costs $1' || $2")
    }

    @Test("a fragment numbered by hand keeps its text, quotes and comments untouched")
    func handNumbered() {
        let text = """
            a = $1 and b = '$1''$1' and c = E'\\'$1' and "d$1" = $2 -- $1
            /* $1 /* $1 */ $1 */ and e = $1 and f$1 = $q$ $1 $q$ and g = $$ $1 $$ and h = $12
            """
        let fragment = SQL(text, bind: (1...12).map { $0 })
        let sql: SQL = "\("first") \(fragment)"
        #expect(
            sql.text == """
                $1 a = $2 and b = '$1''$1' and c = E'\\'$1' and "d$1" = $3 -- $1
                /* $1 /* $1 */ $1 */ and e = $2 and f$1 = $q$ $1 $q$ and g = $$ $1 $$ and h = $13
                """)
        #expect(sql.bindings.count == 13)
    }

    @Test("quoted literals and identifiers mean the text they quote")
    func quoting() async throws {
        try await withConnection { connection in
            for text in ["", "it's", "back\\slash", "\\'", "\"", "한", "E'x'"] {
                let literal = await connection.quoted(literal: text)
                try await expect(connection, SQL("select \(literal)" as String), gives: text)
            }
            #expect(Connection.quoted(identifier: "a\"b") == "\"a\"\"b\"")
            let odd: SQL = "select 1 as \(identifier: "o'd\"d; --")"
            let columns = try await connection.query(odd).columns
            #expect(columns == ["o'd\"d; --"])
        }
    }

    @Test("a zero byte is refused wherever C would cut")
    func zeroBytes() async throws {
        try await withConnection { connection in
            let value = try await postgresError {
                _ = try await connection.query("select \(1), \("a\0b")::text")
            }
            #expect(value.kind == .usage)
            #expect(value.message.hasPrefix("value $2 holds a zero byte"))
            let element = try await postgresError {
                _ = try await connection.query("select \(["x", "a\0b"])::text[]")
            }
            #expect(element.kind == .usage)
            try await expectError(.usage) { _ = try await connection.query("select 1\0; junk") }
            try await expectError(.usage) { try await connection.run("select 1;\0junk") }
            #expect(
                try await postgresError { _ = try await connection.pipeline(["select \("\0")::text"]) }.kind
                    == .usage)
            try await expectUsable(connection)
        }
    }

    @Test("more values than the protocol can count are refused")
    func tooManyValues() async throws {
        try await withConnection { connection in
            let sql = SQL("select 1", bind: Array(repeating: 1, count: 65_536))
            try await expectError(.usage) { _ = try await connection.query(sql) }
            try await expectUsable(connection)
        }
    }
}
