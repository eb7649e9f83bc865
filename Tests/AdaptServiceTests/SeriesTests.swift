import AdaptModel
import Testing

@testable import AdaptService

@Suite("Series")
struct SeriesTests {
    @Test("are added and edited; what is not said stays as it is")
    func addAndEdit() async throws {
        try await Catalogue.empty { workspace in
            let code = try Code("story", for: "series")
            let added = try await workspace.addSeries(
                code, SeriesFacts(title: "Story", language: "KO", origin: "kr", note: "n"), dryRun: false)
            _ = try await workspace.editSeries("story", SeriesFacts(title: "Story 2"), dryRun: false)
            let now = try await workspace.series("story")
            #expect(
                now.columns == [
                    "series", "title", "language", "origin", "note", "editions", "markets", "revision", "asserted",
                    "registered", "source_known",
                ])
            #expect(now.rows == [["story", "Story 2", "ko", "kr", "n", "0", "0", "2", nil, nil, nil]])
            let before = try await workspace.series("story", asOf: added.operation)
            #expect(before["title"] == ["Story"])
        }
    }

    @Test("tell how many editions they are said to have, beside those registered; nothing where nobody says so")
    func asserted() async throws {
        try await Catalogue.sample { workspace in
            func said(_ series: String?, asOf cut: OperationID = .now) async throws -> [[String?]] {
                let columns = ["series", "asserted", "registered", "source_known"]
                return try await workspace.series(series, asOf: cut).selecting(columns).rows
            }
            let before = OperationID(try await workspace.lastOperation())
            let lover: [String?] = ["my-assertive-lover", "6", "2", "true"]
            let none: [String?] = ["hockey-star", nil, nil, nil]
            #expect(try await said(nil) == [none, lover, ["second-life", nil, nil, nil]])
            #expect(try await said("my-assertive-lover") == [lover])
            var facts = SeriesFacts()
            facts.asserted = 3
            _ = try await workspace.editSeries("hockey-star", facts, dryRun: false)
            #expect(try await said("hockey-star") == [["hockey-star", "3", "1", "true"]])
            #expect(try await said("hockey-star", asOf: before) == [none])
        }
    }

    @Test("a code is taken once")
    func duplicate() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let refusal = try await refusal { try await workspace.addSeries("hockey-star") }
            #expect(refusal.kind == .rule)
            #expect(refusal.message == "series \"hockey-star\" is already there")
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("a dry run leaves nothing and does not use up the number of an operation")
    func dryRun() async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let code = try Code("story", for: "series")
            let tried = try await workspace.addSeries(code, SeriesFacts(), dryRun: true)
            #expect(tried.dryRun)
            #expect(try await workspace.counts() == before)
            let kept = try await workspace.addSeries(code, SeriesFacts(), dryRun: false)
            #expect(kept.operation == tried.operation)
            #expect(!kept.dryRun)
        }
    }

    @Test("a market or language that does not exist is refused with the nearest")
    func unknownNames() async throws {
        try await Catalogue.sample { workspace in
            func attempt(_ facts: SeriesFacts) async throws -> Refusal {
                try await refusal {
                    _ = try await workspace.addSeries(try Code("x", for: "series"), facts, dryRun: false)
                }
            }
            let market = try await attempt(SeriesFacts(origin: "hk-mo-t"))
            #expect(market.message == "market \"hk-mo-t\" is not known")
            #expect(market.hint?.contains("did you mean hk-mo-tw") == true)
            #expect(
                try await attempt(SeriesFacts(language: "qq-US")).message == "language \"qq\" does not exist in ISO 639"
            )
            for (long, short) in [("eng", "en"), ("GER-at", "de")] {
                let language = try await attempt(SeriesFacts(language: long))
                let called = long.prefix(3).lowercased()
                #expect(language.message == "language \"\(called)\" has a code of two letters, and goes by that")
                #expect(language.hint == "did you mean \(short)?")
            }
            #expect(try await attempt(SeriesFacts(language: "Spanish!")).kind == .usage)
            let source = try await attempt(
                SeriesFacts(citation: Citation(source: "socialpeta-2026-w2", locator: nil, quote: nil)))
            #expect(source.message == "source \"socialpeta-2026-w2\" is not known")
            #expect(source.hint?.contains("socialpeta-2026-w02") == true)
        }
    }

    @Test("an unknown series is refused with the nearest; a territory with what exists")
    func nearest() async throws {
        try await Catalogue.sample { workspace in
            let series = try await refusal { _ = try await workspace.series("hockey-sta") }
            #expect(series.message == "series \"hockey-sta\" is not known")
            let edition = try await refusal { _ = try await workspace.outdated(in: "hockey-star/es") }
            #expect(edition.message == "\"hockey-star/es\" is an edition, and a series is asked for")
            #expect(edition.hint == "did you mean hockey-star?")
            #expect(series.hint == "did you mean hockey-star?")
            let territory = try await refusal {
                _ = try await workspace.addMarket(
                    try Code("mine", for: "market"), name: "Mine", territories: ["kr", "zz"], dryRun: false)
            }
            #expect(territory.message == "territory \"ZZ\" does not exist in ISO 3166-1")
            let market = try await refusal {
                _ = try await workspace.addMarket(
                    try Code("kr", for: "market"), name: "Korea", territories: ["KR"], dryRun: false)
            }
            #expect(market.message == "market \"kr\" is already there")
        }
    }
}
