import AdaptModel
import Testing

@testable import AdaptService

@Suite("Readings of lifetime counters")
struct CounterTests {
    static let header = "edition,metric,source,day,value,published\n"

    static func row(_ day: Int, _ value: String, edition: String = "s/kr") -> String {
        "\(edition),views,src,2026-01-\(day < 10 ? "0" : "")\(day),\(value),2026-02-01\n"
    }

    static var options: ImportReach.Options {
        var options = ImportReach.Options(today: Catalogue.today)
        options.cumulative = true
        return options
    }

    private func windows(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            "select first_day || '..' || last_day || ' ' || low from observation order by first_day, low")
    }

    @Test("a file of readings that says no day is told so once, not in each row")
    func noDay() async throws {
        try await Stage.with { workspace in
            let text = "edition,metric,source,week,value\n" + (2...5).map { "s/kr,views,src,2026-W0\($0),5\n" }.joined()
            let refused = try await refusal { try await workspace.load(text, Self.options) }
            #expect(refused.message == "column \"day\" is missing")
            #expect(refused.hint?.hasPrefix("name the one that says when it was read: --map day=COLUMN") == true)
            #expect(refused.place?.text == "reach.csv:1")
            #expect(refused.details == [])
        }
    }

    @Test("two in succession give the figure of the days between; a later file goes on from the last; undo goes back")
    func differences() async throws {
        try await Stage.with { workspace async throws in
            let first = try await workspace.load(
                Self.header + Self.row(11, "150") + Self.row(4, "100") + Self.row(11, "7", edition: "s/us"),
                Self.options)
            #expect((first.read, first.readings, first.new, first.weeks) == (3, 3, 1, ["2026-W02"]))
            let second = try await workspace.load(
                Self.header + Self.row(11, "150") + Self.row(18, "180"), Self.options)
            #expect((second.readings, second.new, second.unchanged) == (1, 1, 1))
            #expect(try await windows(workspace) == ["2026-01-05..2026-01-11 50", "2026-01-12..2026-01-18 30"])
            let again = try await workspace.load(Self.header + Self.row(18, "180"), Self.options)
            #expect((again.readings, again.unchanged, again.operation) == (0, 1, nil))
            let earlier = try await workspace.load(Self.header + Self.row(1, "90"), Self.options)
            #expect((earlier.new, earlier.unplaced) == (1, 0))
            #expect(try await workspace.derivedDifferences() == [])
            let operation = try #require(first.operation)
            let rests = try await refusal { _ = try await Undo(operation).run(in: workspace, dryRun: false) }
            #expect(rests.details.contains { $0.contains("counts on from readings of \"s/kr\"") })
            for receipt in [earlier, second, first] {
                _ = try await Undo(receipt.operation).run(in: workspace, dryRun: false)
            }
            #expect(try await workspace.texts("select count(*)::text from weekly_reach") == ["0"])
            let anew = try await workspace.load(Self.header + Self.row(4, "1") + Self.row(11, "3"), Self.options)
            #expect((anew.readings, anew.new) == (2, 1))
        }
    }

    @Test("a counter that falls gives no figure, and is told")
    func falls() async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await workspace.load(
                Self.header + Self.row(4, "100") + Self.row(5, "90") + Self.row(6, "95"), Self.options)
            #expect(receipt.new == 1)
            #expect(receipt.falls.map(\.values) == [[100, 90]])
            #expect(receipt.falls.map(\.edition) == ["s/kr"])
            #expect(try await windows(workspace) == ["2026-01-06..2026-01-06 5"])
        }
    }

    @Test("restated by a later vintage revise the figures on both sides, exactly counted; undo brings back what was")
    func restated() async throws {
        try await Stage.with { workspace async throws in
            let rows = [(4, "100"), (11, "150"), (18, "180"), (25, "200")]
            try await workspace.load(Self.header + rows.map { Self.row($0.0, $0.1) }.joined(), Self.options)
            func later(_ day: Int, _ value: String, _ published: String = "2026-02-05") -> String {
                Self.row(day, value).replacing("2026-02-01", with: published)
            }
            let again = rows.map { later($0.0, $0.0 == 11 ? "160" : $0.1) }.joined()
            let receipt = try await workspace.load(Self.header + again, Self.options)
            #expect((receipt.readings, receipt.restated, receipt.unchanged) == (0, 1, 3))
            #expect((receipt.new, receipt.revised, receipt.weeks) == (0, 2, ["2026-W02", "2026-W03"]))
            func weeks() async throws -> [String] {
                try await workspace.texts("select low::text from weekly_reach order by week")
            }
            #expect(try await weeks() == ["60", "20", "20"])
            #expect(try await workspace.derivedDifferences() == [])
            // Of two vintages in one file the later counts, and the last reading goes on from it.
            let both = try await workspace.load(
                Self.header + later(25, "230", "2026-02-09") + later(25, "220", "2026-02-08") + later(31, "300"),
                Self.options)
            #expect((both.restated, both.readings, both.revised, both.new) == (1, 1, 1, 1))
            #expect(try await weeks() == ["60", "20", "50", "70"])
            _ = try await Undo(both.operation).run(in: workspace, dryRun: false)
            _ = try await Undo(receipt.operation).run(in: workspace, dryRun: false)
            #expect(try await weeks() == ["50", "30", "20"])
            // What was published later and is restated beside it does not make the new figure the older one.
            try await workspace.load(Self.header + later(18, "185", "2026-03-01"), Self.options)
            try await workspace.load(Self.header + later(11, "155"), Self.options)
            #expect(try await weeks() == ["55", "30", "15"])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("restated to less than the reading before are refused where a figure is counted: none could replace it")
    func restatedFall() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Self.header + Self.row(4, "100") + Self.row(11, "150"), Self.options)
            let operation = try await workspace.number("select max(operation_id) from counter_reading")
            let refused = try await refusal { try await workspace.load(Self.header + Self.row(11, "90"), Self.options) }
            #expect(refused.place?.text == "reach.csv:2")
            #expect(
                refused.message
                    == "counter of s/kr would fall from 100 on 2026-01-04 to 90 on 2026-01-11, of which a figure is counted"
            )
            #expect(refused.hint?.hasSuffix("adapt undo \(operation)") == true)
            // Both restated, it is no fall; and what was one may become a figure.
            let both = try await workspace.load(Self.header + Self.row(4, "80") + Self.row(11, "90"), Self.options)
            #expect((both.restated, both.revised) == (2, 1))
            try await workspace.load(Self.header + Self.row(18, "70"), Self.options)
            let risen = try await workspace.load(Self.header + Self.row(18, "95"), Self.options)
            #expect((risen.restated, risen.new, risen.falls.count) == (1, 1, 0))
        }
    }

    @Test("said again by a later publication are kept, so that an older one that comes in afterwards is the older one")
    func repeated() async throws {
        try await Stage.with { workspace async throws in
            func row(_ day: Int, _ value: String, _ published: String) -> String {
                Self.row(day, value).replacing("2026-02-01", with: published)
            }
            func weeks() async throws -> [String] {
                try await workspace.texts("select low::text from weekly_reach order by week")
            }
            try await workspace.load(Self.header + Self.row(4, "100") + Self.row(11, "150"), Self.options)
            let again = try await workspace.load(Self.header + row(11, "150", "2026-02-20"), Self.options)
            #expect((again.unchanged, again.repeated, again.readings, again.new, again.weeks) == (1, 1, 0, 0, []))
            #expect(again.operation != nil)
            let older = try await workspace.load(Self.header + row(11, "140", "2026-02-10"), Self.options)
            #expect((older.older, older.unchanged, older.restated, older.revised, older.weeks) == (1, 0, 0, 0, []))
            #expect(try await weeks() == ["50"])
            // Each of them again says nothing.
            for said in [row(11, "140", "2026-02-10"), row(11, "150", "2026-02-20"), Self.row(11, "150")] {
                #expect(try await workspace.load(Self.header + said, Self.options).operation == nil)
            }
            let newer = try await workspace.load(Self.header + row(11, "160", "2026-02-21"), Self.options)
            #expect((newer.restated, newer.revised) == (1, 1))
            #expect(try await weeks() == ["60"])
            #expect(try await workspace.derivedDifferences() == [])
            for receipt in [newer, older, again] {
                _ = try await Undo(receipt.operation).run(in: workspace, dryRun: false)
            }
            let between = try await workspace.load(Self.header + row(11, "140", "2026-02-10"), Self.options)
            #expect((between.restated, between.revised) == (1, 1))
        }
    }

    @Test("between two that are a fall, of which no figure is counted, count as far as they rise")
    func insideFall() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Self.header + Self.row(4, "100") + Self.row(11, "90"), Self.options)
            let between = try await workspace.load(Self.header + Self.row(8, "120"), Self.options)
            #expect((between.readings, between.new) == (1, 1))
            #expect(between.falls.map(\.values) == [[120, 90]])
            #expect(try await windows(workspace) == ["2026-01-05..2026-01-08 20"])
        }
    }

    @Test("that contradict each other, or what is counted, are refused with their lines; nothing is changed")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Self.header + Self.row(4, "100") + Self.row(11, "150"), Self.options)
            let before = try await workspace.counts()
            let refused = try await refusal {
                try await workspace.load(
                    Self.header + Self.row(4, "101") + Self.row(8, "120") + Self.row(12, "5") + Self.row(12, "6")
                        + Self.row(13, ">6"), Self.options)
            }
            #expect(refused.description.hasPrefix("reach.csv:6:5: reading is not one number"))
            let contradicted = try await refusal {
                try await workspace.load(
                    Self.header + Self.row(8, "120") + Self.row(12, "5") + Self.row(12, "6"), Self.options)
            }
            let known = try await workspace.number("select max(operation_id) from counter_reading")
            #expect(
                contradicted.message.contains(
                    "reading of 2026-01-08 lies between those of 2026-01-04 and 2026-01-11, whose difference is counted as "
                        + "one figure: a part of it would count twice"), "\(contradicted)")
            #expect(contradicted.description.contains("adapt undo \(known)"))
            #expect(contradicted.description.contains("reading of 2026-01-12 is 6, in line 3 it is 5"))
            #expect(try await workspace.counts() == before)
        }
    }
}
