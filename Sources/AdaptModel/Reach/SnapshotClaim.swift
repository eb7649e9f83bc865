/// What a publisher says of the market as a whole in a week.
public struct SnapshotClaim: Sendable {
    /// Who says it.
    public let source: String
    /// Of which titles.
    public let scope: String
    /// What is counted: `titles_active`, `titles_new`, `share_new`, `titles_animated`, `share_animated`.
    public let aspect: String
    /// How it was stated.
    public let comparator: Figure.Comparator
    /// The number as stated, with its decimals; of a range its lower end.
    public let low: String
    /// Upper end of a range.
    public let high: String?
    /// `titles` or `percent`.
    public let unit: String
    /// The publisher's words.
    public let wording: String?

    /// A statement.
    public init(
        source: String, scope: String, aspect: String, comparator: Figure.Comparator, low: String, high: String?,
        unit: String, wording: String?
    ) {
        self.source = source
        self.scope = scope
        self.aspect = aspect
        self.comparator = comparator
        self.low = low
        self.high = high
        self.unit = unit
        self.wording = wording
    }

    /// A share beside the counts of the same publisher, scope and week.
    public struct Check: Sendable {
        /// The counts divided, in per cent, to two decimals; of bounds the lower one.
        public let computed: Double
        /// Whether the counts leave room above it.
        public let isLowerBound: Bool
        /// Whether no number that rounds to the share as stated fits the counts as stated.
        public let disagrees: Bool
        /// The numbers divided, as `2600 / 14000`.
        public let counts: String
    }

    /// The check of a share against the counts in `claims`; nil: it is no share, or a count is not stated.
    public func check(among claims: [SnapshotClaim]) -> Check? {
        guard aspect.hasPrefix("share_") else { return nil }
        func find(_ aspect: String) -> SnapshotClaim? {
            claims.first { $0.source == source && $0.scope == scope && $0.aspect == aspect }
        }
        guard let part = find("titles_" + aspect.dropFirst(6)), let whole = find("titles_active"),
            let stated = bounds(rounding: true), let parts = part.bounds(rounding: false),
            let wholes = whole.bounds(rounding: false), wholes.low > 0
        else { return nil }
        let low = wholes.high.map { 100 * parts.low / $0 } ?? 0
        let high = parts.high.map { 100 * $0 / wholes.low }
        let below = high.map { $0 < stated.low } ?? false
        let above = stated.high.map { low > $0 } ?? false
        return Check(
            computed: low, isLowerBound: high == nil, disagrees: below || above,
            counts: SnapshotClaim.written(parts.low) + " / "
                + (wholes.high.map(SnapshotClaim.written) ?? "\(SnapshotClaim.written(wholes.low)) or more"))
    }

    private static func written(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

    /// The numbers it can mean. `rounding`: those that round to it as it is written, so 18 is 17.5 to 18.5.
    private func bounds(rounding: Bool) -> (low: Double, high: Double?)? {
        guard let number = Double(low) else { return nil }
        let half = rounding ? SnapshotClaim.half(of: low) : 0
        switch comparator {
        case .equal, .about: return (number - half, number + half)
        // The stored number is the one stated: more than 100 titles are 101 at least.
        case .more: return (unit == "titles" ? number + 1 : number, nil)
        case .atLeast: return (number, nil)
        case .less, .atMost: return (0, high.flatMap { Double($0) })
        case .range: return high.flatMap { Double($0) }.map { (number - half, $0 + half) }
        }
    }

    /// Half a unit of the last decimal.
    private static func half(of number: String) -> Double {
        let decimals = number.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        return (0..<decimals).reduce(0.5) { half, _ in half / 10 }
    }
}
