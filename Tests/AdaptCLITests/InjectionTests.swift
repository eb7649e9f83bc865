import Postgres
import TestSupport
import Testing

@Suite("Injection")
struct InjectionTests {
    /// Texts that end a string, a name, a statement or a comment somewhere.
    static let texts = [
        "'", "''", "\\'", "';--", "'; drop table adapt.canary; --", "\"; drop table adapt.canary; --", "$1", "$$",
        "$a$", "%s", "%",
        "' or '1'='1", "\" or \"\"=\"", "') or ('1'='1", "1; drop table adapt.canary", "/*", "*/", "--",
        "x' || pg_sleep(9) || '",
        "'||(select current_user)||'", "${7*7}", "{{7*7}}", "$(touch /tmp/adapt-injected)",
        "`touch /tmp/adapt-injected`",
        "; touch /tmp/adapt-injected", "\\", "\\\\", "E'\\x27'", "U&'\\0027'", "\u{2019}; drop table adapt.canary",
        "copy adapt.canary to program 'touch /tmp/adapt-injected'", "\\! touch /tmp/adapt-injected", "%27%3Bdrop",
    ]

    /// Every place where a command takes a text; TEXT stands for it.
    static let places: [[String]] = [
        ["search", "TEXT"], ["search", "x", "--kind", "TEXT"], ["series", "show", "TEXT"], ["edition", "show", "TEXT"],
        ["edition", "show", "hockey-star/TEXT"], ["compare", "hockey-star", "TEXT", "us"], ["lineage", "TEXT"],
        ["reach", "--week", "2026-W02", "--source", "TEXT"], ["reach", "--week", "2026-W02", "--metric", "TEXT"],
        ["reach", "--week", "2026-W02", "--market", "TEXT"], ["reach", "--week", "TEXT"],
        ["rank", "--week", "2026-W02", "--by", "TEXT"],
        ["log", "--as-of", "TEXT"], ["log", "TEXT"], ["blame", "hockey-star/es", "TEXT"],
        ["changes", "--market", "TEXT"],
        ["element", "list", "--kind", "TEXT"], ["term", "list", "TEXT"], ["term", "show", "TEXT"],
        ["market", "show", "TEXT"],
        ["gaps", "--by", "TEXT"],
        ["set", "hockey-star/es", "male_lead.nature=TEXT", "--dry-run"],
        ["set", "hockey-star/es", "TEXT=x", "--new", "--dry-run"],
        ["set", "hockey-star/es", "male_lead.nature=x", "--note", "TEXT", "--author", "TEXT", "--dry-run"],
        ["set", "hockey-star/es", "male_lead.nature=x", "--cite", "TEXT", "--quote", "TEXT", "--dry-run"],
        ["series", "add", "new", "--title", "TEXT", "--note", "TEXT", "--dry-run"],
        ["series", "add", "TEXT", "--title", "T", "--dry-run"],
        ["source", "add", "new", "--title", "TEXT", "--publisher", "TEXT", "--url", "TEXT", "--dry-run"],
        ["register", "hockey-star", "--code", "mx", "--language", "TEXT", "--title", "TEXT", "--dry-run"],
        ["register", "hockey-star", "--market", "TEXT", "--title", "T", "--dry-run"],
        ["edition", "edit", "hockey-star/es", "--alias", "TEXT", "--platform", "TEXT", "--dry-run"],
        ["edition", "edit", "hockey-star/es", "--id", "TEXT", "--dry-run"], ["db", "limit", "TEXT", "--market", "us"],
        ["db", "limit", "adapt_edit", "--market", "TEXT"], ["import", "reach", "TEXT"],
        ["db", "restore", "TEXT", "--yes"],
    ]

    @Test("no text is ever part of a statement or of a shell's line, in any place that takes one")
    func everywhere() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            try await connection.run(
                "create table adapt.canary (sings text); insert into adapt.canary values ('still')")
            let before = try await rowCounts(shell.url)
            var runs = 0
            for place in Self.places {
                for text in Figures.soaks ? Self.texts : Array(Self.texts.prefix(9)) {
                    let words = place.map { $0.replacing("TEXT", with: text) }
                    let start = ContinuousClock.now
                    let result = await shell.run(words)
                    runs += 1
                    #expect([0, 2, 64, 65, 66].contains(result.status), "\(words): \(result.status) \(result.errors)")
                    #expect(
                        !result.errors.contains("syntax error") && !result.errors.contains("unterminated"),
                        "\(words): \(result.errors)")
                    #expect(ContinuousClock.now - start < .seconds(8), "\(words) slept")
                }
            }
            #expect(try await rowCounts(shell.url) == before)
            #expect(TemporaryDirectory.names("/tmp").contains("adapt-injected") == false)
            // What is taken is kept as it was typed.
            for (number, text) in Self.texts.enumerated() {
                #expect(await shell.run(["series", "add", "s\(number)", "--title=\(text)"]).status == 0)
            }
            let kept = try JSONText(await shell.run("series list --format json").output)
            let series = (0..<kept.count).compactMap { kept[$0] }
            for (number, text) in Self.texts.enumerated() {
                let own = series.first { $0["series"]?.string == "s\(number)" }
                #expect(own?["title"]?.string == text, "\(text)")
            }
            #expect(try await connection.query("select sings from adapt.canary")[0].get(0, as: String.self) == "still")
            await connection.close()
            Figures.note(
                "T44", "injection",
                "texts in \(Self.places.count) places: \(runs) runs, 0 got through")
        }
    }
}
