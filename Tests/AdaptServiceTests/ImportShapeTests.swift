import AdaptModel
import Testing

@testable import AdaptService

@Suite("The shapes of a file of figures")
struct ImportShapeTests {
    static let plain = Stage.header + Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, "200")

    @Test(
        "comma, semicolon, tab, byte order mark, every line end, no last line end: the same figures",
        arguments: [
            plain, plain.replacing(",", with: ";"), plain.replacing(",", with: "\t"), "\u{FEFF}" + plain,
            plain.replacing("\n", with: "\r\n"), plain.replacing("\n", with: "\r"), String(plain.dropLast()),
            plain.replacing("\n", with: "\n\n"), plain.replacing("s/kr", with: "\"s/kr\""),
            plain.replacing("metric", with: "METRIC"),
            "\u{FEFF}" + plain.replacing(",", with: ";").replacing("\n", with: "\r\n"),
        ])
    func shapes(_ text: String) async throws {
        try await Stage.with { workspace async throws in
            #expect(try await workspace.load(text).new == 2)
            #expect(try await workspace.texts("select low::text from weekly_reach order by low") == ["100", "200"])
        }
    }

    @Test("quoted fields hold delimiters, quotes and line ends, and keep later lines counted")
    func quoted() async throws {
        try await Stage.with { workspace in
            let header = "edition,metric,source,week,value,wording\n"
            let rows = "s/kr,impressions,src,2026-W02,\"1,000\",\"a \"\"week\"\"\nof it, all\"\n"
            try await workspace.load(header + rows)
            #expect(try await workspace.texts("select wording from observation") == ["a \"week\"\nof it, all"])
            #expect(try await workspace.texts("select low::text from observation") == ["1000"])
            let refusal = try await refusal { try await workspace.load(header + rows + "s/kr,x,src,2026-W03,1,\n") }
            #expect(refusal.place?.text == "reach.csv:4:2")
        }
    }

    @Test("columns of other names are mapped, what all rows share is said once, other columns are told")
    func mapped() async throws {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            options.map = [("edition", "Show"), ("value", "Hits"), ("from", "First day"), ("until", "Last day")]
            (options.source, options.metric, options.market) = ("src", "views", "us")
            options.published = Day("2026-02-03")
            let text = "Show,Hits,First day,Last day,Genre\ns/us,12,2026-01-05,2026-01-11,drama\n"
            let receipt = try await workspace.load(text, options)
            #expect(receipt.new == 1)
            #expect(receipt.ignoredColumns == ["Genre"])
            #expect(
                try await workspace.texts(
                    "select metric || ' ' || market_code || ' ' || published from observation join measure using (measure_id)"
                )
                    == ["views us 2026-02-03"])
            // The same bytes read in another way are another import.
            options.metric = "installs"
            #expect(try await workspace.load(text, options).new == 1)
            options.map.append(("week", "Wek"))
            let missing = try await self.missing(workspace, text, options)
            #expect(missing.message == "column \"Wek\" is missing")
            options.map = [("volume", "Hits")]
            #expect(try await self.missing(workspace, text, options).kind == .usage)
        }
    }

    private func missing(
        _ workspace: Workspace, _ text: String, _ options: ImportReach.Options
    ) async throws -> Refusal {
        try await refusal { try await workspace.load(text, options) }
    }

    @Test("what is not published with a day is published today; low and high bound a figure")
    func bounds() async throws {
        try await Stage.with { workspace async throws in
            let text = """
                edition,metric,source,week,value,low,high
                s/kr,impressions,src,2026-W02,,10,20
                s/us,impressions,src,2026-W02,,10,
                s/us-2,impressions,src,2026-W02,,,20
                t/jp,impressions,src,2026-W02,15,10,20
                """
            #expect(try await workspace.load(text).new == 4)
            #expect(
                try await workspace.texts(
                    "select comparator || ' ' || low || ' ' || coalesce(high::text, '') || ' ' || published from observation order by line"
                )
                    == [
                        "range 10 20 \(Catalogue.today)", ">= 10  \(Catalogue.today)", "<= 0 20 \(Catalogue.today)",
                        "range 10 20 \(Catalogue.today)",
                    ])
        }
    }
}
