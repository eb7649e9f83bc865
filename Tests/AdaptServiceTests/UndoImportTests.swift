import AdaptModel
import Testing

@testable import AdaptService

@Suite("Undo of what has just been imported")
struct UndoImportTests {
    @Test("of few figures looks at what they touch, however long the history is, and gives back what was")
    func few() async throws {
        try await Stage.with { workspace async throws in
            let start = try Week(parsing: "2018-W01")
            func rows(_ editions: [String], _ weeks: [Int], _ value: Int, published: Int) -> String {
                editions.map { edition in
                    weeks.map { "\(edition),views,src,\(start + $0),\(value),2026-01-0\(published)\n" }.joined()
                }.joined()
            }
            let codes = (1...150).map { "s/e\($0)" }
            try await workspace.editions(
                "series,code,title\n" + codes.map { $0.replacing("/", with: ",") + ",E\n" }.joined())
            let header = "edition,metric,source,week,value,published\n"
            try await workspace.load(header + rows(codes, Array(0..<400), 5, published: 1))
            let last = try await workspace.load(header + rows([codes[7]], [0, 399], 9, published: 2))
            // Imports of before are known to lie elsewhere, as after any vacuum.
            _ = try await workspace.texts("select brin_summarize_new_values('figure_run_by_time')::text")
            let runs = try await workspace.number("select count(*) from figure_run")
            let read = try await workspace.transaction(dryRun: false) {
                let before = try await workspace.runsRead()
                _ = try await workspace.rows(
                    "select recompute_weeks(array(select batch_id from batch where operation_id = $1))",
                    [last.operation?.number])
                return try await workspace.runsRead() - before
            }
            #expect(read < runs / 2, "\(read) of \(runs) runs were read")
            _ = try await Undo(last.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.derivedDifferences() == [])
            #expect(try await workspace.number("select count(*) from weekly_reach where low <> 5") == 0)
        }
    }

    @Test("of many editions of one series, of which the planner knows nothing yet, reads the series once")
    func flat() async throws {
        try await Stage.with { workspace async throws in
            let rows = (0..<600).map { "s,e\($0),T,\($0 % 3 == 1 ? "e\($0 - 1)" : "")\n" }
            let receipt = try await workspace.editions("series,code,title,from\n" + rows.joined())
            let operation = try #require(receipt.operation)
            _ = try await Undo(operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.editionLines("s").count == 3)
        }
    }

    @Test("that added a series with its editions is taken back, and brought again")
    func seriesWithEditions() async throws {
        try await Catalogue.empty { workspace in
            let options = BulkOptions.with { $0.mayAddSeries = true }
            let added = try await workspace.editions("series,code,title,from\nz,a,Zed,\nz,b,Zed B,a\n", options)
            let number = try #require(added.operation?.number)
            _ = try await workspace.undo(number)
            #expect(try await workspace.editionLines("z").isEmpty)
            #expect(try await workspace.undo(number + 1).countsAgain)
            #expect(try await workspace.editionLines("z").count == 2)
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("with what rests on its figures, and what rests on that, marks both: no undo brings them back")
    func resting() async throws {
        try await Stage.with { workspace async throws in
            let text = CalledEditionTests.header + CalledEditionTests.row("Heat")
            let load = try await workspace.load(text, CalledEditionTests.missing())
            let first = try #require(load.operation?.number)
            try await workspace.decide("heat/main", "plot.one", .value("x"))
            // Uses the element that the operation before it added.
            try await workspace.decide("s/kr", "plot.one", .value("y"))
            try await workspace.decide("s/us", "plot.two", .value("z"))
            let done = try await Undo.run(first...first + 3, in: workspace, dryRun: false)
            #expect(done.result.map(\.operation.number) == [first + 3, first + 2, first + 1, first])
            #expect(done.result.map(\.restsOnFigures) == [false, true, true, false])
            let next = try await refusal { _ = try await workspace.undo(first + 5) }
            #expect(next.hint == "take back operation \(first + 6) first: adapt undo \(first + 6)")
            let resting = try await refusal { _ = try await workspace.undo(first + 6) }
            #expect(
                resting.message == "operation \(first + 1) is not brought back by an undo: it rests on figures of "
                    + "operation \(first), which was taken back")
            #expect(try await workspace.undo(first + 4).countsAgain)
            _ = try await workspace.load(text, CalledEditionTests.missing())
            try await workspace.decide("heat/main", "plot.one", .value("x"))
            try await workspace.decide("s/kr", "plot.one", .value("y"))
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("by which a sum would pass 64 bits names the edition")
    func beyond() async throws {
        try await Stage.with { workspace async throws in
            let half = "5000000000000000000"
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 6, half))
            let less = try await workspace.load(Stage.header + Stage.row("s/kr", 5, 6, "1", published: 2))
            try await workspace.load(Stage.header + Stage.row("s/kr", 7, 8, half))
            let refused = try await refusal { _ = try await Undo(less.operation).run(in: workspace, dryRun: false) }
            #expect(refused.message == "sum of figures of \"s/kr\" passes 9,223,372,036,854,775,807")
            #expect(refused.kind == .rule)
        }
    }

    // Nobody has counted the rows yet: whatever the planner thinks, each thing said is looked up once.
    @Test("a sheet of thousands of decisions in editions of one parent is taken back, and brought again")
    func sheet() async throws {
        try await Catalogue.sample { workspace in
            let codes = (1...200).map { "c\($0)" }
            try await workspace.editions(
                "series,code,title,language,from\n"
                    + codes.map { "hockey-star,\($0),\($0),en,en\n" }.joined())
            let said = codes.flatMap { code in (1...20).map { "hockey-star/\(code),some.e\($0),v\n" } }
            try await workspace.elements(
                "edition,element,value\n" + said.joined(), .with { $0.mayAddElements = true })
            let counted = "select count(*) from decision_live(9223372036854775807) where value = 'v'"
            #expect(try await workspace.number(counted) == 4_000)
            let last = try await Undo().run(in: workspace, dryRun: false)
            #expect(try await workspace.number(counted) == 0)
            _ = try await Undo(last.operation).run(in: workspace, dryRun: false)
            #expect(try await workspace.number(counted) == 4_000)
        }
    }
}

extension Workspace {
    /// How many rows of figures the running transaction has read.
    fileprivate func runsRead() async throws -> Int {
        try await rows(
            """
            select (seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint as read from pg_stat_xact_user_tables
            where relname = 'figure_run'
            """)[0].get("read")
    }
}
