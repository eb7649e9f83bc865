import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import Spreadsheet

@Suite("Text that would run as a formula")
struct FormulaTests {
    /// With what a spreadsheet takes a text of more than one character for a formula.
    private static let signs: [Unicode.Scalar] = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]

    private static func isLive(_ text: String) -> Bool {
        text.unicodeScalars.first.map(signs.contains) == true && text.unicodeScalars.count > 1
    }

    @Test("stays text in CSV and in a workbook, unchanged, even with blanks before it; neither holds a formula")
    func stays() async throws {
        let naughty = try Self.naughty()
        #expect(FormulaTexts.own.count == 60 && Set(FormulaTexts.own).count == 60)
        let texts = naughty + FormulaTexts.own + ["1180000", "TRUE", "2026-01-05"]
        try await Shell.empty { shell in
            try await Self.add(texts, shell)
            let csv = ReadTable.fields(await shell.run("series list --format csv").output)
            let written = try Self.cells(of: csv)
            #expect(written.count == texts.count)
            var live = 0
            for (number, text) in texts.enumerated() {
                for cell in written[number] ?? [] {
                    if Self.isLive(cell) { live += 1 }
                    #expect(!Self.isLive(cell), "\(cell.debugDescription)")
                    #expect(cell.withoutNeutralising == text, "\(cell.debugDescription)")
                }
            }
            let bytes = await shell.run("series list --format xlsx").bytes
            let list = try ReadTable.workbook(bytes)
            let rows = try #require(list["List"])
            #expect(rows.first?[1] == .text("title"))
            #expect(rows.first?[4] == .text("note"))
            #expect(rows.count == texts.count + 1)
            for row in rows.dropFirst() {
                let text = try #require(Self.number(ReadTable.text(row[0])).map { texts[$0] })
                #expect(row[1] == .text(text) && row[4] == .text(text), "\(text.debugDescription)")
            }
            let parts = try Self.sheets(of: bytes)
            let formulas = parts.filter { $0.contains("<f>") || $0.contains("<f ") || $0.contains("<f/") }.count
            #expect(!parts.isEmpty && formulas == 0)
            Figures.note(
                "T31", "formulas in CSV and in a workbook",
                "\(naughty.count) + \(FormulaTexts.own.count) strings: \(live) live in CSV, \(formulas) sheets with formulas"
            )
        }
    }

    @Test("is told from a number: the same characters are text as a title, and a number as a change")
    func numbers() async throws {
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                let editions = "series,market,title,status\nf,us,'-60,in_promotion\n"
                let register = try directory.write(editions, to: "e.csv")
                #expect(await shell.run(["import", "editions", register, "--new-series"]).status == 0)
                #expect(await shell.run("source add src --title Source").status == 0)
                let figures = "f/us,views,src,2026-W01,100\nf/us,views,src,2026-W02,40\n"
                let file = try directory.write("edition,metric,source,week,value\n" + figures, to: "r.csv")
                #expect(await shell.run(["import", "reach", file]).status == 0)
                let line = "export reach --week 2026-W02 --weeks 2 --metric views --format "
                let csv = ReadTable.fields(await shell.run(line + "csv").output)
                let header = try #require(csv.first)
                let title = try #require(header.firstIndex(of: "title"))
                let change = try #require(header.firstIndex(of: "change"))
                let percent = try #require(header.firstIndex(of: "change_pct"))
                let last = try #require(csv.last)
                #expect([last[title], last[change], last[percent]] == ["'-60", "-60", "-60.00"])
                let sheets = try ReadTable.workbook(await shell.run(line + "xlsx").bytes)
                let rows = try #require(sheets["Weekly"])
                #expect(rows.first.map { $0.map(ReadTable.text) } == header)
                let row = try #require(rows.last)
                #expect([row[title], row[change], row[percent]] == [.text("-60"), .number("-60"), .number("-60")])
            }
        }
    }

    /// Those of the strings that break software that begin as a formula does; none where they are not at hand.
    private static func naughty() throws -> [String] {
        guard let path = NaughtyFile.path else { return [] }
        let json = try JSONText(TemporaryDirectory.read(path) ?? "")
        let found = (0..<json.count).compactMap { json[$0]?.string }
        let naughty = found.filter { $0.unicodeScalars.first.map(signs.contains) == true }
        #expect(naughty.count == 27)
        return naughty
    }

    /// Series whose titles and notes are the texts, put into the database as they are: commands take outer blanks off.
    private static func add(_ texts: [String], _ shell: Shell) async throws {
        try await TemporaryDirectory.with { directory in
            let rows = texts.indices.map { "f\($0),o,Title \($0)\n" }.joined()
            let file = try directory.write("series,code,title\n" + rows, to: "e.csv")
            let added = await shell.run(["import", "editions", file, "--new-series"])
            #expect(added.status == 0, "\(added.errors)")
        }
        let connection = try await Connection.open(shell.url)
        try await connection.run("alter table adapt.series_state disable trigger user")
        for (number, text) in texts.enumerated() {
            let code = "f\(number)"
            let changed = try await connection.query(
                """
                update adapt.series_state set title = \(text), note = \(text)
                where series_id = (select series_id from adapt.series where code = \(code))
                """)
            #expect(changed.affected == 1)
        }
        await connection.close()
    }

    /// Which of the texts a series has.
    private static func number(_ code: String) -> Int? { Int(code.dropFirst()) }

    /// Titles and notes as they stand in the file, by the number of their text.
    private static func cells(of records: [[String]]) throws -> [Int: [String]] {
        let title = try #require(records.first?.firstIndex(of: "title"))
        let note = try #require(records.first?.firstIndex(of: "note"))
        var cells: [Int: [String]] = [:]
        for record in records.dropFirst() {
            if let number = Self.number(record[0]) { cells[number] = [record[title], record[note]] }
        }
        return cells
    }

    /// The sheets of a workbook as they are written.
    private static func sheets(of bytes: [UInt8]) throws -> [String] {
        let limits = SpreadsheetLimits()
        let file = try OpenFile.copy(of: bytes, limits: limits, temporaryDirectory: TemporaryDirectory.root)
        let archive = try Archive(file, limits: limits)
        var sheets: [String] = []
        while let entry = try archive.entry("xl/worksheets/sheet\(sheets.count + 1).xml", limit: 1 << 24) {
            var (text, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
            while true {
                let count = try block.withUnsafeMutableBytes { try entry.read(into: $0) }
                if count == 0 { break }
                text += block[..<count]
            }
            sheets.append(String(decoding: text, as: UTF8.self))
        }
        return sheets
    }
}
