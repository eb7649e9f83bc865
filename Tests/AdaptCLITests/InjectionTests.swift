import AdaptModel
import Postgres
import TestSupport
import Testing

@Suite("Injection")
struct InjectionTests {
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
        // One that is too long is refused before anything else is looked at.
        ["set", "hockey-star/es", "male_lead.nature=x", "--message", "TEXT", "--dry-run"],
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

    /// How many commands were run, and in how many of them a text was more than a text.
    private struct Tally: Sendable {
        var runs = 0
        var through = 0
    }

    @Test("no text is ever part of a statement or of a shell's line, in any place that takes one")
    func everywhere() async throws {
        let texts = Figures.soaks ? InjectionTexts.all : InjectionTexts.short
        #expect(Set(texts).count == texts.count)
        #expect(InjectionTexts.all.count >= 200)
        // A command waits for the server half of its time: several go on beside each other, each in a database of its own.
        let lanes = Figures.soaks ? 3 : 1
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for lane in 0..<lanes {
                let own = stride(from: lane, to: Self.places.count, by: lanes).map { Self.places[$0] }
                group.addTask { try await Shell.sample { try await Self.tally(of: texts, in: own, $0) } }
            }
            var tally = Tally()
            for try await one in group {
                tally.runs += one.runs
                tally.through += one.through
            }
            return tally
        }
        #expect(tally.runs == texts.count * Self.places.count)
        #expect(tally.through == 0)
        #expect(!TemporaryDirectory.names("/tmp").contains("adapt-injected"))
        Figures.note(
            "T44", "injection",
            "\(texts.count) texts in \(Self.places.count) places: \(tally.runs) runs, \(tally.through) got through")
    }

    /// Runs the command of each place with each text.
    private static func tally(of texts: [String], in places: [[String]], _ shell: Shell) async throws -> Tally {
        let connection = try await Connection.open(shell.url)
        try await connection.run(
            "create table adapt.canary (sings text); insert into adapt.canary values ('still')")
        let before = try await rowCounts(shell.url)
        var tally = Tally()
        for place in places {
            for text in texts {
                let words = place.map { $0.replacing("TEXT", with: text) }
                let told = "\(place) with \(text.prefix(60).debugDescription)"
                let start = ContinuousClock.now
                let result = await shell.run(words)
                let took = ContinuousClock.now - start
                tally.runs += 1
                let isTaken =
                    ![0, 2, 64, 65, 66].contains(result.status) || result.errors.contains("syntax error")
                    || result.errors.contains("unterminated") || took > .seconds(45)
                if isTaken { tally.through += 1 }
                #expect(!isTaken, "\(told): \(result.status) after \(took): \(result.errors.prefix(500))")
            }
        }
        let after = try await rowCounts(shell.url)
        let sings = try await connection.query("select sings from adapt.canary").first?.get(0, as: String.self)
        if after != before || sings != "still" { tally.through += 1 }
        #expect(after == before)
        #expect(sings == "still")
        await connection.close()
        return tally
    }

    @Test("what is taken is kept as it was typed, but for outer blanks")
    func kept() async throws {
        let texts = Figures.soaks ? InjectionTexts.all : InjectionTexts.first
        try await Shell.empty { shell in
            for (number, text) in texts.enumerated() {
                let added = await shell.run(["series", "add", "s\(number)", "--title=\(text)"])
                #expect(added.status == 0, "\(text.prefix(60).debugDescription): \(added.errors.prefix(500))")
            }
            let list = try JSONText(await shell.run("series list --format json").output)
            var titles: [String: String] = [:]
            for item in (0..<list.count).compactMap({ list[$0] }) {
                titles[item["series"]?.string ?? ""] = item["title"]?.string
            }
            for (number, text) in texts.enumerated() {
                let isKept = titles["s\(number)"] == trimmed(text)
                #expect(isKept, "\(text.prefix(60).debugDescription)")
            }
            #expect(!TemporaryDirectory.names("/tmp").contains("adapt-injected"))
            Figures.note("T44", "injected texts kept as titles", "\(titles.count) of \(texts.count)")
        }
    }
}
