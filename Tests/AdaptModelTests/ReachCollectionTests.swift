import AdaptModel
import Synchronization
import Testing

@Suite("Weeks of figures, taken one after the other")
struct ReachCollectionTests {
    private let members = (1...3).map { Report.member($0) }

    /// From 2026-W02 on, or of the weeks in `only`.
    private func collection(
        market: String? = nil, overlapping: [String: Set<String>] = [:], only: [Int]? = nil,
        handing each: (@Sendable (ReachReport.WeekTotal) throws -> Void)? = nil
    ) throws -> ReachCollection {
        ReachCollection(
            members, market: market,
            rule: ReachCollection.Rule(
                metric: "impressions", addsOverWindows: true, addsOverEditions: true, overlapping: overlapping),
            from: try week(2), only: try only.map { Set(try $0.map(week)) }, breaksDown: true, handing: each)
    }

    private func week(_ number: Int) throws -> Week { try #require(Week(year: 2026, week: number)) }

    /// Two joint figures that hold the same edition: they cannot be added up.
    private func overlapping() throws -> [ReachAssembly.Entry] {
        try [Report.joint(100, of: [1, 2], Figure(.equal, 70)), Report.joint(101, of: [2, 3], Figure(.equal, 60))]
    }

    @Test("the week before the first is what it is compared with, as a whole and part by part")
    func before() throws {
        var collection = try collection()
        try collection.add(week(1) + -1, [Report.own(1, Figure(.equal, 30))])
        try collection.add(week(1), [Report.own(1, Figure(.equal, 50), in: "us"), Report.own(2, Figure(.equal, 5))])
        try collection.add(week(2), [Report.own(1, Figure(.equal, 70)), Report.own(2, Figure(.equal, 8))])
        #expect(collection.weeks.map(\.sum) == [">=78"])
        #expect(collection.weeks[0].lines.map(\.previous?.low) == [nil, 5, nil])
        #expect(collection.weeks[0].lines.map(\.weeksOnList) == [3, 2, nil])
        #expect(collection.earlier.map(\.sum) == [">=30", ">=55"])
        #expect(collection.earlier.allSatisfy { $0.lines.isEmpty })
        #expect(collection.parts.map(\.name) == ["s", "m1", "m2"])
        #expect(collection.parts.map { $0.before?.figure?.low } == [55, nil, 5])
        #expect(collection.parts.map { $0.weeks.map { $0.figure?.low } } == [[78], [70], [8]])
    }

    @Test("places in the week before are told, whose lines nobody puts in order")
    func placesBefore() throws {
        var collection = try collection()
        try collection.add(week(1), [Report.own(1, Figure(.equal, 30)), Report.own(2, Figure(.equal, 50))])
        try collection.add(week(2), [Report.own(1, Figure(.equal, 70)), Report.own(2, Figure(.equal, 8))])
        #expect(collection.weeks[0].lines.map(\.rank) == [1, 2, nil])
        #expect(collection.weeks[0].lines.map(\.previousRank) == [2, 1, nil])
    }

    @Test("a week before that cannot be added up is compared with nothing, and none of those before it is told")
    func beforeRefused() throws {
        var collection = try collection()
        try collection.add(week(1) + -1, [Report.own(1, Figure(.equal, 30))])
        try collection.add(week(1), overlapping())
        try collection.add(week(2), [Report.own(1, Figure(.equal, 70))])
        #expect(collection.earlier.isEmpty)
        #expect(collection.weeks[0].lines.allSatisfy { $0.previous == nil })
        #expect(collection.parts.map { $0.before?.figure?.low } == [nil, nil])
    }

    @Test("of weeks apart, one between that cannot be added up takes nothing from those that were asked for")
    func between() throws {
        var collection = try collection(only: [2, 4])
        try collection.add(week(1), [Report.own(1, Figure(.equal, 40))])
        try collection.add(week(2), [Report.own(1, Figure(.equal, 50))])
        try collection.add(week(3), overlapping())
        try collection.add(week(4), [Report.own(1, Figure(.equal, 70))])
        #expect(collection.weeks.map { $0.lines[0].previous?.low } == [40, nil])
        #expect(collection.earlier.map(\.sum) == [">=40"])
    }

    @Test("a week asked for that cannot be added up is refused")
    func refused() throws {
        var collection = try collection()
        let refusal = #expect(throws: Refusal.self) { try collection.add(week(2), overlapping()) }
        #expect(refusal?.kind == .rule)
        #expect(refusal?.message == "two joint figures of 2026-W02 hold \"s/2\": a figure counts once (rule 6)")
        #expect(refusal?.details == ["s/1 + s/2", "s/2 + s/3"])
    }

    @Test("weeks that are handed on are handed on with their lines, and kept without")
    func handed() throws {
        let seen = Mutex<[[String]]>([])
        var collection = try collection { week in seen.withLock { $0.append(week.lines.map(\.name)) } }
        try collection.add(week(2), [Report.own(2, Figure(.equal, 50))])
        try collection.add(week(3), [Report.own(3, Figure(.equal, 70))])
        #expect(seen.withLock { $0 } == [["s/2", "s/1", "s/3"], ["s/3", "s/1", "s/2"]])
        #expect(collection.weeks.map(\.sum) == [">=50", ">=70"])
        #expect(collection.weeks.allSatisfy { $0.lines.isEmpty })
    }

    @Test("figures of markets that share a country are refused, unless one of everywhere or of the market counts alone")
    func markets() throws {
        let shared: [String: Set<String>] = ["americas": ["us"], "us": ["americas"]]
        func add(_ markets: [String?], asking market: String? = nil) throws -> [String] {
            var collection = try collection(market: market, overlapping: shared)
            try collection.add(week(2), markets.map { try Report.own(1, Figure(.equal, 7), in: $0) })
            return collection.weeks.map(\.sum)
        }
        let refusal = #expect(throws: Refusal.self) { _ = try add(["us", "americas"]) }
        #expect(refusal?.message == "figures of overlapping markets cannot be added (rule 7)")
        #expect(refusal?.details == ["americas", "us"])
        #expect(try add(["us", "jp"]) == [">=14"])
        #expect(try add(["us", "americas", nil]) == [">=7"])
        #expect(try add(["m1", nil], asking: "m1") == ["=7"])
    }
}
