import AdaptModel
import Testing

@testable import AdaptService

@Suite("A figure that comes alone")
struct SingleFigureTests {
    @Test("stands in columns of its own where it is plain and of one week, and reads as others do")
    func stored() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 6, 6, "5-8")
                    + Stage.row("s/us-2", 5, 11, ">50") + Stage.row("t/jp", 9, 14, "7")
                    + Stage.row("s/kr", 5, 5, "1", source: "other") + Stage.row("s/kr", 6, 6, "2", source: "other"))
            let alone = try await workspace.texts(
                """
                select concat_ws(' ', e.code, since, until, published_on, line, low, width)
                from figure_run r join edition e on e.series_id = r.series_id and e.edition_id = r.subject_id
                where lows is null order by 1
                """)
            #expect(alone == ["kr 2026-01-05 2026-01-11 2026-02-01 2 100"])
            let figures = try await workspace.texts(
                """
                select concat_ws(' ', e.code, first_day, last_day, published, line, low, high, comparator)
                from observation o join edition e on e.series_id = o.series_id and e.edition_id = o.subject_id
                order by 1
                """)
            #expect(
                figures == [
                    "jp 2026-01-09 2026-01-14 2026-02-01 5 7 7 =", "kr 2026-01-05 2026-01-05 2026-02-01 6 1 1 =",
                    "kr 2026-01-05 2026-01-11 2026-02-01 2 100 100 =", "kr 2026-01-06 2026-01-06 2026-02-01 7 2 2 =",
                    "us 2026-01-06 2026-01-06 2026-02-01 3 5 8 range", "us-2 2026-01-05 2026-01-11 2026-02-01 4 51 >",
                ])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("is known again, restated, and said to be so where its file comes once more")
    func again() async throws {
        try await Stage.with { workspace async throws in
            let file = Stage.header + Stage.row("s/kr", 5, 5, "10") + Stage.row("s/kr", 6, 6, "3", source: "other")
            let first = try await workspace.load(file)
            let same = try await workspace.load(file)
            #expect((same.sameAs, same.unchanged) == (first.operation, 2))
            #expect(same.restatedBy == nil)
            let late = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 5, "12-14", published: 2))
            #expect((late.new, late.revised) == (0, 1))
            #expect(try await workspace.load(file).restatedBy == late.operation)
            let total = try await workspace.total("2026-W02")
            #expect(total == ">= 12.. 1")
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("is wrong where an import holds its run twice, which check tells")
    func doubled() async throws {
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 5, "10"))
            func wrong() async throws -> [Int] {
                try await workspace.check().filter { $0.what.hasPrefix("every import holds") }.map(\.wrong)
            }
            #expect(try await wrong() == [0])
            try await workspace.connection.run(
                """
                insert into figure_run (series_id, subject_id, measure_id, batch_id, run, since, until, placed,
                    published_on, line, low)
                select series_id, subject_id, measure_id, batch_id, run, since, until, placed, published_on, line, low
                from figure_run
                """)
            #expect(try await wrong() == [1])
        }
    }
}
