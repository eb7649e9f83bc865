import AdaptModel
import Testing

@Suite struct ReachTotalTests {
    @Test("the sum of nothing is exactly 0")
    func empty() {
        let total = ReachTotal()
        #expect(total.low == 0)
        #expect(total.high == 0)
        #expect(total.figures == 0)
        #expect(total.comparator == .equal)
        #expect(total.value == 0)
    }

    @Test("the sum of one figure is stated as the figure is")
    func one() throws {
        for comparator in Figure.Comparator.allCases where comparator != .range && comparator != .less {
            let total = try sum([Figure(comparator, 70)])
            #expect(total.comparator == comparator)
            #expect(total.value == (comparator == .atMost ? nil : 70))
            #expect(total.figures == 1)
        }
        let less = try sum([Figure(.less, 70)])
        #expect(less.comparator == .atMost)
        #expect(less.high == 69)
        let range = try sum([Figure(from: 10, to: 50)])
        #expect(range.comparator == .range)
        #expect(range.value == 10)
        #expect(range.bounds == (10, 50))
    }

    @Test("sums are intervals: the bounds add up, and there is no midpoint")
    func intervals() throws {
        let total = try sum([Figure(from: 10, to: 50), Figure(.equal, 100), Figure(.atMost, 7)])
        #expect(total.low == 110)
        #expect(total.high == 157)
        #expect(total.comparator == .range)
        #expect(total.value == 110)
    }

    @Test("one lower bound makes the sum a lower bound")
    func lowerBounds() throws {
        let atLeast = try sum([Figure(.atLeast, 70), Figure(.equal, 5)])
        #expect(atLeast.comparator == .atLeast)
        #expect(atLeast.value == 75)
        #expect(atLeast.bounds == (75, nil))
        let more = try sum([Figure(.more, 70), Figure(.atLeast, 5), Figure(.more, 30)])
        #expect(more.comparator == .more)
        #expect(more.value == 105)
        #expect(more.bounds == (107, nil))
        #expect(more.strict == 2)
    }

    @Test("a missing part makes the sum a lower bound, and is counted apart from the figures")
    func missing() throws {
        var total = try sum([Figure(.equal, 5), Figure(from: 10, to: 50)])
        total.addMissing()
        #expect(total.comparator == .atLeast)
        #expect(total.value == 15)
        #expect(total.high == nil)
        #expect(total.missing == 1)
        #expect(total.figures == 2)
        var whole = try sum([Figure(.equal, 1)])
        try whole.add(total)
        #expect(whole.missing == 1)
        #expect(whole.comparator == .atLeast)
        #expect(whole.value == 16)
    }

    @Test("about so much keeps the sum about, without bounds to write down")
    func about() throws {
        let total = try sum([Figure(.about, 15_000), Figure(.equal, 5)])
        #expect(total.comparator == .about)
        #expect(total.value == 15_005)
        #expect(total.bounds == (nil, nil))
        #expect(total.approximate == 1)
    }

    @Test("a missing or lower-bound part makes the sum a lower bound even beside an about (rule 5)")
    func aboutAndOpen() throws {
        var missing = try sum([Figure(.about, 15_000)])
        missing.addMissing()
        #expect(missing.comparator == .atLeast)
        #expect(try sum([Figure(.about, 15_000), Figure(.more, 70)]).comparator == .more)
        #expect(try sum([Figure(.about, 15_000), Figure(.atLeast, 70)]).comparator == .atLeast)
    }

    @Test("upper bounds alone guarantee nothing")
    func atMost() throws {
        let total = try sum([Figure(.atMost, 100), Figure(.atMost, 50)])
        #expect(total.comparator == .atMost)
        #expect(total.value == nil)
        #expect(total.bounds == (0, 150))
    }

    @Test("estimates are counted")
    func estimates() throws {
        let total = try sum([Figure(.equal, 1, estimated: true), Figure(.equal, 1), Figure(.more, 1, estimated: true)])
        #expect(total.estimated == 2)
        #expect(total.figures == 3)
    }

    @Test("a sum that passes 64 bits is refused; an upper bound that does is none")
    func overflow() throws {
        var total = try sum([Figure(.equal, Int.max - 1)])
        try total.add(ReachTotal(low: 1, high: 2, figures: 1, strict: 0, approximate: 0, estimated: 0))
        #expect(total.low == Int.max)
        #expect(total.high == nil)
        let refusal = #expect(throws: Refusal.self) { try total.add(sum([Figure(.equal, 1)])) }
        #expect(refusal?.kind == .rule)
        #expect(refusal?.message == "sum of figures passes 9,223,372,036,854,775,807")
    }

    private func sum(_ figures: [Figure?]) throws -> ReachTotal {
        var total = ReachTotal()
        for figure in figures { try total.add(ReachTotal(try #require(figure))) }
        return total
    }
}
