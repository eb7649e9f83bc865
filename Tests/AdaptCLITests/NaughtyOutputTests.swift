import AdaptModel
import AdaptReports
import Glibc
import Spreadsheet
import TestSupport
import Testing

/// The list of strings that break software.
enum NaughtyFile {
    /// `ADAPT_REAL_DATA`, else `shared/data` beside the checkout.
    static let path: String? = {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let folder = getenv("ADAPT_REAL_DATA").map { String(cString: $0) } ?? "/\(root)/../shared/data"
        let file = folder + "/naughty_strings/blns.json"
        return access(file, R_OK) == 0 ? file : nil
    }()
}

@Suite("Strings that break software, on their way out", .enabled(if: NaughtyFile.path != nil, "skipped: no real data"))
struct NaughtyOutputTests {
    /// More that has broken software: signs of Markdown, HTML and CSV under combining marks, controls, turned text.
    private static let more = [
        "\"\u{301}, x", "|\u{301} x", "<\u{301}script>", "\u{1B}[31m red", "\u{9B}31m red", "\u{202E}gnp.exe",
        "\u{2066}isolated", "=cmd|' /C calc'!A0", "\t=1+1", "a\rb", "a\nb", "_x0041_", "_x000D_", "\u{2028}line",
    ]

    private static func strings() throws -> [String] {
        let json = try JSONText(TemporaryDirectory.read(NaughtyFile.path ?? "") ?? "")
        let found = (0..<json.count).compactMap { json[$0]?.string }
        #expect(found.count == 515)
        // What is no title: nothing, blanks alone, NUL.
        return (found + more).filter { string in
            !string.unicodeScalars.contains("\0") && !string.unicodeScalars.allSatisfy(\.properties.isWhitespace)
        }
    }

    private static func quoted(_ text: String) -> String {
        let parts = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.map { String($0) }.joined(separator: "\"\"") + "\""
    }

    /// A series whose editions have each string as title, value and note.
    private static func filled(_ body: @Sendable (Shell, [String: String]) async throws -> Void) async throws {
        let strings = try strings()
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                let names = strings.enumerated().map { ("c\($0.offset)", quoted($0.element)) }
                let editions = names.map { "s,\($0.0),\($0.1),o,remake\n" }.joined()
                let path = try directory.write("series,code,title,from,method\ns,o,o,,\n" + editions, to: "e.csv")
                let rejects = directory.path + "/bad.csv"
                let read = await shell.run(["import", "editions", path, "--new-series", "--rejects", rejects])
                #expect(read.status == 0, "\(read.errors)")
                let refused = Set(ReadTable.csv(directory.read("bad.csv") ?? "").map { $0.count > 1 ? $0[1] : "" })
                #expect(refused.count < 12)
                let kept = names.filter { !refused.contains($0.0) }
                #expect(kept.count > 510)
                let elements = kept.map { "s/\($0.0),a.b,\($0.1),value,\($0.1)\n" }.joined()
                let other = try directory.write("edition,element,value,state,note\n" + elements, to: "d.csv")
                let decided = await shell.run(["import", "elements", other, "--new"])
                #expect(decided.status == 0, "\(decided.errors)")
                let known = Dictionary(strings.enumerated().map { ("s/c\($0.offset)", trimmed($0.element)) }) {
                    one, _ in one
                }
                try await body(shell, known.filter { !refused.contains(String($0.key.dropFirst(2))) })
            }
        }
    }

    /// The cells of some columns, by what stands in the column of editions.
    private static func cells(_ rows: [[String]], _ names: [String]) throws -> [String: [String]] {
        let columns = try names.map { name in try #require(rows.first?.firstIndex(of: name)) }
        let edition = try #require(rows.first?.firstIndex(of: "edition"))
        let series = rows.first?.firstIndex(of: "series")
        var found: [String: [String]] = [:]
        for row in rows.dropFirst() {
            let name = series.map { row[$0] + "/" + row[edition] } ?? row[edition]
            found[name] = columns.map { row[$0] }
        }
        return found
    }

    private static func rows(_ shell: Shell, _ line: String, _ format: String) async throws -> [[String]] {
        let result = await shell.run(line + " --format \(format)")
        #expect(result.status == 0, "\(format): \(result.errors)")
        switch format {
        case "csv": return ReadTable.csv(result.output)
        case "tsv": return ReadTable.tsv(result.output)
        case "xlsx":
            let sheets = try ReadTable.workbook(result.bytes)
            return try #require(sheets["List"] ?? sheets["Against parent"]).map { $0.map(ReadTable.text) }
        case _:
            let items: [JSONText] =
                try format == "jsonl"
                ? result.output.unicodeScalars.split(separator: "\n").map { try JSONText(String($0)) }
                : {
                    let all = try JSONText(result.output)
                    return (0..<all.count).compactMap { all[$0] }
                }()
            let names = (items.first?.keys ?? []).sorted()
            return [names] + items.map { item in names.map { item[$0]?.string ?? "" } }
        }
    }

    @Test(
        "come back from every format that is read by programs as they were, in NFC",
        arguments: ["csv", "tsv", "json", "jsonl", "xlsx"])
    func back(_ format: String) async throws {
        try await Self.filled { shell, known in
            let titles = try Self.cells(try await Self.rows(shell, "edition list s", format), ["title"])
            let values = try Self.cells(
                try await Self.rows(shell, "compare s --against-parent", format), ["value", "note"])
            for (edition, string) in known {
                #expect(titles[edition] == [string])
                #expect(values[edition] == [string, string])
            }
            Figures.note("T25", "strings out as \(format)", "\(known.count) of \(known.count) back")
        }
    }

    @Test(
        "give a terminal or a page no command and no turn of direction",
        arguments: ["table", "markdown", "html", "csv", "tsv"])
    func harmless(_ format: String) async throws {
        try await Self.filled { shell, known in
            for line in ["edition list s", "compare s --against-parent"] {
                let output = await shell.onTerminal.run(line + " --color never --format \(format)").output
                #expect(output.utf8.count > 10_000)
                let commands = output.unicodeScalars.filter { scalar in
                    scalar.value < 0x20 && scalar != "\n" && (scalar != "\t" || format != "tsv")
                        || (0x7F...0x9F).contains(scalar.value)
                        || (0x7F...0x9F).contains(scalar.value)
                        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                }
                #expect(commands.isEmpty, "\(line): \(commands.map(\.value))")
                if format == "html" {
                    let page = try ReadPage(output)
                    #expect(page.count("script") + page.count("img") + page.count("iframe") == 0)
                    // Some of them: a search in so much text takes its time.
                    for (edition, string) in known where edition.hasSuffix("7") && shown(string) == string {
                        #expect(page.text.contains(string), "\(line): \(string)")
                    }
                }
                if format == "markdown" {
                    // Every row has as many cells as the header: no sign in a text ends a cell or opens markup.
                    let widths = output.unicodeScalars.split(separator: "\n").filter { $0.first == "|" }
                        .map { Self.bars(String($0)) }
                    #expect(widths.count > 510 && Set(widths).count == 1)
                }
            }
        }
    }

    /// Bars that are not escaped.
    private static func bars(_ line: String) -> Int {
        var (count, isEscaped) = (0, false)
        for scalar in line.unicodeScalars {
            if !isEscaped, scalar == "|" { count += 1 }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return count
    }
}
