import AdaptModel
import Spreadsheet
import TestSupport
import Testing

@testable import AdaptService

@Suite("Files as they come")
struct ReadingTests {
    static let rows = Stage.row("s/kr", 5, 11, "100") + Stage.row("s/us", 5, 11, "200")

    private func options(_ change: (inout ImportReach.Options) -> Void) -> ImportReach.Options {
        var options = ImportReach.Options(today: Catalogue.today)
        change(&options)
        return options
    }

    @Test("a line sep=, titles above the header, and any delimiter are read; the titles are told")
    func titles() async throws {
        let plain = Stage.header + Self.rows
        for text in [
            "sep=;\r\n" + plain.replacing(",", with: ";"), "Report, January\n\n" + plain,
            "Report\nby week\n" + plain.replacing(",", with: "\t"),
            "\u{FEFF}Report, of a, b, c\n" + plain.replacing(",", with: ";"),
        ] {
            try await Stage.with { workspace in
                let receipt = try await workspace.load(text)
                #expect(receipt.new == 2)
                #expect(receipt.titles.first?.hasPrefix("Report") ?? text.hasPrefix("sep="))
            }
        }
    }

    @Test("what stands for another character in tabbed files is not taken for two, unless its field is quoted")
    func escapes() async throws {
        try await Stage.with { workspace async throws in
            for (text, escape) in [("one\\ntwo", "\\n"), ("C:\\\\new", "\\\\"), ("\\a\\t", "\\t")] {
                let header = "title\tmetric\tsource\tweek\tvalue\n"
                let file = header + "\(text)\timpressions\tsrc\t2026-W02\t5\n"
                let refused = try await refusal { try await workspace.load(file, CalledEditionTests.missing()) }
                #expect(refused.message.hasPrefix("\(escape) may stand for another character"))
                #expect(refused.place?.text == "reach.csv:2:1")
                let quoted = file.replacing(text, with: "\"\(text)\"")
                #expect(try await workspace.load(quoted, CalledEditionTests.missing()).registered.count == 1)
            }
        }
    }

