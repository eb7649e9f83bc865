import AdaptModel
import Testing

@Suite struct FigureTests {
    @Test("bounds follow from how a figure is stated, in whole units")
    func bounds() {
        let expected: [(Figure.Comparator, Int, Int?)] = [
            (.equal, 70, 70), (.more, 71, nil), (.atLeast, 70, nil), (.less, 0, 69), (.atMost, 0, 70), (.about, 70, 70),
        ]
        for (comparator, low, high) in expected {
            let figure = Figure(comparator, 70)
            #expect(figure?.comparator == comparator)
            #expect(figure?.low == low, "\(comparator)")
            #expect(figure?.high == high, "\(comparator)")
            #expect(figure?.estimated == false)
        }
        #expect(Figure(.more, 70, estimated: true)?.estimated == true)
    }

    @Test("0 can be stated in every way but as less than 0")
    func zero() {
        #expect(Figure(.less, 0) == nil)
        #expect(Figure(.less, 1)?.high == 0)
        #expect(Figure(.atMost, 0)?.high == 0)
        #expect(Figure(.more, 0)?.low == 1)
        for comparator in [Figure.Comparator.equal, .atLeast, .about] { #expect(Figure(comparator, 0)?.low == 0) }
    }

    @Test(
        "there is no figure below 0 or beyond 64 bits, and no range of one number",
        arguments: Figure.Comparator.allCases)
    func none(comparator: Figure.Comparator) {
        #expect(Figure(comparator, -1) == nil)
        #expect(Figure(comparator, Int.max) == nil)
        #expect((Figure(comparator, Int.max - 1) == nil) == (comparator == .range))
    }

    @Test("a range has both its ends, and they are in order")
    func range() {
        let range = Figure(from: 10, to: 50, estimated: true)
        #expect(range?.comparator == .range)
        #expect(range?.low == 10)
        #expect(range?.high == 50)
        #expect(range?.estimated == true)
        #expect(Figure(from: 0, to: 1)?.low == 0)
        #expect(Figure(from: 50, to: 10) == nil)
        #expect(Figure(from: 10, to: 10) == nil)
        #expect(Figure(from: -1, to: 10) == nil)
    }

    @Test("a stored figure is the figure that was stored")
    func stored() {
        let figure = Figure(.more, 70_000_000)
        let stored = Figure(stored: .more, low: 70_000_001, high: nil, estimated: false)
        #expect(figure == stored)
        #expect(figure != Figure(stored: .atLeast, low: 70_000_001, high: nil, estimated: false))
        #expect(figure != Figure(stored: .more, low: 70_000_001, high: nil, estimated: true))
    }
}
