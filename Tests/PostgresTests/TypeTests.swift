import Postgres
import Testing

@Suite("Values survive the way to PostgreSQL and back", .serialized)
struct TypeTests {
    @Test("integers at their limits", arguments: [Int64.min, -1, 0, 1, Int64.max])
    func int64(value: Int64) async throws {
        try await withConnection { try await expect($0, "select \(value)", gives: value) }
    }

    @Test("every width says its type")
    func widths() async throws {
        try await withConnection { connection in
            let row = try await connection.query(
                """
                select \(Int.max) as a, \(Int32.min) as b, \(Int16.max) as c, \(true) as d, \(false) as e,
                       pg_typeof(\(1))::text as ta, pg_typeof(\(Int32(1)))::text as tb,
                       pg_typeof(\(Int16(1)))::text as tc, pg_typeof(\(1.5))::text as td
                """)[0]
            #expect(try row.get("a") == Int.max)
            #expect(try row.get("b") == Int32.min)
            #expect(try row.get("c") == Int16.max)
            #expect(try row.get("d") == true)
            #expect(try row.get("e") == false)
            #expect(try row.get("ta") == "bigint")
            #expect(try row.get("tb") == "integer")
            #expect(try row.get("tc") == "smallint")
            #expect(try row.get("td") == "double precision")
        }
    }

    @Test(
        "strings come back scalar by scalar",
        arguments: [
            "", " ", "'", "\"", "\\", "$1", "한국어", "Ñandú", "e\u{301}", "\u{E9}", "👩‍👩‍👧", "𝄞", "a\tb\r\nc",
            "\u{FEFF}x",
            "'; drop table edition; --", "\\'; select 1; --", String(repeating: "𝄞", count: 300_000),
        ])
    func strings(value: String) async throws {
        try await withConnection { connection in
            let back: String = try await connection.value("select \(value)::text")
            #expect(Array(back.unicodeScalars) == Array(value.unicodeScalars))
        }
    }

    @Test(
        "doubles are exact",
        arguments: [0.1, -0.0, .greatestFiniteMagnitude, .leastNonzeroMagnitude, .pi, .infinity, -.infinity])
    func doubles(value: Double) async throws {
        try await withConnection { connection in
            let back: Double = try await connection.value("select \(value)")
            #expect(back.bitPattern == value.bitPattern)
            try await expect(connection, "select \([value])", gives: [value])
        }
    }

    @Test("not a number stays so")
    func nan() async throws {
        try await withConnection { connection in
            let back: Double = try await connection.value("select \(Double.nan)")
            #expect(back.isNaN)
        }
    }

    @Test("bytea holds every byte, alone and empty")
    func bytea() async throws {
        try await withConnection { connection in
            let all = (0...255).map { UInt8($0) }
            try await expect(connection, "select \(all)", gives: all)
            try await expect(connection, "select \([UInt8]())", gives: [UInt8]())
            try await expect(connection, "select length(\(all))", gives: 256)
        }
    }

    @Test("arrays keep quotes, backslashes, commas, braces, NULL and the word NULL")
    func arrays() async throws {
        try await withConnection { connection in
            let texts: [String?] = [
                "", " ", "a,b", "{}", "\"", "\\", "\\\"", nil, "NULL", "null", "'", "한", "x\ny",
            ]
            try await expect(connection, "select \(texts)::text[]", gives: texts)
            let plain = texts.compactMap { $0 }
            try await expect(connection, "select \(plain)::text[]", gives: plain)
            try await expect(connection, "select (\(texts)::text[])[4]", gives: "{}")
            try await expect(connection, "select \([String]())::text[]", gives: [String]())
            try await expect(connection, "select \([Int.min, .max])", gives: [Int.min, .max])
            let gaps: [Int32?] = [1, nil, -3]
            try await expect(connection, "select \(gaps)", gives: gaps)
            try await expect(connection, "select \([true, false])", gives: [true, false])
            try await expect(connection, "select '[3:4]={7,8}'::int[]", gives: [7, 8])
        }
    }

    @Test("what is not a plain array is refused with the reason")
    func arrayErrors() async throws {
        try await withConnection { connection in
            let nested = try await postgresError {
                _ = try await connection.value("select array[[1,2],[3,4]] as m", as: [Int].self)
            }
            #expect(nested.kind == .decoding)
            #expect(nested.message.contains("more than one dimension"))
            let null = try await postgresError {
                _ = try await connection.value("select array[1, null] as m", as: [Int].self)
            }
            #expect(null.message.contains("an element is NULL"))
        }
    }

    @Test("dates and other types come as text, and text fits them")
    func dates() async throws {
        try await withConnection { connection in
            let row = try await connection.query(
                "select \("2026-11-24")::date as d, date '2026-11-24' = \("2026-11-24") as same")[0]
            #expect(try row.get("d") == "2026-11-24")
            #expect(try row.get("same") == true)
        }
    }

    @Test("NULL is nil where that is asked for, and an error elsewhere")
    func null() async throws {
        try await withConnection { connection in
            let missing: String? = nil
            let row = try await connection.query("select \(missing)::text as nothing, 1 as one")[0]
            let nothing: String? = try row.get("nothing")
            #expect(nothing == nil)
            let one: Int? = try row.get("one")
            #expect(one == 1)
            let error = try await postgresError { _ = try row.get("nothing", as: String.self) }
            #expect(error.kind == .decoding)
            #expect(error.message == "column \"nothing\" holds NULL, which is not String")
        }
    }

    @Test("a decoding error names column, type, value and statement")
    func mismatch() async throws {
        try await withConnection { connection in
            let row = try await connection.query("select 'abc' as word, '99999999999' as big")[0]
            let error = try await postgresError { _ = try row.get("word", as: Int.self) }
            #expect(error.message == "column \"word\" holds \"abc\", which is not Int")
            #expect(error.statement == "select 'abc' as word, '99999999999' as big")
            let big = try await postgresError { _ = try row.get(1, as: Int32.self) }
            #expect(big.message == "column \"big\" holds \"99999999999\", which is not Int32")
            let absent = try await postgresError { _ = try row.get("wort", as: Int.self) }
            #expect(absent.message.contains("\"wort\""))
            #expect(absent.message.contains("\"word\", \"big\""))
            let beyond = try await postgresError { _ = try row.get(2, as: Int.self) }
            #expect(beyond.kind == .decoding)
        }
    }

    @Test("enums and identifier types travel as their raw value")
    func rawValues() async throws {
        try await withConnection { connection in
            try await expect(connection, "select \(Colour.red)::text", gives: Colour.red)
            let error = try await postgresError {
                _ = try await connection.value("select 'blue'", as: Colour.self)
            }
            #expect(error.message.contains("which is not Colour"))
        }
    }

    private enum Colour: String, PostgresEncodable, PostgresDecodable { case red }
}
