import AdaptModel
import Testing

@testable import AdaptService

@Suite("A malformed file of figures")
struct MalformedFileTests {
    typealias Case = MalformedFile

    private static func row(_ position: Int, _ text: String) -> [String] {
        var row = ["s/kr", "impressions", "src", "2026-01-05", "2026-01-11", "1", "2026-02-01", "", ""]
        row[position] = text
        return row
    }

    static let cases: [Case] = [
        Case("", "reach.csv:1", "file is empty"),
        Case("\n\n", "reach.csv:", "file is empty"),
        Case(
            "metric,source,week,value\n", "reach.csv:1",
            "column \"edition\", or \"series\" and \"market\", or \"title\", or \"external_id\" is missing"),
        Case("edition,source,week,value\n", "reach.csv:1", "column \"metric\" is missing"),
        Case("edition,metric,week,value\n", "reach.csv:1", "column \"source\" is missing"),
        Case(
            "edition,metric,source,value\n", "reach.csv:1",
            "column \"week\", or \"week_ending\", or \"from\" and \"until\", or \"day\" is missing"),
        Case("edition,metric,source,week\n", "reach.csv:1", "column \"value\", or \"low\" is missing"),
        Case("edition,edition,metric,source,week,value\n", "reach.csv:1", "column \"edition\" is there twice"),
        Case(row: row(0, ""), "reach.csv:3:1", "edition is empty"),
        Case(row: row(0, "s/fr"), "reach.csv:3:1", "edition \"s/fr\" is not registered"),
        Case(row: row(0, "s/kr + s/fr"), "reach.csv:3:1", "edition \"s/fr\" is not registered"),
        Case(row: row(0, "s/kr + "), "reach.csv:3:1", "edition \"\" is not registered"),
        Case(row: row(1, ""), "reach.csv:3:2", "metric is empty"),
        Case(row: row(1, "impresions"), "reach.csv:3:2", "metric \"impresions\" is not known"),
        Case(row: row(2, ""), "reach.csv:3:3", "source is empty"),
        Case(row: row(2, "srd"), "reach.csv:3:3", "source \"srd\" is not known"),
        Case(row: row(3, ""), "reach.csv:3:4", "from is empty, though the other end is there"),
        Case(row: row(4, ""), "reach.csv:3:5", "until is empty, though the other end is there"),
        Case(row: row(3, "05.01.2026"), "reach.csv:3:4", "from \"05.01.2026\" is not a day"),
        Case(row: row(4, "2026-02-29"), "reach.csv:3:5", "until \"2026-02-29\" is not a day"),
        Case(row: row(4, "2026-01-04"), "reach.csv:3:5", "window ends on 2026-01-04, before it starts on 2026-01-05"),
        Case(row: row(5, "many"), "reach.csv:3:6", "figure \"many\" is not a number"),
        Case(row: row(5, "-5"), "reach.csv:3:6", "figure \"-5\" is below 0"),
        Case(row: row(5, "1.234"), "reach.csv:3:6", "figure \"1.234\" can be read in two ways"),
        Case(row: row(5, "4.25E+08"), "reach.csv:3:6", "figure \"4.25E+08\" is not a number"),
        Case(row: row(5, "50K-10K"), "reach.csv:3:6", "figure \"50K-10K\" is a range whose ends are not in order"),
        Case(row: row(5, "10-50K"), "reach.csv:3:6", "figure \"10-50K\" can be read in two ways"),
        Case(row: row(5, "1.5"), "reach.csv:3:6", "figure \"1.5\" is not a whole number"),
        Case(row: row(5, "99999999999999999999"), "reach.csv:3:6", "is beyond what can be counted"),
        Case(row: row(6, "soon"), "reach.csv:3:7", "published \"soon\" is not a day"),
        Case(row: row(7, "0"), "reach.csv:3:8", "days \"0\" is not a number of days"),
        Case(row: row(7, "99999999999999999999"), "reach.csv:3:8", "is not a number of days"),
        Case(
            "edition,metric,source,from,until,value,days\ns/kr,impressions,src,,,1,99999999999\n", "reach.csv:2:7",
            "days \"99999999999\" is not a number of days"),
        Case(
            "edition,metric,source,from,until,value,days\ns/kr,impressions,src,,,1,32768\n", "reach.csv:2:7",
            "days \"32768\" is not a number of days"),
        Case(
            row: ["s/kr", "impressions", "src", "1900-01-01", "2025-12-31", "1", "2026-02-01", "", ""], "reach.csv:3:5",
            "window 1900-01-01..2025-12-31 is longer than 32767 days"),
        Case(
            "edition,metric,source,week,value\ns/kr,impressions,src,2026-W49,1\n", "reach.csv:2:4",
            "window 2026-11-30..2026-12-06 begins after today, 2026-11-23"),
        Case(
            row: ["s/kr", "impressions", "src", "2026-11-24", "2026-11-24", "1", "2026-02-01", "", ""], "reach.csv:3:4",
            "window 2026-11-24..2026-11-24 begins after today, 2026-11-23"),
        Case(
            "edition,metric,source,week,value,window_inferred\ns/kr,impressions,src,2026-W02,1,perhaps\n",
            "reach.csv:2:6", "window_inferred \"perhaps\" is not yes or no"),
        Case(row: row(7, "two"), "reach.csv:3:8", "days \"two\" is not a number of days"),
        Case(row: row(8, "ad"), "reach.csv:3:9", "creative \"s/kr ad\" is not registered"),
        Case(row: Array(row(0, "s/kr").dropLast()), "reach.csv:3", "row has 8 fields, the header 9"),
        Case(row: row(0, "s/kr") + [""], "reach.csv:3", "row has 10 fields, the header 9"),
        Case(row: row(0, "\"s/kr"), "reach.csv:3:1", "quote is opened and never closed"),
        Case(row: row(0, "\"s\"/kr"), "reach.csv:3:1", "text after a closing quote"),
        Case(row: row(2, "s\"rc"), "reach.csv:3:3", "quote inside a field that does not start with one"),
        Case(row: row(2, "s\u{0}rc"), "reach.csv:3:3", "field holds a NUL character"),
        Case(
            "edition,metric,source,week,value\ns/kr,impressions,src,2026-W54,1\n", "reach.csv:2:4",
            "week \"2026-W54\" does not exist (2026 has 53 weeks)"),
        Case(
            "edition,metric,source,week,value\ns/kr,impressions,src,second,1\n", "reach.csv:2:4",
            "week \"second\" is not written as a week"),
        Case(
            "edition,market,metric,source,week,value\ns/kr,mars,impressions,src,2026-W02,1\n", "reach.csv:2:2",
            "market \"mars\" is not known"),
        Case(
            "edition,metric,source,week,value,low,high\ns/kr,impressions,src,2026-W02,,20,10\n", "reach.csv:2:6",
            "value, low and high contradict each other"),
        Case(
            "edition,metric,source,week,value,currency\ns/kr,revenue,src,2026-W02,5,euro\n", "reach.csv:2:6",
            "currency \"euro\" is not an ISO 4217 code"),
    ]

