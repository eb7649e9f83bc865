import AdaptModel
import Testing

@Suite struct ChangeCountsTests {
    /// Three editions of one source: mx and us change the sport, ko keeps it; mx drops a beat; us adds one that the
    /// source says is not there; ko says of the city what nobody told of the source.
    private let history = Family.history(
        [("src", nil, nil), ("mx", 1, "mx"), ("us", 1, "us"), ("ko", 1, nil)],
        [
            decide(EditionID(1), at: 1, .words("hockey")), decide(EditionID(1), at: 1, .words("slap"), on: "beat.a"),
            decide(EditionID(1), at: 1, .absent, on: "beat.b"),
            decide(EditionID(1), at: 1, .words("cruel"), on: "nature"),
            because(EditionID(2), .words("football"), Story.sport, [.localTaste, .culturalNorm]),
            because(EditionID(2), .absent, "beat.a", [.lawCensorship]),
            because(EditionID(3), .words("baseball"), Story.sport, [.localTaste]),
            because(EditionID(3), .words("kiss"), "beat.b", [.localTaste]),
            because(EditionID(3), .words("cruel"), "nature", []),
            because(EditionID(4), .keep, Story.sport, [.localTaste]),
            because(EditionID(4), .words("Seoul"), "setting.city", [.localTaste]),
        ],
        kinds: [
            Story.sport: "character", "nature": "character", "beat.a": "beat", "beat.b": "beat",
            "setting.city": "setting",
        ])

    private static func counted(_ history: SeriesHistory, _ dimension: ChangeDimension, _ kinds: Set<String> = [])
        -> ChangeCounts
    {
        var counts = ChangeCounts(by: dimension)
        for line in history.linesAgainstParents(kinds: kinds) { counts.add(line, of: "s") }
        return counts
    }

    /// name: compared changed added dropped kept unknown.
    private func lines(_ dimension: ChangeDimension, _ kinds: Set<String> = []) -> [String] {
        ChangeCountsTests.counted(history, dimension, kinds).all.map {
            "\($0.name ?? "-"): \($0.compared) \($0.changed) \($0.added) \($0.dropped) \($0.kept) \($0.unknown)"
        }
    }

    @Test("elements, most changed first, then by name")
    func elements() {
        #expect(
            lines(.element) == [
                "male_lead.sport: 3 2 0 0 1 0", "beat.a: 1 0 0 1 0 0", "beat.b: 1 0 1 0 0 0", "nature: 1 0 0 0 0 0",
                "setting.city: 0 0 0 0 0 1",
            ])
        let sport = ChangeCountsTests.counted(history, .element).all[0]
        #expect(sport.kind == "character")
        // The keep's reason is not one for a change.
        #expect(sport.reasons == ["local_taste": 2, "cultural_norm": 1])
        #expect(sport.markets == ["mx": 1, "us": 1])
    }

    @Test("a decision with two reasons counts under each; one without under none, which stands last")
    func reasons() {
        #expect(
            lines(.reason) == [
                "local_taste: 4 2 1 0 1 1", "cultural_norm: 1 1 0 0 0 0", "law_censorship: 1 0 0 1 0 0",
                "-: 1 0 0 0 0 0",
            ])
    }

    @Test("markets, kinds and methods count the same decisions")
    func dimensions() {
        #expect(lines(.market) == ["mx: 2 1 0 1 0 0", "us: 3 1 1 0 0 0", "-: 1 0 0 0 1 1"])
        #expect(lines(.kind) == ["character: 4 2 0 0 1 0", "beat: 2 0 1 1 0 0", "setting: 0 0 0 0 0 1"])
        #expect(lines(.method) == ["remake: 6 2 1 1 1 1"])
        #expect(lines(.element, ["setting"]) == ["setting.city: 0 0 0 0 0 1"])
    }

    @Test("the sums say of how much they are")
    func sums() {
        let counts = ChangeCountsTests.counted(history, .element)
        #expect(counts.decisions == 7)
        #expect(counts.compared == 6)
        #expect(counts.differing == 4)
        #expect(counts.scope.editions == 3)
        #expect(counts.scope.series == 1)
    }

    @Test("a line says its verdict in one word, and what became of the words of a text that was mostly kept")
    func words() throws {
        let lines = history.linesAgainstParents()
        #expect(
            lines.map { "\($0.edition.header.edition) \($0.element) \($0.word)" } == [
                "s/mx beat.a right_dropped", "s/mx male_lead.sport right_changed", "s/us beat.b right_added",
                "s/us male_lead.sport right_changed", "s/us nature same", "s/ko male_lead.sport kept",
                "s/ko setting.city unknown",
            ])
        #expect(lines.allSatisfy { $0.words == nil })
        let told = Family.history(
            [("src", nil, nil), ("mx", 1, "mx")],
            [
                decide(EditionID(1), at: 1, .words("she throws the ring away")),
                decide(EditionID(2), at: 2, .words("she throws the letter away")),
            ])
        let words = try #require(told.linesAgainstParents().first?.words)
        #expect(words.kept == 4)
        #expect(words.pieces.map(\.text) == ["she throws the", " ring", " letter", " away"])
    }
}

private func because(
    _ edition: EditionID, _ statement: Decision.Statement, _ element: String, _ reasons: [Reason]
) -> Decision {
    Decision(element: element, edition: edition, operation: OperationID(2), statement: statement, reasons: reasons)
}
