import AdaptModel
import Testing

@Suite struct SnapshotClaimTests {
    private func claim(
        _ aspect: String, _ comparator: Figure.Comparator, _ low: String, high: String? = nil, source: String = "p"
    ) -> SnapshotClaim {
        SnapshotClaim(
            source: source, scope: "all", aspect: aspect, comparator: comparator, low: low, high: high,
            unit: aspect.hasPrefix("share") ? "percent" : "titles", wording: nil)
    }

    private func disagrees(_ share: SnapshotClaim, _ part: SnapshotClaim, of whole: String) throws -> Bool {
        try #require(share.check(among: [share, part, claim("titles_active", .about, whole)])).disagrees
    }

    @Test("a share disagrees where no number that rounds to it fits the counts")
    func rounding() throws {
        let new = claim("titles_new", .about, "2600")
        #expect(try disagrees(claim("share_new", .about, "18"), new, of: "14000"))
        #expect(try !disagrees(claim("share_new", .about, "19"), new, of: "14000"))
        #expect(try !disagrees(claim("share_new", .about, "18.6"), new, of: "14000"))
        #expect(try disagrees(claim("share_new", .about, "18.5"), new, of: "14000"))
        // 37 of 200 is 18.5 %: both 18 and 19 may be meant.
        let half = claim("titles_new", .equal, "37")
        #expect(try !disagrees(claim("share_new", .about, "18"), half, of: "200"))
        #expect(try !disagrees(claim("share_new", .about, "19"), half, of: "200"))
    }

    @Test("bounds leave room on their open side alone")
    func bounds() throws {
        let more = claim("titles_animated", .more, "100")
        #expect(try !disagrees(claim("share_animated", .about, "0.76"), more, of: "14000"))
        #expect(try !disagrees(claim("share_animated", .about, "0.72"), more, of: "14000"))
        #expect(try disagrees(claim("share_animated", .about, "0.71"), more, of: "14000"))
        let share = claim("share_new", .more, "20")
        #expect(try disagrees(share, claim("titles_new", .about, "19"), of: "100"))
        #expect(try !disagrees(share, claim("titles_new", .range, "19", high: "30"), of: "100"))
    }

    @Test("the numbers that are shown are those that were divided")
    func counts() throws {
        let share = claim("share_animated", .about, "0.76")
        let more = claim("titles_animated", .more, "100")
        let check = try #require(share.check(among: [share, more, claim("titles_active", .about, "14000")]))
        #expect(check.counts == "101 / 14000" && check.computed == 100 * 101.0 / 14000)
        let open = try #require(share.check(among: [share, more, claim("titles_active", .atLeast, "14000")]))
        #expect(open.counts == "101 / 14000 or more" && open.computed == 0)
    }

    @Test("nothing is checked without both counts of the same publisher, or where it is no share")
    func without() {
        let share = claim("share_new", .about, "18")
        let others = [claim("titles_active", .about, "10", source: "q"), claim("titles_new", .about, "2")]
        #expect(share.check(among: [share] + others) == nil)
        #expect(others[1].check(among: others) == nil)
    }

    @Test("a share stated as at most, or less than, so much disagrees where the counts are above it")
    func atMost() throws {
        for comparator in [Figure.Comparator.atMost, .less] {
            let share = claim("share_new", comparator, "0", high: "20")
            #expect(try disagrees(share, claim("titles_new", .about, "30"), of: "100"))
            #expect(try !disagrees(share, claim("titles_new", .about, "5"), of: "100"))
        }
    }
}
