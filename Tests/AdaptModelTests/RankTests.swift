import AdaptModel
import Testing

@Suite struct RankTests {
    private let members = (1...5).map { Report.member($0) }

    @Test("editions are ranked by what is guaranteed; equal figures share a place, and the next one is left free")
    func ties() throws {
        let week = try Report.week(
            members,
            [
                Report.own(1, Figure(.equal, 50)), Report.own(2, Figure(.equal, 90)), Report.own(3, Figure(.equal, 50)),
                Report.own(4, Figure(.equal, 10)), Report.own(5, Figure(.atMost, 1000)),
            ])
        #expect(week.lines.map(\.editions) == [["s/2"], ["s/1"], ["s/3"], ["s/4"], ["s/5"]])
        #expect(week.lines.map(\.rank) == [1, 2, 2, 4, 5])
    }

    @Test("joint figures and figures that are not counted have no rank and take no place")
    func unranked() throws {
        let week = try Report.week(
            members,
            [
                Report.joint(100, of: [1, 2], Figure(.equal, 900)), Report.own(1, Figure(.equal, 800)),
                Report.own(3, Figure(.equal, 50)), Report.creative(200, of: 4, Figure(.equal, 700)),
            ])
        let ranked = week.lines.filter { $0.rank != nil }
        #expect(ranked.map(\.editions) == [["s/4 c200"], ["s/3"]])
        #expect(ranked.map(\.rank) == [1, 2])
        #expect(week.readings.first == "s/1 + s/2 =900")
        #expect(week.readings.last == "s/5 not none not_reported")
    }

    @Test("an edition is ranked by what its counted figures guarantee together, with one place on each of its lines")
    func severalLines() throws {
        let week = try Report.week(
            members,
            [
                Report.own(1, Figure(.equal, 50), in: "us"), Report.own(1, Figure(.equal, 51), in: "kr"),
                Report.own(2, Figure(.equal, 60)), Report.own(2, Figure(.equal, 59), in: "us"),
                Report.creative(200, of: 3, Figure(.equal, 40)), Report.creative(201, of: 3, Figure(.equal, 61)),
                Report.own(4, Figure(.equal, 3)),
            ])
        #expect(week.lines.map(\.name) == ["s/1", "s/1", "s/3 c201", "s/3 c200", "s/2", "s/4", "s/2", "s/5"])
        #expect(week.lines.map { $0.total?.low } == [51, 50, 61, 40, 60, 3, 59, nil])
        #expect(week.lines.map(\.rank) == [1, 1, 1, 1, 3, 4, nil, nil])
        // The place of the week before is the edition's too, wherever it was measured then.
        let next = try Report.week(members, [Report.own(1, Figure(.equal, 9)), Report.own(2, Figure(.equal, 8))])
            .following(week, weeksOnList: [:])
        #expect(next.lines.prefix(2).map(\.previousRank) == [1, 3])
    }

    @Test("a week after another has its numbers, places and changes")
    func following() throws {
        let before = try Report.week(
            members,
            [Report.own(1, Figure(.equal, 50)), Report.own(2, Figure(.equal, 90)), Report.own(4, Figure(.more, 5))])
        let entries = try [
            Report.own(1, Figure(.equal, 120)), Report.own(2, Figure(.equal, 80)), Report.own(3, Figure(.equal, 7)),
            Report.own(4, Figure(.equal, 9)),
        ]
        let week = try Report.week(members, entries).following(before, weeksOnList: [1: 2, 2: 7, 3: 1, 5: 4])
        #expect(week.lines.map(\.editions) == [["s/1"], ["s/2"], ["s/4"], ["s/3"], ["s/5"]])
        #expect(week.lines.map(\.previous?.value) == [50, 90, 5, nil, nil])
        #expect(week.lines.map(\.rank) == [1, 2, 3, 4, nil])
        #expect(week.lines.map(\.previousRank) == [2, 1, 3, nil, nil])
        #expect(week.lines.map(\.change) == [70, -10, nil, nil, nil])
        #expect(week.lines.map(\.weeksOnList) == [2, 7, nil, 1, nil])
        #expect(week.sum == ">=216")
        #expect((week.reported, week.expected) == (4, 5))
    }

    @Test("a first week has nothing before it")
    func first() throws {
        let week = try Report.week([Report.member(1)], [Report.own(1, Figure(.equal, 5))])
        #expect(week.lines.first?.previous == nil)
        let followed = week.following(nil, weeksOnList: [1: 1])
        #expect(followed.lines.first?.previous == nil)
        #expect(followed.lines.first?.previousRank == nil)
        #expect(followed.lines.first?.change == nil)
        #expect(followed.lines.first?.weeksOnList == 1)
    }

    @Test("a figure is compared with that of the same market only")
    func sameMarket() throws {
        let before = try Report.week([Report.member(1)], [Report.own(1, Figure(.equal, 100))])
        let us = try Report.week([Report.member(1)], [Report.own(1, Figure(.equal, 40), in: "us")])
        #expect(us.following(before, weeksOnList: [:]).lines.first?.previous == nil)
        #expect(us.following(us, weeksOnList: [:]).lines.first?.change == 0)
    }

    @Test("a joint figure has the number before but neither place nor weeks on the list")
    func joint() throws {
        let pair = [Report.member(1), Report.member(2)]
        let before = try Report.week(pair, [Report.joint(100, of: [1, 2], Figure(.equal, 70))])
        let week = try Report.week(pair, [Report.joint(100, of: [1, 2], Figure(.equal, 75))])
            .following(before, weeksOnList: [100: 3, 1: 3])
        #expect(week.lines.map(\.previous?.low) == [70, nil, nil])
        #expect(week.lines.map(\.change) == [5, nil, nil])
        #expect(week.lines.allSatisfy { $0.previousRank == nil && $0.weeksOnList == nil })
    }

    @Test("a figure that is not counted changes nothing", arguments: [true, false])
    func notCounted(inJoint: Bool) throws {
        let pair = [Report.member(1), Report.member(2)]
        let own = try Report.own(1, Figure(.equal, 30))
        let cover = try inJoint ? [Report.joint(100, of: [1, 2], Figure(.equal, 70))] : []
        let week = try Report.week(pair, [own] + cover)
            .following(try Report.week(pair, [Report.own(1, Figure(.equal, 10))]), weeksOnList: [1: 2])
        let line = try #require(week.lines.first { $0.total?.low == 30 })
        #expect(line.previous?.low == 10)
        #expect(line.change == (inJoint ? nil : 20))
        #expect(line.weeksOnList == (inJoint ? nil : 2))
    }
}
