import AdaptModel
import Testing

@testable import AdaptService

@Suite("A row whose columns say the same thing twice")
struct ContradictoryRowTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let columns: String, cells: String, message: String
        var testDescription: String { message }
    }

    static let cases = [
        Case(
            columns: "week,week_ending", cells: "2026-W02,2026-01-18",
            message: "week \"2026-W02\" is 2026-01-05..2026-01-11, week_ending says 2026-01-12..2026-01-18"),
        Case(
            columns: "week,day", cells: "2026-W02,2026-01-12",
            message: "week \"2026-W02\" is 2026-01-05..2026-01-11, day says 2026-01-12..2026-01-12"),
        Case(
            columns: "week_ending,day", cells: "2026-01-11,2026-01-04",
            message: "week_ending \"2026-01-11\" is 2026-01-05..2026-01-11, day says 2026-01-04..2026-01-04"),
        Case(
            columns: "week,day,days", cells: "2026-W02,2026-01-06,7",
            message: "day \"2026-01-06\" is 2026-01-06..2026-01-06, days says 7"),
        Case(
            columns: "week,days", cells: "2026-W02,3",
            message: "week \"2026-W02\" is 2026-01-05..2026-01-11, days says 3"),
        Case(
            columns: "week,from,until", cells: "2026-W02,2026-01-05,2026-01-10",
            message: "week \"2026-W02\" is 2026-01-05..2026-01-11, from and until say 2026-01-05..2026-01-10"),
        Case(
            columns: "week,from", cells: "2026-W02,2026-01-06",
            message: "week \"2026-W02\" is 2026-01-05..2026-01-11, from says 2026-01-06"),
        Case(
            columns: "from,until,day", cells: "2026-01-05,2026-01-06,2026-01-05",
            message: "from \"2026-01-05\" is 2026-01-05..2026-01-06, day says 2026-01-05..2026-01-05"),
        Case(
            columns: "week,series", cells: "2026-W02,t", message: "edition \"s/kr\" is not one of series \"t\""),
    ]

    private static func text(_ columns: String, _ cells: String) -> String {
        "edition,metric,source,value,\(columns)\ns/kr,impressions,src,7,\(cells)\n"
    }

    @Test("and once differently is refused with both, and how to leave one out", arguments: cases)
    func refused(_ row: Case) async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal { try await workspace.load(Self.text(row.columns, row.cells)) }
            #expect(refusal.kind == .input)
            #expect(refusal.message == row.message)
            #expect(refusal.hint == "mend the one that is wrong, or leave a column out with --ignore")
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("is read where it agrees; a column that is to be ignored says nothing, and is another import")
    func agreed() async throws {
        try await Stage.with { workspace async throws in
            let agreed = "2026-W02,2026-01-11,2026-01-05,2026-01-11,7,s"
            try await workspace.load(Self.text("week,week_ending,from,until,days,series", agreed))
            let daily = Self.text("week,day", "2026-W03,2026-01-13")
            var options = ImportReach.Options(today: Catalogue.today)
            options.ignoring = ["Week"]
            #expect(try await workspace.load(daily, options).ignoredColumns == ["week"])
            options.ignoring = ["day"]
            let asWeek = try await refusal { try await workspace.load(daily, options) }
            #expect(asWeek.message.hasPrefix("window 2026-01-12..2026-01-18 overlaps 2026-01-13..2026-01-13"))
        }
    }

    @Test(
        "what an option says for all rows, and a column for each, is refused with both; one that is ignored says nothing"
    )
    func options() async throws {
        try await Stage.with { workspace async throws in
            let text = Self.text("week,market,published", "2026-W02,kr,2026-02-01")
            func loaded(_ change: (inout ImportReach.Options) -> Void) async throws -> Int {
                var options = ImportReach.Options(today: Catalogue.today)
                change(&options)
                return try await workspace.load(text, options).new
            }
            for (words, change) in [
                ("market\" says the market, and so does --market us", { $0.market = "us" }),
                ("source\" says the source, and so does --source other", { $0.source = "other" }),
                ("metric\" says the metric, and so does --metric views", { $0.metric = "views" }),
                ("week\" says the week, and so does --week 2026-W03", { $0.week = "2026-W03" }),
                (
                    "published\" says the day of publication, and so does --published 2026-02-02",
                    { $0.published = Day("2026-02-02") }
                ),
            ] as [(String, (inout ImportReach.Options) -> Void)] {
                let refused = try await refusal { _ = try await loaded(change) }
                #expect(refused.message == "column \"" + words)
            }
            #expect(
                try await loaded {
                    $0.market = "us"
                    $0.ignoring = ["market"]
                } == 1)
            #expect(try await workspace.texts("select market_code from measure") == ["us"])
        }
    }

    @Test("a day beside the week that it lies in is the day that the figure is of")
    func dayInWeek() async throws {
        try await Stage.with { workspace async throws in
            let days = ["2026-W02,2026-01-05", "2026-W02,2026-01-11", "2026-W03,2026-01-12"]
            let rows = days.map { "s/kr,impressions,src,7,\($0)\n" }.joined()
            let receipt = try await workspace.load("edition,metric,source,value,week,day\n" + rows)
            #expect((receipt.new, receipt.weeks) == (3, ["2026-W02", "2026-W03"]))
            #expect(
                try await workspace.texts("select first_day || ' ' || last_day from observation order by 1")
                    == ["2026-01-05 2026-01-05", "2026-01-11 2026-01-11", "2026-01-12 2026-01-12"])
        }
    }

    @Test("a wide file without some columns, and later with them: what was ignored comes in")
    func ignoredFirst() async throws {
        try await Stage.with { workspace async throws in
            let text = "edition,metric,source,2026-W02,2026-W03\ns/kr,views,src,1,2\n"
            var options = ImportReach.Options(today: Catalogue.today)
            options.ignoring = ["2026-W03"]
            #expect(try await workspace.load(text, options).new == 1)
            options.ignoring = []
            let second = try await workspace.load(text, options)
            #expect((second.new, second.unchanged, second.weeks) == (1, 1, ["2026-W03"]))
        }
    }

    @Test(
        "an inferred window is marked however that is said",
        arguments: [
            ("TRUE", true), ("True", true), ("yes", true), ("1", true), ("false", false), ("NO", false), ("0", false),
        ])
    func inferred(word: String, isInferred: Bool) async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Self.text("week,window_inferred", "2026-W02,\(word)"))
            #expect(try await workspace.texts("select window_inferred::text from observation") == ["\(isInferred)"])
        }
    }

    @Test("weeks that have not begun may have a column without figures")
    func roomForMore() async throws {
        try await Stage.with { workspace async throws in
            let text = "edition,metric,source,2026-W02,2027-W02\ns/kr,views,src,1,\n"
            #expect(try await workspace.load(text).new == 1)
            let refused = try await refusal { try await workspace.load(text.replacing("1,\n", with: "1,5\n")) }
            #expect(refused.message == "window 2027-01-11..2027-01-17 begins after today, 2026-11-23")
            #expect(refused.place?.text == "reach.csv:2:5")
        }
    }
}