    @Test(
        "between tabs a quote inside a field stands for itself, and what a spreadsheet quotes is read as it quotes it")
    func quotesBetweenTabs() async throws {
        try await Stage.with { workspace async throws in
            let file = "edition\telement\tvalue\ns/kr\ta.b\tBeatriz \"Betty\"\ns/us\ta.b\t\"a \"\"b\"\", c\"\n"
            let receipt = try await workspace.elements(file, .with { $0.mayAddElements = true })
            #expect(receipt.decisions.new == 2)
            #expect(
                try await workspace.resolved("s/kr", "a.b").state == .value(ElementValue("Beatriz \"Betty\"")))
            #expect(try await workspace.resolved("s/us", "a.b").state == .value(ElementValue("a \"b\", c")))
        }
    }

    @Test("blanks at the ends of cells say nothing, and a cell of blanks is empty")
    func blanks() async throws {
        try await Stage.with { workspace async throws in
            let text =
                "series,edition,market,metric,source,week,value,low\n"
                + "s , kr\u{A0},us ,impressions\t, src,2026-W02 , 7 , \n s,s/kr  + s/us ,\u{3000},views,src,2026-W02,8,\n"
            #expect(try await workspace.load(text).new == 2)
            #expect(
                try await workspace.texts(
                    "select concat_ws(' ', m.metric, m.market_code, o.low) from observation o join measure m "
                        + "using (measure_id) order by 1") == ["impressions us 7", "views 8"])
        }
    }

    @Test("a figure that is not whole is told how money of its currency is written")
    func smallestUnit() async throws {
        try await Stage.with { workspace async throws in
            for (currency, hint) in [
                ("JPY", "JPY has no smaller unit: write whole JPY, without decimals"),
                ("KWD", "KWD has thousandths: write 10.500 as 10500"),
                ("USD", "counts are whole, and money is in the smallest unit of its currency: 10.50 as 1050"),
            ] {
                let text = "edition,metric,source,week,value,currency\ns/kr,revenue,src,2026-W02,10.50,\(currency)\n"
                let refused = try await refusal { try await workspace.load(text) }
                #expect((refused.place?.text, refused.hint) == ("reach.csv:2:5", hint))
            }
        }
    }

    @Test("a fault below titles keeps its line")
    func lines() async throws {
        try await Stage.with { workspace in
            let text = "sep=;\nReport\n" + (Stage.header + Stage.row("s/kr", 5, 11, "x")).replacing(",", with: ";")
            let refused = try await refusal { try await workspace.load(text) }
            #expect(refused.place?.text == "reach.csv:4:6")
        }
    }

    @Test("UTF-16 by its mark, other encodings by name, come to the same text")
    func encodings() async throws {
        let text = "edition,metric,source,week,value,wording\ns/kr,impressions,src,2026-W02,100,"
        let cases: [(word: String, bytes: [UInt8], name: String)] = [
            ("두", [0xB5, 0xCE], "euc-kr"), ("世", [0xCA, 0xC0], "gb18030"), ("世", [0x90, 0xA2], "shift_jis"),
            ("é", [0xE9], "windows-1252"),
        ]
        for (word, bytes, name) in cases {
            try await Stage.with { workspace in
                let plain = Array(text.utf8) + bytes + [0x0A]
                let refused = try await refusal { try await workspace.load(plain) }
                #expect(refused.message == "field is not UTF-8")
                #expect(refused.hint?.contains(name) == true, "\(refused)")
                try await workspace.load(plain, options { $0.reading.encoding = name })
                #expect(try await workspace.texts("select wording from observation") == [word])
            }
        }
        for isBig in [false, true] {
            let units = "\u{FEFF}\(text)두😀\n".utf16.flatMap { unit in
                isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
            }
            try await Stage.with { workspace in
                try await workspace.load(units)
                #expect(try await workspace.texts("select wording from observation") == ["두😀"])
                let cut = try await refusal { try await workspace.load(Array(units.dropLast())) }
                #expect(cut.message.hasPrefix("text ends within a character"))
            }
        }
    }

    @Test("UTF-16 without a mark is named, with the order of its bytes; a stray zero makes none")
    func unmarked() async throws {
        let text = "edition;metric;source;week;value\n두/한;impressions;src;2026-W02;100\n"
        for (name, isBig) in [("utf-16le", false), ("utf-16be", true)] {
            let units = text.utf16.flatMap { unit in
                isBig ? [UInt8(unit >> 8), UInt8(unit & 255)] : [UInt8(unit & 255), UInt8(unit >> 8)]
            }
            try await Stage.with { workspace in
                let refused = try await refusal { try await workspace.load(units) }
                #expect(
                    refused.description
                        == "reach.csv:1: text is UTF-16 without a byte order mark\nhint: say so: --encoding \(name)")
                let read = try await refusal { try await workspace.load(units, options { $0.reading.encoding = name }) }
                #expect(read.description.hasPrefix("reach.csv:2:1: edition \"두/한\" is not registered"))
            }
        }
        #expect(Encoding.unmarked(Array("a\0b,c\n\0".utf8)) == nil)
    }

    @Test("windows from Sunday to Saturday are unplaced, and the receipt tells the first of them")
    func sundays() async throws {
        try await Stage.with { workspace in
            let rows = Stage.row("s/kr", 5, 11, "1") + Stage.row("s/us", 4, 10, "2") + Stage.row("s/us", 11, 17, "2")
            let receipt = try await workspace.load(Stage.header + rows)
            #expect((receipt.new, receipt.unplaced) == (3, 2))
            #expect(receipt.fromSunday?.description == "2026-01-04..2026-01-10")
        }
        try await Stage.with { workspace in
            let receipt = try await workspace.load(
                Stage.header + Stage.row("s/us", 4, 10, "2"), options { $0.habits.weekStart = .sunday })
            #expect((receipt.unplaced, receipt.fromSunday) == (0, nil))
        }
    }

    @Test("a comma before decimals names the option that reads it")
    func commas() async throws {
        let settings = try ImportSettings().options(today: Catalogue.today)
        try await Stage.with { workspace in
            for (text, hint) in [
                ("\"1,5M\"", "where a comma stands before decimals: --numbers eu"),
                (
                    "\"1,5\"",
                    "where a comma stands before decimals: --numbers eu, and --unit for what it counts, as --unit million"
                ),
            ] {
                let refused = try await refusal {
                    try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, text), settings)
                }
                #expect(refused.hint == hint, "\(refused)")
            }
            var eu = settings
            (eu.habits.numbers.style, eu.habits.numbers.unit) = (.eu, 1_000_000)
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "\"1,5\""), eu)
            #expect(try await workspace.texts("select low::text from observation") == ["1500000"])
        }
    }

    @Test("a row that adds up others is refused, or left out where that is asked for")
    func totals() async throws {
        try await Stage.with { workspace in
            let text = Stage.header + Self.rows + "Total,impressions,src,2026-01-05,2026-01-11,300,2026-02-01\n"
            let refused = try await refusal { try await workspace.load(text) }
            #expect(refused.place?.text == "reach.csv:4:1")
            #expect(refused.hint == "leave it out with --skip-totals; where it is a title: --not-total \"Total\"")
            let receipt = try await workspace.load(text, options { $0.reading.skipsTotals = true })
            #expect((receipt.read, receipt.new, receipt.totals.count) == (2, 2, 1))
        }
    }

    @Test("dates and numbers with two readings stop; told which, they are read exactly")
    func ambiguous() async throws {
        let header = "edition;metric;source;from;until;value\n"
        let row = "s/kr;impressions;src;05/01/2026;11/01/2026;1.234\n"
        try await Stage.with { workspace in
            let stopped = try await refusal { try await workspace.load(header + row) }
            #expect(stopped.description.contains("figure \"1.234\" can be read in two ways"))
            let told = options {
                $0.habits.dates = .dmy
                $0.habits.numbers = NumberReading(.eu)
            }
            let dates = try await refusal {
                try await workspace.load(header + row, options { $0.habits.numbers.style = .eu })
            }
            #expect(dates.hint?.contains("--dates dmy") == true)
            try await workspace.load(header + row, told)
            #expect(try await workspace.texts("select low || ' ' || first_day from observation") == ["1234 2026-01-05"])
        }
    }

    @Test("figures in millions are read exactly")
    func unit() async throws {
        try await Stage.with { workspace in
            let header = "edition;metric;source;week;value\n"
            try await workspace.load(
                header + "s/kr;views;src;2026-W02;12,34\ns/us;views;src;2026-W02;0.000001\n",
                options { $0.habits.numbers.unit = 1_000_000 })
            #expect(try await workspace.texts("select low::text from observation order by low") == ["1", "12340000"])
            let two = try await refusal {
                try await workspace.load(
                    header + "s/kr;views;src;2026-W03;12.345\n", options { $0.habits.numbers.unit = 1_000_000 })
            }
            #expect(two.hint?.contains("--numbers us") == true)
        }
    }

    @Test("a workbook is read from the one sheet that has the columns, and its faults name the cell")
    func workbook() async throws {
        try await TemporaryDirectory.with { directory in
            let path = directory.path + "/reach.xlsx"
            let writer = try XLSXWriter(path: path)
            let notes = try writer.addSheet("Notes", columns: [SheetColumn("read me")])
            try writer.append([.text("nothing here")], to: notes)
            let sheet = try writer.addSheet("Reach", columns: [SheetColumn("Report of week 2")])
            try writer.append(["edition", "metric", "source", "from", "until", "value"].map { .text($0) }, to: sheet)
            func add(_ edition: String, _ value: SheetCell) throws {
                let days: [SheetCell] = [5, 11].map { .date(year: 2026, month: 1, day: $0) }
                try writer.append([.text(edition), .text("impressions"), .text("src")] + days + [value], to: sheet)
            }
            try add("s/kr", .integer(1_180_000))
            try add("s/us", .text(">70M"))
            try add("s/us-2", .text("x"))
            try writer.close()
            try await Stage.with { workspace in
                func load(_ options: ImportReach.Options) async throws -> ImportReach.Receipt {
                    try await ImportReach(options).run(ByteSource(path: path), in: workspace, dryRun: false)
                }
                let refused = try await refusal { _ = try await load(options { _ in }) }
                #expect(refused.description.hasPrefix("\(path):5:6: Reach!F5: figure \"x\" is not a number"))
                let missing = try await refusal { _ = try await load(options { $0.reading.sheet = "Reech" }) }
                #expect(missing.hint == "it has \"Notes\", \"Reach\"")
                let notes = try await refusal { _ = try await load(options { $0.reading.sheet = "notes" }) }
                #expect(notes.message.hasPrefix("column \"edition\""))
            }
        }
    }
}
