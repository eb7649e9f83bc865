import AdaptModel
import Testing

@Suite("The vintages of a window")
struct VintageTimelineTests {
    private func vintage(_ value: Int, published: Int, turn: Int, line: Int = 1) throws -> Vintage {
        Vintage(
            published: Day(number: published), turn: turn, line: line, figure: try #require(Figure(.equal, value)))
    }

    private func verdicts(
        _ known: [(Int, Int, Int)], _ arriving: [(Int, Int)]
    ) throws -> (verdicts: [VintageTimeline.Verdict], after: Int?) {
        let timeline = VintageTimeline(
            known: try known.map { try vintage($0.0, published: $0.1, turn: $0.2) },
            arriving: try arriving.enumerated().map {
                try vintage($0.element.0, published: $0.element.1, turn: 9, line: $0.offset + 2)
            })
        return (timeline.vintages.map(\.verdict), timeline.after?.figure.low)
    }

    @Test("the first is new, what is published after it with another value revises it")
    func revised() throws {
        #expect(try verdicts([], [(5, 10)]) == ([.new], 5))
        #expect(try verdicts([], [(6, 11), (5, 10)]) == ([.new, .revised], 6))
        #expect(try verdicts([(5, 10, 1)], [(6, 11)]) == ([.known, .revised], 6))
    }

    @Test("what says the same as the one before is unchanged, and names the import that holds it")
    func unchanged() throws {
        #expect(try verdicts([(5, 10, 1)], [(5, 10)]) == ([.known, .unchanged(confirming: 1)], 5))
        #expect(try verdicts([], [(5, 10), (5, 10)]) == ([.new, .unchanged(confirming: nil)], 5))
    }

    @Test("what says the same and was published later is kept: what was published between them is older")
    func repeated() throws {
        #expect(try verdicts([(5, 10, 1)], [(5, 12)]) == ([.known, .repeated], 5))
        #expect(try verdicts([(5, 10, 1), (5, 20, 2)], [(7, 15)]) == ([.known, .older, .known], 5))
        #expect(try verdicts([(5, 10, 1)], [(7, 15), (5, 20)]) == ([.known, .revised, .revised], 5))
    }

    @Test("what says the same on the day of its import, of which nobody knows when it was published, is not")
    func notStated() throws {
        let figure = try #require(Figure(.equal, 5))
        let known = Vintage(published: Day(number: 10), turn: 1, line: 1, figure: figure)
        let arriving = Vintage(published: Day(number: 12), isStated: false, turn: 9, line: 1, figure: figure)
        let timeline = VintageTimeline(known: [known], arriving: [arriving])
        #expect(timeline.vintages.map(\.verdict) == [.known, .unchanged(confirming: 1)])
    }

    @Test("what was published before a known one is older, and does not count")
    func older() throws {
        #expect(try verdicts([(5, 10, 1)], [(4, 9)]) == ([.older, .known], 5))
        #expect(try verdicts([(5, 10, 1), (7, 14, 2)], [(6, 12)]) == ([.known, .older, .known], 7))
    }

    @Test("of one publication, the later import counts")
    func samePublication() throws {
        #expect(try verdicts([(5, 10, 1)], [(6, 10)]) == ([.known, .revised], 6))
    }

    @Test("known of the same import is not older than what comes in its next load")
    func sameImport() throws {
        #expect(try verdicts([(5, 10, 9)], [(4, 9)]) == ([.revised, .known], 5))
    }

    @Test("where nothing comes in, what counted before still does")
    func nothing() throws {
        #expect(try verdicts([(5, 10, 1), (6, 11, 2)], []) == ([.known, .known], 6))
    }
}
