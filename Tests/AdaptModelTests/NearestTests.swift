import AdaptModel
import Testing

@Suite struct NearestTests {
    private let codes = ["second-life", "hockey-star", "assertive-lover", "hotel-star"]

    @Test(
        "a letter left out, added, replaced or swapped with its neighbour is found",
        arguments: ["hockey-sta", "hockey-str", "hockeyy-star", "hockey-stat", "hokcey-star", "Hockey-Star", "hockey"])
    func edits(word: String) {
        #expect(Nearest.matches(for: word, among: codes).first == "hockey-star")
    }

    @Test("nothing near gives nothing, and no hint", arguments: ["zebra", "x", "", "lovers-lane-9"])
    func none(word: String) {
        #expect(Nearest.matches(for: word, among: codes) == [])
        #expect(Nearest.hint(for: word, among: codes) == nil)
    }

    @Test("swapped neighbours are one edit, letters swapped further apart are two")
    func swapped() {
        #expect(Nearest.matches(for: "abdc", among: ["abcd"]) == ["abcd"])
        #expect(Nearest.matches(for: "cbad", among: ["abcd"]) == [])
    }

    @Test("a third of the longer word may be edited, and no more")
    func third() {
        #expect(Nearest.matches(for: "xxxdefghi", among: ["abcdefghi"]) == ["abcdefghi"])
        #expect(Nearest.matches(for: "xxxxefghi", among: ["abcdefghi"]) == [])
        #expect(Nearest.matches(for: "abx", among: ["abc"]) == ["abc"])
        #expect(Nearest.matches(for: "axx", among: ["abc"]) == [])
    }

    @Test("words of two letters are too alike for edits, but may start a longer one")
    func short() {
        #expect(Nearest.matches(for: "es", among: ["en", "et", "es-419"]) == ["es-419"])
        #expect(Nearest.matches(for: "e", among: ["en", "es", "e5"]) == [])
    }

    @Test("of two letters only their swap is near")
    func twoLetters() {
        #expect(Nearest.matches(for: "bd", among: ["db", "ba", "d", "bdx"]) == ["bdx", "db"])
        #expect(Nearest.matches(for: "sh", among: ["hs", "as"]) == ["hs"])
    }

    @Test("a path with the same last segment is near")
    func lastSegment() {
        #expect(Nearest.matches(for: "lead.sport", among: ["male_lead.sport", "male_lead.job"]) == ["male_lead.sport"])
        #expect(Nearest.matches(for: "hockey/es", among: ["hockey-star/es", "second-life/kr"]) == ["hockey-star/es"])
    }

    @Test("the nearest come first, ties by text, three at most unless asked")
    func order() {
        let words = ["stark", "staxx", "stbxx", "sta", "starsky"]
        #expect(Nearest.matches(for: "starr", among: ["abarr", "stark", "starry"]) == ["stark", "starry"])
        #expect(Nearest.matches(for: "sta", among: words) == ["sta", "stark", "starsky"])
        #expect(Nearest.matches(for: "sta", among: words, limit: 4) == ["sta", "stark", "starsky", "staxx"])
        #expect(Nearest.matches(for: "abcdex", among: ["axcdey", "abcdey"]) == ["abcdey", "axcdey"])
    }

    @Test("the same last segment is one edit away, however long the words are")
    func lastSegmentScore() {
        #expect(Nearest.matches(for: "aa.sport", among: ["bb.sport", "aa.sports"]) == ["aa.sports", "bb.sport"])
    }

    @Test("a hint names what is near")
    func hint() {
        #expect(Nearest.hint(for: "hockey-sta", among: codes) == "did you mean hockey-star?")
        #expect(Nearest.hint(for: "lead.x", among: ["b.x", "a.x"]) == "did you mean a.x, b.x?")
    }
}
