import AdaptModel
import Testing

@Suite struct VerdictTests {
    static let states: [ElementState] = [
        .value(ElementValue("a")), .value(ElementValue("b")), .value(ElementValue("c")), .absent, .unknown,
        .notRecorded,
    ]

    /// Rule 4 written out: a grid a base, a row a left side, a column a right side; in both the order is a, b, c,
    /// absent, unknown, not recorded.
    static let grids = [
        // base a
        """
        == R~ R~ R- ?? ??
        L~ B~ <> <> ?? ??
        L~ <> B~ <> ?? ??
        L- <> <> B~ ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
        // base b
        """
        B~ L~ <> <> ?? ??
        R~ == R~ R- ?? ??
        <> L~ B~ <> ?? ??
        <> L- <> B~ ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
        // base c
        """
        B~ <> L~ <> ?? ??
        <> B~ L~ <> ?? ??
        R~ R~ == R- ?? ??
        <> <> L- B~ ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
        // base absent
        """
        B~ <> <> L+ ?? ??
        <> B~ <> L+ ?? ??
        <> <> B~ L+ ?? ??
        R+ R+ R+ == ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
        // base unknown
        """
        == <> <> <> ?? ??
        <> == <> <> ?? ??
        <> <> == <> ?? ??
        <> <> <> == ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
        // base not recorded
        """
        == <> <> <> ?? ??
        <> == <> <> ?? ??
        <> <> == <> ?? ??
        <> <> <> == ?? ??
        ?? ?? ?? ?? ?? ??
        ?? ?? ?? ?? ?? ??
        """,
    ]

    static let signs: [Substring: String] = [
        "==": "same", "L~": "left_changed", "R~": "right_changed", "B~": "both_same_change", "<>": "diverged",
        "L+": "left_added", "R+": "right_added", "L-": "left_dropped", "R-": "right_dropped", "??": "unknown",
    ]

    @Test("each of the 216 cases has the verdict of the table", arguments: zip(states.indices, grids))
    func table(base: Int, grid: String) throws {
        let rows = grid.split(separator: "\n").map { $0.split(separator: " ") }
        try #require(rows.count == 6 && rows.allSatisfy { $0.count == 6 })
        for (row, left) in zip(rows, Self.states) {
            for (sign, right) in zip(row, Self.states) {
                let verdict = Verdict(base: Self.states[base], left: left, right: right)
                #expect(verdict.rawValue == Self.signs[sign], "\(Self.states[base]) \(left) \(right)")
            }
        }
    }

    @Test("swapping the sides swaps left and right in the verdict", arguments: states.indices)
    func mirror(base: Int) {
        for left in Self.states {
            for right in Self.states {
                let here = Verdict(base: Self.states[base], left: left, right: right).rawValue
                let there = Verdict(base: Self.states[base], left: right, right: left).rawValue
                let swapped =
                    here.hasPrefix("left_")
                    ? "right_" + here.dropFirst(5) : here.hasPrefix("right_") ? "left_" + here.dropFirst(6) : here
                #expect(there == swapped)
            }
        }
    }

    @Test("a value and absent are known; unknown and not recorded are not")
    func known() {
        #expect(Self.states.map(\.isKnown) == [true, true, true, true, false, false])
    }
}
