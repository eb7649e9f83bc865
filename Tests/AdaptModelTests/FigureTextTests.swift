import AdaptModel
import Testing

@Suite struct FigureTextTests {
    @Test(
        "a plain number is exact",
        arguments: [
            ("1180000", 1_180_000), ("1,180,000", 1_180_000), ("1.18M", 1_180_000), ("1.18m", 1_180_000),
            ("1.18 M", 1_180_000), (" 1180000 ", 1_180_000), ("=1180000", 1_180_000), ("0", 0), ("007", 7),
            ("10K", 10_000), ("10k", 10_000), ("1.5K", 1500), ("1.2340K", 1234), ("1B", 1_000_000_000),
            ("1.25bn", 1_250_000_000), ("16.9w", 169_000), ("16.9W", 169_000), ("16.9万", 169_000),
            ("16.9萬", 169_000), ("16.9만", 169_000), ("1.5亿", 150_000_000), ("1.5億", 150_000_000),
            ("1.5억", 150_000_000), ("3천", 3000), ("1.180.000", 1_180_000), ("1.234.567K", 1_234_567_000),
            ("0.500M", 500_000),
            ("1180000.0", 1_180_000),
            ("9223372036854775806", 9_223_372_036_854_775_806), ("\u{A0}15\u{A0}", 15),
        ])
    func exact(text: String, number: Int) throws {
        #expect(try FigureText.parse(text) == Figure(.equal, number))
    }

    @Test(
        "signs and words say how a number bounds the figure",
        arguments: [
            (">70M", Figure.Comparator.more), ("> 70M", .more), ("over 70M", .more), ("Over 70M", .more),
            ("more than 70M", .more), ("above 70,000,000", .more), ("70M+", .atLeast), ("70M +", .atLeast),
            ("70000000+", .atLeast), (">=70M", .atLeast), ("≥70M", .atLeast), ("≥ 70M", .atLeast),
            ("at least 70M", .atLeast), ("no less than 70M", .atLeast), ("≤70M", .atMost), ("<=70M", .atMost),
            ("up to 70M", .atMost), ("at most 70M", .atMost), ("<70M", .less), ("under 70M", .less),
            ("less than 70M", .less), ("below 70M", .less), ("~70M", .about), ("~ 70,000,000", .about),
            ("≈70M", .about), ("about 70M", .about), ("around 70M", .about), ("roughly 70M", .about),
            ("approximately 70M", .about), ("nearly 70M", .about), ("ca. 70M", .about), ("ABOUT 7000w", .about),
            ("over 7000万", .more), ("70M", .equal),
        ])
    func bounded(text: String, comparator: Figure.Comparator) throws {
        let figure = try #require(try FigureText.parse(text))
        #expect(figure == Figure(comparator, 70_000_000))
    }

    @Test("the publisher's sentences of the sample give their figures")
    func sample() throws {
        #expect(try FigureText.parse("over 70M")?.low == 70_000_001)
        #expect(try FigureText.parse("about 15,000") == Figure(.about, 15_000))
        #expect(try FigureText.parse("~15,000") == Figure(.about, 15_000))
        #expect(try FigureText.parse("≤100") == Figure(.atMost, 100))
        #expect(try FigureText.parse("120+") == Figure(.atLeast, 120))
    }

    @Test(
        "an estimate is marked as one",
        arguments: ["estimated 1.18M", "est. 1.18M", "an estimated 1.18M", "Estimated 1180000"])
    func estimated(text: String) throws {
        #expect(try FigureText.parse(text) == Figure(.equal, 1_180_000, estimated: true))
    }

    @Test("an estimate keeps its bound, on whichever side of the word that stands")
    func estimatedAndBounded() throws {
        #expect(try FigureText.parse("estimated over 1.18M") == Figure(.more, 1_180_000, estimated: true))
        #expect(try FigureText.parse("over estimated 1.18M") == Figure(.more, 1_180_000, estimated: true))
        #expect(try FigureText.parse("est. 1.18M+") == Figure(.atLeast, 1_180_000, estimated: true))
        #expect(try FigureText.parse("estimated 10K-50K") == Figure(from: 10_000, to: 50_000, estimated: true))
    }

    @Test(
        "a range has two ends with any dash",
        arguments: ["10K-50K", "10K–50K", "10K - 50K", "10k – 50k", "10,000-50,000", "10000-50000", "1w-5w", "1万-5万"])
    func range(text: String) throws {
        #expect(try FigureText.parse(text) == Figure(from: 10_000, to: 50_000))
    }

    @Test(
        "nothing, a dash and N/A say that there is no figure",
        arguments: ["", "  ", "-", "–", "—", "N/A", "n/a", "NA", "null", "NULL", " - ", "\t"])
    func notReported(text: String) throws {
        #expect(try FigureText.parse(text) == nil)
    }

    @Test("a range from and to the same in units is exactly so much", arguments: ["1,200K-1.2M", "1.2M–1,200K"])
    func sameEnds(_ text: String) throws {
        #expect(try FigureText.parse(text) == Figure(.equal, 1_200_000))
        #expect(try FigureText.parse("estimated " + text)?.estimated == true)
    }
}
