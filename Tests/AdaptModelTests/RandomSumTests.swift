import AdaptModel
import TestSupport
import Testing

/// A sum in exact arithmetic of twice the width.
private struct ExactSum {
    var low: Int128 = 0
    var high: Int128? = 0
    /// The numbers as they were stated; of ranges the lower end, of `at most` none.
    var stated: Int128 = 0
    var kinds: Set<Figure.Comparator> = []

    mutating func add(_ comparator: Figure.Comparator, _ number: Int, _ end: Int) {
        kinds.insert(comparator)
        let number = Int128(number)
        switch comparator {
        case .equal, .about:
            (low, high, stated) = (low + number, high.map { $0 + number }, stated + number)
        case .more: (low, high, stated) = (low + number + 1, nil, stated + number)
        case .atLeast: (low, high, stated) = (low + number, nil, stated + number)
        case .less: high = high.map { $0 + number - 1 }
        case .atMost: high = high.map { $0 + number }
        case .range: (low, high, stated) = (low + number, high.map { $0 + Int128(end) }, stated + number)
        }
    }
}

@Suite struct RandomSumTests {
    @Test("random sums agree with exact arithmetic, whether added one by one or in two halves")
    func sums() throws {
        var random = Seeded(for: "random sums", standard: 7_000_000_001)
        var wrong: [String] = []
        let sums = Figures.soaks ? 100_000 : 1_000
        for _ in 0..<sums {
            var exact = ExactSum()
            var halves = [ReachTotal(), ReachTotal()]
            var (count, estimated, missing) = (random.pick(1...6), 0, 0)
            let size = random.once(in: 20) ? Int.max / 2 - 1 : 1_000_000
            for part in 0..<count {
                let comparator = Figure.Comparator.allCases[random.pick(0...6)]
                let number = random.pick(1...size)
                let end = number + random.pick(1...1000)
                let isEstimate = random.once(in: 4)
                let figure =
                    comparator == .range
                    ? Figure(from: number, to: end, estimated: isEstimate)
                    : Figure(comparator, number, estimated: isEstimate)
                exact.add(comparator, number, end)
                estimated += isEstimate ? 1 : 0
                do { try halves[part % 2].add(ReachTotal(try #require(figure))) } catch is Refusal { count = -1 }
            }
            if random.once(in: 5) {
                halves[0].addMissing()
                (missing, exact.high) = (1, nil)
            }
            do { try halves[0].add(halves[1]) } catch is Refusal { count = -1 }
            let sound =
                exact.low > Int128(Int.max)
                ? count == -1
                : agrees(halves[0], exact) && halves[0].figures == count && halves[0].estimated == estimated
                    && halves[0].missing == missing
            if !sound { wrong.append("\(halves[0]) is not \(exact)") }
        }
        #expect(wrong.isEmpty, "\(wrong.count) wrong, first \(wrong.first ?? "")")
        Figures.note("T36", "random sums against exact arithmetic", "\(wrong.count) of \(sums) wrong")
    }

    private func agrees(_ total: ReachTotal, _ exact: ExactSum) -> Bool {
        let high = exact.high.flatMap { Int(exactly: $0) }
        guard Int128(total.low) == exact.low, total.high == high else { return false }
        // Of the sums of `at most` alone nothing is guaranteed, so that there is no number to state.
        if total.comparator != .atMost, total.value.map({ Int128($0) }) != exact.stated { return false }
        if total.comparator == .atMost, total.value != nil || exact.low != 0 { return false }
        let isAbout = exact.kinds.contains(.about)
        guard (total.bounds == (nil, nil)) == isAbout else { return false }
        // How `about` reads beside an open bound is a test of its own.
        if isAbout { return high == nil || total.comparator == .about }
        guard let high else { return total.comparator == (exact.kinds.contains(.more) ? .more : .atLeast) }
        if total.low == high { return total.comparator == .equal }
        return total.comparator == (total.low == 0 ? .atMost : .range)
    }
}
