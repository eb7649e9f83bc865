import TestSupport
import Testing

@Suite("Signs of comparisons, in every format")
struct CompareSignTests {
    /// Elements of `s/b`, which derives from `s/a`, by what they are; a third edition inherits from the first.
    private static let signs = [
        ("x.absent", "-"), ("x.changed", ">"), ("x.inherited", "·"), ("x.kept", "≡"), ("x.not_recorded", "?"),
        ("x.same", "="),
    ]

    static func story(_ body: @Sendable (Shell) async throws -> Void) async throws {
        try await Shell.empty { shell in
            for line in [
                "series add s --title S",
                "register s --code a --title A --new --set x.absent=v --set x.changed=v --set x.inherited=v "
                    + "--set x.kept=v --set x.same=v",
                "register s --code b --title B --from a --method dub --keep x.kept --set x.same=v --set x.changed=w "
                    + "--set x.not_recorded=v --new",
                "absent s/b x.absent",
            ] {
                let done = await shell.run(line)
                #expect(done.status == 0, "\(done.errors)")
            }
            try await body(shell)
        }
    }

    /// The rows of a file, by its header.
    private func rows(_ text: String) -> [[String: String]] {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        return lines.dropFirst().map { line in
            Dictionary(zip(lines[0], line).map { (String($0), String($1)) }) { first, _ in first }
        }
    }

    @Test("what both changed to the same says why on both sides")
    func bothWhy() async throws {
        try await Self.story { shell in
            let reason = "x.changed=w --reason"
            for line in [
                "register s --code c --title C --from a --method dub --set \(reason) budget",
                "set s/b \(reason) rating",
            ] {
                #expect(await shell.run(line).status == 0)
            }
            let table = await shell.run("compare s/b s/c --format table").output.split(separator: "\n").map(String.init)
            let line = try #require(table.firstIndex { $0.hasPrefix("≈  x.changed") })
            let why = ["     base: v", "     left: rating", "     right: budget"]
            #expect(table[(line + 1)...(line + 3)].elementsEqual(why))
        }
    }

    @Test("of two editions: csv, json, jsonl, markdown, html and xlsx tell not recorded, absent, inherited, kept, same")
    func pair() async throws {
        try await Self.story { shell in
            let expected = Self.signs.map { "\($0.1) \($0.0)" }
            let csv = rows(await shell.run("compare s/a s/b --format csv").output)
            #expect(csv.map { "\($0["sign"] ?? "") \($0["element"] ?? "")" } == expected)
            let json = try JSONText(await shell.run("compare s/a s/b --format json").output)["elements"]
            let lines = await shell.run("compare s/a s/b --format jsonl").output.split(separator: "\n")
            let markdown = await shell.run("compare s/a s/b --format markdown").output
            let html = await shell.run("compare s/a s/b --format html").output
            let book = try ReadTable.workbook(await shell.run("compare s/a s/b --format xlsx").bytes)
            let (people, machine) = (try #require(book["Compare"]), try #require(book["Rows"]))
            #expect(people.dropFirst().map(\.first) == Self.signs.map { .text($0.1) })
            let place = try #require(machine.first?.firstIndex(of: .text("sign")))
            #expect(machine.map { $0[place] } == ([("", "sign")] + Self.signs).map { .text($0.1) })
            #expect(lines.count == expected.count)
            for (number, (element, sign)) in Self.signs.enumerated() {
                #expect(json?[number]?["sign"]?.string == sign)
                #expect(lines[number].hasSuffix("\"sign\":\"\(sign)\"}"), "\(lines[number])")
                let escaped = ["-": "\\-", ">": "\\>", "=": "\\=", "?": "?"][sign] ?? sign
                let path = " \(element.replacing("_", with: "\\_")) "
                let line = markdown.split(separator: "\n").first { $0.contains(path) } ?? ""
                #expect(line.hasPrefix("| \(escaped) ") || line.hasPrefix("| \(sign) "), "\(markdown)")
                let shown = sign == ">" ? "&gt;" : sign
                #expect(html.contains(">\(shown)</td><th scope=\"row\">\(element)</th>"), "\(element)")
            }
        }
    }

    @Test("against the parent, what is kept and what is said again have signs of their own, in files as on screens")
    func parent() async throws {
        try await Self.story { shell in
            let decided = Self.signs.filter { $0.1 != "·" }
            let csv = rows(await shell.run("compare s --against-parent --format csv").output)
            #expect(csv.map { $0["sign"] } == decided.map(\.1))
            let json = try JSONText(await shell.run("compare s --against-parent --format json").output)
            for (number, (_, sign)) in decided.enumerated() { #expect(json[number]?["sign"]?.string == sign) }
            let table = await shell.onTerminal.run("compare s --against-parent --color never").output
            #expect(table.contains("\n≡  b"))
            let html = await shell.run("compare s --against-parent --format html").output
            #expect(html.contains(">≡</td><th scope=\"row\">x.kept</th>"))
        }
    }

    @Test("a matrix has the sign of each cell")
    func matrix() async throws {
        try await Self.story { shell in
            let csv = rows(await shell.run("compare s --format csv").output)
            let signs = csv.map { "\($0["a_sign"] ?? "") \($0["b_sign"] ?? "")" }
            #expect(signs == ["* -", "* >", "* ·", "* ≡", " ?", "* ="])
            let json = try JSONText(await shell.run("compare s --format json").output)["elements"]
            #expect(json?[3]?["cells"]?[1]?["sign"]?.string == "≡")
            #expect(json?[4]?["cells"]?[0]?["sign"]?.isNull == true)
            let words = await shell.run("compare s --format markdown").output
            #expect(words.contains("≡ kept"))
            // Markdown takes a > for a quotation at the start of a line alone.
            let legend = await shell.onTerminal.run("compare s").output
            for sign in ["= same", "≡ kept", "> changed", "- dropped", "· inherited", "* has no parent"] {
                #expect(legend.contains(sign), "\(sign)")
            }
            #expect(!legend.contains("~"))
        }
    }
}
