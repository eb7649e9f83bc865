import Postgres
import Synchronization
import Testing

@Suite("COPY comes out, and its errors leave the connection usable", .serialized)
struct CopyOutTests {
    @Test("a query's rows come out in binary form, its values bound, and an empty answer has none")
    func rowsOut() async throws {
        try await withConnection { connection in
            struct Seen: Equatable {
                var small: Int?
                var whole: Int?
                var big: Int?
                var day: Int?
                var words: String?
            }
            let seen = Mutex<[Seen]>([])
            let text = "it's \\ 한 $1"
            let query = SQL(
                """
                select n::smallint, -n::integer, n::bigint * 4000000000, date '2026-01-05' + n::integer, $1::text || n
                from generate_series(1, $2::bigint) n
                union all select null, null, null, date '1970-01-01', null order by 1 nulls last
                """, bind: [text, 2])
            let count = try await connection.copyRows(of: query) { row in
                let one = Seen(
                    small: try row.integer(), whole: try row.integer(), big: try row.integer(), day: try row.days(),
                    words: try row.text())
                seen.withLock { $0.append(one) }
            }
            #expect(count == 3)
            #expect(
                seen.withLock { $0 } == [
                    Seen(small: 1, whole: -1, big: 4_000_000_000, day: 20_459, words: text + "1"),
                    Seen(small: 2, whole: -2, big: 8_000_000_000, day: 20_460, words: text + "2"), Seen(day: 0),
                ])
            let none = try await connection.copyRows(of: SQL("select 1 where $1::text = 'x'", bind: ["y"])) { _ in
                Issue.record("there is no row")
            }
            #expect(none == 0)
            let wrong = try await postgresError {
                _ = try await connection.copyRows(of: "select true") { _ = try $0.integer() }
            }
            #expect(wrong.kind == .decoding)
            try await expect(connection, "select 7::bigint", gives: 7)
        }
    }

    @Test("copyOut hands over every row")
    func copyOut() async throws {
        try await withConnection { connection in
            let bytes = Shared<[UInt8]>([])
            let rows = try await connection.copyOut(
                "copy (select g, 'x' from generate_series(1, 3) g) to stdout"
            ) {
                row in bytes.withLock { $0 += row }
            }
            #expect(rows == 3)
            #expect(String(decoding: bytes.withLock { $0 }, as: UTF8.self) == "1\tx\n2\tx\n3\tx\n")
        }
    }

    @Test("a consumer that throws ends copyOut at once")
    func consumerThrows() async throws {
        try await withConnection { connection in
            let rows = Shared(0)
            await #expect(throws: Refusal(line: 2)) {
                _ = try await connection.copyOut("copy (select generate_series(1, 100000000)) to stdout") {
                    _ in
                    let row = rows.withLock { count in
                        count += 1
                        return count
                    }
                    if row == 2 { throw Refusal(line: 2) }
                }
            }
            #expect(rows.withLock { $0 } == 2)
            try await expectUsable(connection)
        }
    }

    @Test("an error in the middle of copyOut arrives")
    func errorInMiddle() async throws {
        try await withConnection { connection in
            let error = try await postgresError {
                _ = try await connection.copyOut(
                    "copy (select 1 / (1000 - g) from generate_series(1, 2000) g) to stdout"
                ) { _ in }
            }
            #expect(error.sqlState == "22012")
            try await expectUsable(connection)
        }
    }
}
