import AdaptModel
import Testing

@testable import AdaptService

@Suite("A file of figures")
struct FileFaultTests {
    private static let header = "edition,metric,source,week,value,published\n"

    @Test("cannot have been published before the days that it is of begin")
    func early() async throws {
        try await Stage.with { workspace async throws in
            let early = Self.header + "s/kr,impressions,src,2026-W05,120,2025-02-10\n"
            let refused = try await refusal { try await workspace.load(early) }
            #expect(
                refused.description.hasPrefix(
                    "reach.csv:2:6: published 2025-02-10 is before 2026-01-26..2026-02-01 begins"))
            // While they run it can.
            #expect(try await workspace.load(early.replacing("2025-02-10", with: "2026-01-26")).new == 1)
            var options = ImportReach.Options(today: Catalogue.today)
            options.habits.weekStart = .sunday
            let sunday =
                "edition,metric,source,from,until,value,published\ns/us,impressions,src,2026-01-04,2026-01-10,5,DAY\n"
            #expect(try await workspace.load(sunday.replacing("DAY", with: "2026-01-04"), options).new == 1)
            let before = try await refusal {
                try await workspace.load(sunday.replacing("DAY", with: "2026-01-03"), options)
            }
            #expect(before.message.hasPrefix("published 2026-01-03 is before"))
        }
    }

    @Test("is judged on rows too whose window and publication were each read before")
    func earlyAgain() async throws {
        try await Stage.with { workspace async throws in
            let rows = [("kr", 2, 13), ("kr", 4, 27), ("us", 2, 13), ("us", 4, 13)].map { edition, week, day in
                "s/\(edition),impressions,src,2026-W0\(week),120,2026-01-\(day)\n"
            }
            let refused = try await refusal { try await workspace.load(Self.header + rows.joined()) }
            #expect(refused.description.hasPrefix("reach.csv:5:6: published 2026-01-13 is before 2026-01-19"))
        }
    }

    @Test("says the week itself, or --week does: not both")
    func weekTwice() async throws {
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            options.week = "2026-W02"
            let file = "edition,metric,source,week,value\ns/kr,impressions,src,2026-W03,120\n"
            let refused = try await refusal { try await workspace.load(file, options) }
            #expect(refused.message == "column \"week\" says the week, and so does --week 2026-W02")
            options.ignoring = ["week"]
            #expect(try await workspace.load(file, options).new == 1)
        }
    }

    @Test("is no report of this program: how sure its figures are it has in columns of their own")
    func report() async throws {
        try await Stage.with { workspace async throws in
            let report =
                "week,series,editions,scope,market,metric,source,comparator,value,flags,rank\n"
                + "2026-W02,s,s/kr,edition,kr,impressions,src,~,15000,,1\n"
            let refused = try await refusal { try await workspace.load(report) }
            #expect(refused.message == "file is a report of figures that are recorded already")
            #expect(try await workspace.texts("select count(*)::text from ranking_claim") == ["0"])
        }
    }

    @Test("of one week may have it said for all rows")
    func week() async throws {
        try await Stage.with { workspace async throws in
            let text = "edition,metric,source,value\ns/kr,impressions,src,7\n"
            let refused = try await refusal { try await workspace.load(text) }
            #expect(refused.hint?.contains("say it: --week 2026-W02") == true)
            let settings = ImportSettings(["week": "2026-W02"])
            let options = try settings.options(today: Catalogue.today)
            #expect(try await workspace.load(text, options).weeks == ["2026-W02"])
            #expect(options.settings.values.isEmpty)
            let other = try settings.with(ImportSettings(["week": "2026-W03"])).options(today: Catalogue.today)
            #expect(try await workspace.load(text, other).new == 1)
            let beside = try await refusal {
                try await workspace.load(
                    "edition,metric,source,from,until,value\ns/us,impressions,src,2026-01-12,2026-01-18,7\n", options)
            }
            #expect(
                beside.message
                    == "week \"2026-W02\" is 2026-01-05..2026-01-11, from and until say 2026-01-12..2026-01-18")
            #expect(throws: Refusal.self) { try ImportSettings(["week": "W2"]).options(today: Catalogue.today) }
        }
    }

    @Test("is told what is wrong with the row that is most like a header, not with the titles above it")
    func titles() async throws {
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.source, options.metric) = ("src", "impressions")
            options.map = [("title", "Drama"), ("value", "Impressions")]
            let text = "Weekly ranking,,\nJan 5 to 11,,\n,,\nRank,Drama,Impressions\n1,K,70M+\n"
            let refused = try await refusal { try await workspace.load(text, options) }
            #expect(refused.place?.text == "reach.csv:4")
            #expect(refused.message.hasPrefix("column \"week\", or"), "\(refused)")
            // Where nothing is known, the first row is meant.
            options.map = [("title", "Show")]
            let nothing = try await refusal { try await workspace.load(text, options) }
            #expect(nothing.message == "column \"Show\" is missing")
        }
    }
}
