import AdaptModel
import Testing

@Suite struct JointReachTests {
    private let pair = [Report.member(1), Report.member(2)]

    @Test("a joint figure counts once; its members are included in it")
    func once() throws {
        let week = try Report.week(pair, [Report.joint(100, of: [1, 2], Figure(.more, 70_000_000))])
        #expect(week.readings == ["s/1 + s/2 >70000000", "s/1 not none included", "s/2 not none included"])
        #expect(week.sum == ">70000000")
        #expect(week.total.bounds == (70_000_001, nil))
        #expect((week.reported, week.expected) == (2, 2))
        #expect(week.lines.map(\.scope) == [.joint, .edition, .edition])
        #expect(week.lines.first?.market == nil)
        #expect(week.lines.first?.title == "Title 1 + Title 2")
    }

    @Test("editions of one title give a joint line that title once")
    func oneTitle() throws {
        let pair = [Report.member(1, title: "My Assertive Lover"), Report.member(2, title: "My Assertive Lover")]
        let week = try Report.week(pair, [Report.joint(100, of: [1, 2], Figure(.equal, 5))])
        #expect(week.lines.first?.title == "My Assertive Lover")
    }

    @Test("a member's own figure is part of the joint one, and is shown without being counted")
    func ownInside() throws {
        let week = try Report.week(
            pair, [Report.own(1, Figure(.equal, 30)), Report.joint(100, of: [1, 2], Figure(.equal, 70))])
        #expect(week.readings == ["s/1 + s/2 =70", "s/1 not =30 included", "s/2 not none included"])
        #expect(week.sum == "=70")
    }

    @Test("a creative of a member is part of the joint figure")
    func creativeInside() throws {
        let week = try Report.week(
            pair, [Report.creative(200, of: 1, Figure(.equal, 30)), Report.joint(100, of: [1, 2], Figure(.equal, 70))])
        #expect(week.readings == ["s/1 + s/2 =70", "s/1 c200 not =30 included", "s/2 not none included"])
        #expect(week.sum == "=70")
    }

    @Test("a joint figure that reaches beyond the editions asked for is shown and not counted")
    func beyondScope() throws {
        let week = try Report.week(
            [Report.member(1)], [Report.joint(100, of: [1, 2], Figure(.more, 70), in: nil)])
        #expect(week.readings == ["s/1 not >70 beyond_scope"])
        #expect(week.sum == ">=0")
        #expect((week.reported, week.expected) == (0, 1))
    }

    @Test("beside a joint figure beyond the editions asked for, an edition's own figure counts")
    func ownBesideBeyond() throws {
        let week = try Report.week(
            [Report.member(1)],
            [Report.joint(100, of: [1, 2], Figure(.more, 70)), Report.own(1, Figure(.equal, 30))])
        #expect(week.readings == ["s/1 =30", "s/1 not >70 beyond_scope"])
        #expect(week.sum == "=30")
        #expect((week.reported, week.expected) == (1, 1))
    }

    @Test("a joint figure of other editions only is left out")
    func elsewhere() throws {
        let week = try Report.week(
            [Report.member(1)],
            [Report.joint(100, of: [2, 3], Figure(.equal, 70)), Report.own(1, Figure(.equal, 30))])
        #expect(week.readings == ["s/1 =30"])
    }

