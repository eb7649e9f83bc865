import AdaptModel
import Testing

@Suite struct VerdictFilterTests {
    private func admitted(_ words: String...) throws -> [Verdict] {
        let filter = try VerdictFilter(parsing: words)
        return Verdict.allCases.filter { filter.admits($0) }
    }

    @Test("no word and all show everything; changed leaves out what is the same, and what is unknown on one side")
    func groups() throws {
        #expect(try admitted() == Verdict.allCases)
        #expect(try admitted("all") == Verdict.allCases)
        #expect(
            try admitted("changed")
                == Verdict.allCases.filter { ![.same, .bothSameChange, .unknown].contains($0) })
        #expect(try admitted("added") == [.leftAdded, .rightAdded])
        #expect(try admitted("dropped") == [.leftDropped, .rightDropped])
    }

    @Test("every verdict names itself, alone")
    func verdicts() throws {
        for verdict in Verdict.allCases { #expect(try admitted(verdict.rawValue) == [verdict]) }
    }

    @Test("several words add up, between commas or repeated")
    func several() throws {
        #expect(try admitted("same,unknown") == [.same, .unknown])
        #expect(try admitted("same", "unknown,diverged") == [.same, .diverged, .unknown])
        #expect(try VerdictFilter(parsing: ["same", "all"]).isAll)
        #expect(try !VerdictFilter(parsing: ["changed"]).isAll)
    }

    @Test("kept shows what is the same on purpose, and only that; same shows it too")
    func kept() throws {
        let filter = try VerdictFilter(parsing: ["kept"])
        #expect(filter.admits(.same, kept: true))
        #expect(!filter.admits(.same))
        #expect(!filter.admits(.rightChanged, kept: true))
        #expect(try VerdictFilter(parsing: ["same"]).admits(.same, kept: true))
        #expect(try !VerdictFilter(parsing: ["changed"]).admits(.same, kept: true))
    }

    @Test("another word is refused with what is near", arguments: ["chnaged", "", "same,,unknown", "left-changed"])
    func refused(_ word: String) {
        let refusal = #expect(throws: Refusal.self) { try VerdictFilter(parsing: [word]) }
        #expect(refusal?.kind == .usage)
        if word == "chnaged" { #expect(refusal?.hint == "did you mean changed?") }
    }
}
