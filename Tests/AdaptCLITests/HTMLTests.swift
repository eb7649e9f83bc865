import Testing

@Suite("Pages")
struct HTMLTests {
    /// What must come out as text, and never as markup.
    static let hostile = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt; & &amp;",
        "\"\u{301} onclick=\"x", "<\u{301}b>", "</title></style></td></table>", "]]><!--", "두번째 삶 <3 사랑",
        "\u{202E}gnp.exe", "<!-- -->", "javascript:alert(1)", "{{constructor}}", "\u{7}bell",
    ]

    @Test("a title or value can be anything, and the page says it as it is", arguments: hostile)
    func escaped(_ text: String) async throws {
        try await Shell.sample { shell in
            #expect(await shell.run(["edition", "edit", "hockey-star/es", "--title", text]).status == 0)
            let set = await shell.run(["set", "hockey-star/es", "male_lead.nature=\(text)", "--note", text])
            #expect(set.status == 0, "\(set.errors)")
            for line in [
                "compare hockey-star en es", "compare hockey-star", "compare --all --against-parent",
                "edition show hockey-star/es", "lineage hockey-star", "series show hockey-star",
            ] {
                let result = await shell.run(line + " --format html")
                #expect(result.status == 0)
                let page = try ReadPage(result.output)
                #expect(page.count("script") + page.count("img") + page.count("b") == 0)
                #expect(page.tags.allSatisfy { tag in !tag.attributes.keys.contains { $0.hasPrefix("on") } })
                let isSafe = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E }
                if isSafe, line != "compare --all --against-parent" { #expect(page.text.contains(text), "\(line)") }
                #expect(!result.output.unicodeScalars.contains("\u{202E}"))
                #expect(!result.output.unicodeScalars.contains("\u{7}"))
            }
        }
    }

    @Test("a page is whole in itself, with real tables whose cells are in the language of their edition")
    func structure() async throws {
        try await Shell.sample { shell in
            let source = await shell.run("compare hockey-star --format html").output
            let page = try ReadPage(source)
            #expect(source.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
            #expect(!source.contains("http:") && !source.contains("https:") && !source.contains("url("))
            #expect(source.contains("@media print"))
            #expect(page.count("table") == 1)
            #expect(page.tags.filter { $0.name == "th" && $0.attributes["scope"] == "col" }.count == 3)
            #expect(page.tags.filter { $0.name == "th" && $0.attributes["scope"] == "row" }.count == 3)
            let languages = page.tags.filter { $0.name == "td" }.map { $0.attributes["lang"] }
            #expect(languages == ["en", "es", "en", "es", "en", "es"])
            #expect(page.text.contains("> football"))
            #expect(page.text.contains("(not recorded)"))
            let pair = try ReadPage(await shell.run("compare hockey-star en es --format html").output)
            #expect(pair.text.contains("right_changed"))
            #expect(pair.text.contains("to better suit local tastes"))
            #expect(pair.text.contains("1 same · 1 right_changed · 1 unknown; 2 of 3 elements known on both sides"))
        }
    }

    @Test("words that were exchanged are del and ins")
    func words() async throws {
        try await Shell.sample { shell in
            _ = await shell.run("set hockey-star/en plot.twist='one two three four' --new")
            _ = await shell.run("set hockey-star/es plot.twist='one two three five'")
            for line in ["compare hockey-star en es", "compare hockey-star --against-parent"] {
                let source = await shell.run(line + " --format html").output
                #expect(source.contains("one two three<del> four</del></td>"))
                #expect(source.contains("one two three<ins> five</ins></td>"))
            }
        }
    }

    @Test(
        "every list can be a page",
        arguments: [
            "changes", "check", "market list", "element list", "edition list", "source show socialpeta-2026-w02", "log",
            "reach --week 2026-W02", "outdated", "blame hockey-star/es male_lead.sport",
        ])
    func lists(_ line: String) async throws {
        try await Shell.sample { shell in
            let result = await shell.run(line + " --format html")
            #expect(result.status == 0)
            let page = try ReadPage(result.output)
            #expect(page.count("html") == 1)
        }
    }

    @Test("every colour of text stands out against its ground by 4.5 to 1, in light and dark")
    func contrast() async throws {
        let source = try await Shell.sample { await $0.run("compare hockey-star --format html").output }
        let grounds = [
            "page": ["ink", "dim", "changed", "diverged", "added", "dropped", "unknown"],
            "head": ["ink"], "del": ["del-ink"], "ins": ["ins-ink"],
        ]
        let themes = source.split(separator: ":root {").dropFirst()
        #expect(themes.count == 2)
        for theme in themes {
            var colours: [String: Double] = [:]
            for rule in theme.prefix(while: { $0 != "}" }).split(separator: ";") {
                let parts = rule.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
                guard parts.count == 2, parts[1].hasPrefix("#") else { continue }
                colours[String(parts[0].dropFirst(2))] = try Self.luminance(parts[1])
            }
            for (ground, inks) in grounds {
                for ink in inks {
                    let (one, other) = (try #require(colours[ground]), try #require(colours[ink]))
                    let ratio = (max(one, other) + 0.05) / (min(one, other) + 0.05)
                    #expect(ratio >= 4.5, "\(ink) on \(ground): \(ratio)")
                }
            }
        }
    }

    /// Relative luminance as WCAG 2 defines it; the power of 2.4 by way of its logarithm would need a library, so the
    /// fifth root of the twelfth power is found by bisection.
    private static func luminance(_ colour: String) throws -> Double {
        let number = try #require(Int(colour.dropFirst(), radix: 16))
        func linear(_ channel: Int) -> Double {
            let share = Double(channel) / 255
            guard share > 0.04045 else { return share / 12.92 }
            let base = (share + 0.055) / 1.055
            let power = (0..<12).reduce(1.0) { product, _ in product * base }
            var (low, high) = (0.0, 1.0)
            for _ in 0..<60 {
                let middle = (low + high) / 2
                if (0..<5).reduce(1.0, { product, _ in product * middle }) < power {
                    low = middle
                } else {
                    high = middle
                }
            }
            return low
        }
        return 0.2126 * linear(number >> 16 & 255) + 0.7152 * linear(number >> 8 & 255) + 0.0722 * linear(number & 255)
    }
}
