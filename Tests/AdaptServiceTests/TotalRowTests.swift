import AdaptModel
import Testing

@testable import AdaptService

@Suite("Rows that add up others")
struct TotalRowTests {
    static let words = [
        "Total", "TOTALS", "Total:", "Grand total", "Subtotal", "Sub-total", "Total général", "Total general",
        "TOTAL (USD)", "All titles", "Overall", "Sum", "Gesamt", "Gesamtsumme", "Zwischensumme", "Summe", "Итого",
        "ВСЕГО",
        "Totale", "Suma", "Somme", "المجموع", "합계", "소계", "合计", "总计", "合計", "小计", "計",
        "Toplam", "GENEL TOPLAM", "Totaal", "Eindtotaal", "Gesamtergebnis", "Celkem", "Razem", "Összesen", "Yhteensä",
        "Σύνολο", "Tổng cộng", "รวม", "ＴＯＴＡＬ", "합계:", "TOTAL GE\u{301}NE\u{301}RAL",
    ]

    @Test("are known by their word, and no title is one that only begins so")
    func known() async throws {
        try await Stage.with { workspace async throws in
            for word in Self.words {
                let text = "title,metric,source,week,value\n\(word),views,src,2026-W02,300\n"
                let refused = try await refusal { try await workspace.load(text) }
                #expect(refused.message == "row \"\(word)\" adds up others")
            }
            for title in [
                "Total Recall", "Sum of us", "Overall, a comedy", "Summer", "Totally (2024)", "All titles gone",
            ] {
                let text = "title,metric,source,week,value\n\"\(title)\",views,src,2026-W02,300\n"
                let unknown = try await refusal { try await workspace.load(text) }
                #expect(unknown.message == "title \"\(title)\" is not known")
            }
        }
    }

    @Test("are no totals where somebody says that it is a title, beside totals that are left out, and kept so by name")
    func titles() async throws {
        try await Stage.with { workspace async throws in
            let text = "title,metric,source,week,value\nSum,views,src,2026-W02,300\nTotal,views,src,2026-W02,300\n"
            var options = try ImportSettings(["not-total.1": "SUM", "skip-totals": "yes", "register-missing": "yes"])
                .options(today: Catalogue.today)
            let receipt = try await workspace.load(text, options)
            #expect((receipt.new, receipt.totals.count, receipt.registered) == (1, 1, ["sum/main"]))
            // What was a total then is another import.
            options.reading.notTotals = ["Sum", "Total"]
            #expect(try await workspace.load(text, options).registered == ["total/main"])
        }
    }

    @Test("by their word alone, not where somebody else's identifier says what it is")
    func identified() async throws {
        try await Stage.with { workspace async throws in
            let text = "title,external_id,metric,source,week,value\nTotal,t1,views,src,2026-W02,300\n"
            var options = ImportReach.Options(today: Catalogue.today)
            options.registersMissing = true
            #expect(try await workspace.load(text, options).new == 1)
            let refused = try await refusal { try await workspace.load(text.replacing(",t1", with: ","), options) }
            #expect(refused.hint == "leave it out with --skip-totals; where it is a title: --not-total \"Total\"")
        }
    }

    @Test("are told by word and line where they are left out")
    func told() async throws {
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            options.reading.skipsTotals = true
            let totals = ["Subtotal", "Grand total"].map { "\($0),views,src,2026-W02,9\n" }
            let receipt = try await workspace.load(
                "edition,metric,source,week,value\ns/kr,views,src,2026-W02,9\n" + totals.joined(), options)
            #expect((receipt.new, receipt.totals.count) == (1, 2))
            #expect(receipt.totals.first.map(\.word) == ["Subtotal", "Grand total"])
            #expect(receipt.totals.first.map(\.line) == [3, 4])
        }
    }

    @Test(
        "are those whose text ends in total, whatever of the group stands before; what only holds the word is a title",
        arguments: [
            ("Heat", "Heat Season 1 Total", true), ("Heat Season 1", "Heat Season 1 Total", true),
            ("Cold", "Heat Season 1 Total", true), ("Heat", "HEAT  TOTAL:", true), ("Heat", "Heat Subtotal", true),
            ("Heat", "Total Heat", true), ("Heat", "Heat Season 1", false), ("Heat", "Heat Total Recall", false),
            ("Heat", "Heat Totals of us", false), ("Heat", "HeatTotal", false), ("Cold", "Heat Subtotal", false),
            ("Cold", "Total Heat", false),
        ])
    func shapes(above: String, text: String, isTotal: Bool) async throws {
        try await Stage.with { workspace in
            var options = ImportReach.Options(today: Catalogue.today)
            (options.reading.skipsTotals, options.registersMissing) = (true, true)
            let rows = [above, text].map { "\($0),views,src,2026-W02,3\n" }.joined()
            let receipt = try await workspace.load("title,metric,source,week,value\n" + rows, options)
            #expect(receipt.totals.first.map(\.word) == (isTotal ? [text] : []))
            #expect(receipt.new == (isTotal ? 1 : 2))
        }
    }

    @Test("are none where an edition is called so, as nobody else can be meant; a word for totals alone stays one")
    func knownTitles() async throws {
        try await Stage.with { workspace in
            try await workspace.register("s/total", title: "Heat Total")
            var facts = EditionFacts()
            facts.aliases = [Alias("U Sum")]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/us"), facts: facts)
                .run(in: workspace, dryRun: false)
            try await workspace.register("s/sum", title: "Sum")
            var options = ImportReach.Options(today: Catalogue.today)
            (options.reading.skipsTotals, options.source, options.metric) = (true, "src", "views")
            let rows = [("U", 1), ("U Sum", 2), ("HEAT TOTAL", 3), ("K Total", 4), ("Sum", 5)]
            let text = "title,week,value,rank\n" + rows.map { "\($0),2026-W0\($1),\($1),\($1)\n" }.joined()
            let receipt = try await workspace.load(text, options)
            #expect(receipt.totals.first.map(\.word) == ["K Total", "Sum"])
            #expect((receipt.new, receipt.places) == (3, 3))
            options.reading.skipsTotals = false
            let known = rows.prefix(3).map { "\($0),2026-W0\($1),\($1),\($1)\n" }.joined()
            #expect(try await workspace.load("title,week,value,rank\n" + known, options).unchanged == 3)
            options.reading.skipsTotals = true
            options.cumulative = true
            let readings = "title,day,value\nHeat Total,2026-03-01,5\nHeat Total,2026-03-08,8\n"
            #expect(try await workspace.load(readings, options).readings == 2)
        }
    }

    @Test("are refused among readings of counters too, or left out and told")
    func counters() async throws {
        try await Stage.with { workspace async throws in
            let text =
                CounterTests.header + CounterTests.row(4, "100") + CounterTests.row(11, "150")
                + CounterTests.row(11, "900", edition: "Total")
            let refused = try await refusal { try await workspace.load(text, CounterTests.options) }
            #expect(refused.message == "row \"Total\" adds up others")
            var options = CounterTests.options
            options.reading.skipsTotals = true
            let receipt = try await workspace.load(text, options)
            #expect((receipt.read, receipt.new, receipt.totals.count) == (2, 1, 1))
        }
    }
}