    @Test("is refused where the fault is, and changes nothing", arguments: cases)
    func refused(_ fault: Case) async throws {
        try await Stage.with { workspace in
            try await fault.isRefused(in: workspace) { try await workspace.load(fault.text) }
        }
    }

    @Test("whose bytes are not UTF-8 is refused with the field, in the header and in a row")
    func notUTF8() async throws {
        try await Stage.with { workspace in
            let before = try await workspace.counts()
            let row = Array("s/kr,impressions,".utf8) + [0xE9] + Array(",2026-W02,1\n".utf8)
            let header = Array("edition,metric,source,week,value\n".utf8)
            let inRow = try await refusal { try await workspace.load(header + row) }
            #expect(inRow.description.hasPrefix("reach.csv:2:3: field is not UTF-8"))
            let inHeader = try await refusal { try await workspace.load([0xFF, 0xFD] + header) }
            #expect(inHeader.description.hasPrefix("reach.csv:1:1: field is not UTF-8"))
            #expect(try await workspace.counts() == before)
        }
    }

    @Test("tells all its faults at once, in the order of the file, twenty of them in full")
    func allAtOnce() async throws {
        try await Stage.with { workspace in
            let good = Stage.row("s/us", 5, 11, "1")
            let bad = (1...25).map { Stage.row("s/kr", 5, 11, "x\($0)") }.joined()
            let refusal = try await refusal { try await workspace.load(Stage.header + good + bad) }
            #expect(refusal.place?.text == "reach.csv:3:6")
            #expect(refusal.details.count == 20)
            #expect(refusal.details[18].hasPrefix("reach.csv:22:6: figure \"x20\" is not a number"))
            #expect(
                refusal.details[19]
                    == "... and 5 more; --rejects FILE sets all the bad rows aside, each with what is wrong")
            #expect(try await workspace.texts("select 'x' from batch") == [])
        }
    }

    @Test("tells the first of its faults, in whatever order they are found")
    func firstOnes() async throws {
        try await Stage.with { workspace in
            // Figures that contradict one another are found when all is read, edition by edition.
            let twice = (1...15).map { Stage.row("s/us", $0, $0, "1") + Stage.row("s/us", $0, $0, "2") }.joined()
            let others = (1...15).map { Stage.row("s/kr", $0, $0, "1") + Stage.row("s/kr", $0, $0, "2") }.joined()
            let refusal = try await refusal { try await workspace.load(Stage.header + twice + others) }
            #expect(refusal.place?.line == 3)
            #expect(refusal.details.count == 20)
            for (index, detail) in refusal.details.prefix(19).enumerated() {
                #expect(detail.hasPrefix("reach.csv:\(2 * index + 5): figure differs"), "\(detail)")
                #expect(detail.contains("--same-days highest"))
            }
        }
    }

    @Test("tells all that is wrong with a row, with the options that say how it is to be read")
    func wholeRow() async throws {
        try await Stage.with { workspace in
            let options = try ImportSettings().options(today: Catalogue.today)
            let text = Stage.header + "s/kr,,src,05/01/2026,2026-01-11,1.234,soon\n"
            let refusal = try await refusal { try await workspace.load(text, options) }
            let told = refusal.description
            for words in [
                "reach.csv:2:2: metric is empty", "reach.csv:2:4: from \"05/01/2026\"", "--dates dmy or --dates mdy",
                "reach.csv:2:6: figure \"1.234\" can be read in two ways", "--numbers us or --numbers eu",
                "reach.csv:2:7: published \"soon\" is not a day",
            ] { #expect(told.contains(words), "\(told)") }
            #expect(refusal.details.count == 3)
        }
    }
}

extension MalformedFile {
    /// A file of one faulty row, `field` by `field`; the row is line 3.
    init(row: [String], _ place: String, _ message: String) {
        self.init(
            "edition,metric,source,from,until,value,published,days,creative\n"
                + "s/us,impressions,src,2026-01-05,2026-01-11,1,2026-02-01,,\n" + row.joined(separator: ",") + "\n",
            place, message)
    }
}