    @Test("two joint figures that hold one edition are refused by its name")
    func overlap() throws {
        let members = [Report.member(1), Report.member(2), Report.member(3)]
        let entries = try [
            Report.joint(100, of: [1, 2], Figure(.equal, 70)), Report.joint(101, of: [2, 3], Figure(.equal, 50)),
        ]
        for order in [entries, entries.reversed()] {
            let refusal = #expect(throws: Refusal.self) { try Report.week(members, order) }
            #expect(refusal?.kind == .rule)
            #expect(
                refusal?.message
                    == "two joint figures of 2026-W02 hold \"s/2\": a figure counts once (rule 6)")
            // What works is named, and which two.
            #expect(refusal?.hint?.hasPrefix("ask for one edition: adapt reach s/2 --week 2026-W02;") == true)
            #expect(refusal?.details == ["s/1 + s/2", "s/2 + s/3"])
        }
    }

    @Test("a joint figure less than its editions have by themselves is said to be a contradiction, and no exact total")
    func contradiction() throws {
        let own = try [Report.own(1, Figure(.equal, 600)), Report.own(2, Figure(.more, 500))]
        let week = try Report.week(pair, own + [Report.joint(100, of: [1, 2], Figure(.equal, 1000))])
        #expect(
            week.readings == [
                "s/1 + s/2 =1000 contradicts", "s/1 not =600 included contradicts", "s/2 not >500 included contradicts",
            ])
        #expect(week.sum == ">=1000" && week.marks == ["contradicts"])
        #expect(week.contradicted == [.init(name: "s/1 + s/2", than: .editions)])
        // People of both may be the same ones; and no more than the larger figure is sure.
        let people = try Report.week(
            pair, addsOverEditions: false, own + [Report.joint(100, of: [1, 2], Figure(.equal, 1000))])
        #expect(people.marks.isEmpty && people.sum == "=1000")
        let fewer = try Report.week(
            pair, addsOverEditions: false, own + [Report.joint(100, of: [1, 2], Figure(.equal, 599))])
        #expect(fewer.marks == ["contradicts"])
    }

    @Test(
        "no contradiction is a joint figure without an upper bound, of about so much, of one market, or of creatives' sum"
    )
    func noContradiction() throws {
        let own = try [Report.own(1, Figure(.equal, 600))]
        for joint in try [
            Report.joint(100, of: [1, 2], Figure(.atLeast, 10)), Report.joint(100, of: [1, 2], Figure(.about, 10)),
            Report.joint(100, of: [1, 2], Figure(.equal, 10), in: "us"),
            Report.joint(100, of: [1, 2], Figure(.equal, 600)),
        ] {
            #expect(try Report.week(pair, own + [joint]).marks.isEmpty)
        }
        let ads = try [
            Report.creative(200, of: 1, Figure(.equal, 5)), Report.creative(201, of: 2, Figure(.equal, 6)),
        ]
        #expect(try Report.week(pair, ads + [Report.joint(100, of: [1, 2], Figure(.equal, 11))]).marks.isEmpty)
        #expect(
            try Report.week(pair, ads + [Report.joint(100, of: [1, 2], Figure(.equal, 10))]).marks == ["contradicts"])
        // Of one edition alone, both are shown with the flag.
        let alone = try Report.week([Report.member(1)], own + [Report.joint(100, of: [1, 2], Figure(.equal, 10))])
        #expect(alone.readings == ["s/1 =600 contradicts", "s/1 not =10 beyond_scope contradicts"])
    }

    @Test("two joint figures without a common edition add up; one that reaches beyond may overlap")
    func disjoint() throws {
        let week = try Report.week(
            (1...4).map { Report.member($0) },
            [
                Report.joint(102, of: [1, 9], Figure(.equal, 1000)), Report.joint(100, of: [1, 2], Figure(.equal, 70)),
                Report.joint(101, of: [3, 4], Figure(.equal, 50)), Report.joint(103, of: [4, 9], Figure(.equal, 9)),
            ])
        #expect(week.sum == "=120")
        #expect(week.lines.filter(\.counted).map(\.total?.low) == [70, 50])
        #expect(week.reported == 4)
    }

    @Test("one joint figure in two markets adds up, as a lower bound of everywhere (rule 7)")
    func twoMarkets() throws {
        let week = try Report.week(
            pair,
            [
                Report.joint(100, of: [1, 2], Figure(.equal, 70), in: "us"),
                Report.joint(100, of: [1, 2], Figure(.equal, 50), in: "hk"),
            ])
        #expect(week.sum == ">=120")
    }

    @Test("a joint figure of everywhere contains those of its markets (rule 7)")
    func everywhereAndMarket() throws {
        let week = try Report.week(
            pair,
            [
                Report.joint(100, of: [1, 2], Figure(.equal, 70), in: "us"),
                Report.joint(100, of: [1, 2], Figure(.equal, 100)),
            ])
        #expect(week.sum == "=100")
    }
}
