import AdaptModel
import TestSupport
import Testing

@Suite struct RandomWeekTests {
    @Test("in random weeks the counted lines add up to the total, and each edition's figure is in it once")
    func weeks() throws {
        var random = Seeded(for: "random weeks", standard: 2026_02)
        for round in 0..<(Figures.soaks ? 2_000 : 200) {
            let count = random.pick(1...8)
            let members = (1...count).map { Report.member($0, status: random.once(in: 4) ? .ended : .inPromotion) }
            var entries: [ReachAssembly.Entry] = []
            // Where each edition's guaranteed reach must come from: its whole joint figure, its own, or its creatives.
            var expected = 0
            var free = Array(1...count).shuffled(using: &random)
            while free.count >= 2, random.once(in: 3) {
                let parts = [free.removeLast(), free.removeLast()]
                let joint = try Report.joint(100 + entries.count, of: parts, figure(&random))
                let held = try inside(parts, &random)
                let alone = parts.reduce(0) { sum, part in
                    sum
                        + least(
                            held.filter { $0.subject == part },
                            held.filter { $0.of == .creative(code: "c300", edition: part) })
                }
                expected += joint.total.high == nil ? max(joint.total.low, alone) : joint.total.low
                entries += [joint] + held
            }
            for edition in free {
                if random.once(in: 5) {
                    entries.append(try Report.joint(100 + entries.count, of: [edition, 77], figure(&random)))
                }
                let own = try random.once(in: 3) ? [] : [Report.own(edition, figure(&random))]
                let ads = try (0..<random.pick(0...2)).map {
                    try Report.creative(200 + $0, of: edition, figure(&random))
                }
                expected += least(own, ads)
                entries += own + ads
            }
            let week = try Report.week(members, entries.shuffled(using: &random))
            check(week, expected, "week \(round)")
        }
    }

    private func check(_ week: ReachReport.WeekTotal, _ expected: Int, _ name: Comment) {
        let counted = week.lines.filter(\.counted)
        #expect(counted.compactMap { $0.total?.value }.reduce(0, +) == week.total.value, name)
        #expect(counted.compactMap { $0.total?.low }.reduce(0, +) == week.total.low, name)
        #expect(week.total.low == expected, name)
        #expect(week.total.figures == counted.count, name)
        #expect(week.reported <= week.expected, name)
        #expect(week.reported == week.expected || week.total.high == nil, name)
        // Those of the largest edition first; a creative is of its edition.
        let editions = counted.map { $0.scope == .creative ? String($0.name.prefix { $0 != " " }) : $0.name }
        let sums = Dictionary(zip(editions, counted.map { $0.total?.low ?? -1 }), uniquingKeysWith: +)
        let lows = editions.map { sums[$0] ?? -1 }
        #expect(lows == lows.sorted(by: >), name)
        #expect(week.lines.drop { $0.counted }.allSatisfy { !$0.counted && !$0.flags.isEmpty }, name)
    }

    /// What an edition has for sure: by its own figure, which holds its creatives where it has an upper bound.
    private func least(_ own: [ReachAssembly.Entry], _ ads: [ReachAssembly.Entry]) -> Int {
        let advertised = ads.reduce(0) { $0 + $1.total.low }
        guard let figure = own.first?.total else { return advertised }
        return figure.high == nil ? max(figure.low, advertised) : figure.low
    }

    /// Figures that are part of a joint one.
    private func inside(_ parts: [Int], _ random: inout Seeded) throws -> [ReachAssembly.Entry] {
        var entries: [ReachAssembly.Entry] = []
        for part in parts where random.once(in: 2) { entries.append(try Report.own(part, figure(&random))) }
        for part in parts where random.once(in: 3) {
            entries.append(try Report.creative(300, of: part, figure(&random)))
        }
        return entries
    }

    /// A figure that has a number: not `at most`.
    private func figure(_ random: inout Seeded) -> Figure? {
        let number = random.pick(1...1_000_000)
        let estimated = random.once(in: 4)
        switch random.pick(0...4) {
        case 0: return Figure(.more, number, estimated: estimated)
        case 1: return Figure(.atLeast, number, estimated: estimated)
        case 2: return Figure(.about, number, estimated: estimated)
        case 3: return Figure(from: number, to: number + 5, estimated: estimated)
        default: return Figure(.equal, number, estimated: estimated)
        }
    }
}
