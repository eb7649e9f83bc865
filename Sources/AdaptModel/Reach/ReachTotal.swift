/// Figures added up as intervals: what they guarantee, what they allow, and how sure that is.
public struct ReachTotal: Sendable, Hashable {
    /// Sum of the lower bounds.
    public private(set) var low = 0
    /// Sum of the upper bounds; nil: no upper bound, because a part has none or is missing.
    public private(set) var high: Int? = 0
    /// How many figures went in.
    public private(set) var figures = 0
    /// How many of them were stated as "more than".
    public private(set) var strict = 0
    /// How many were stated as "about".
    public private(set) var approximate = 0
    /// How many were estimates.
    public private(set) var estimated = 0
    /// How many were placed in their week on request, though the publisher's window is another.
    public private(set) var imputed = 0
    /// How many parts are missing.
    public private(set) var missing = 0

    /// The sum of nothing.
    public init() {}

    /// A sum that was computed elsewhere.
    public init(
        low: Int, high: Int?, figures: Int, strict: Int, approximate: Int, estimated: Int, imputed: Int = 0,
        missing: Int = 0
    ) {
        self.low = low
        self.high = high
        self.figures = figures
        self.strict = strict
        self.approximate = approximate
        self.estimated = estimated
        self.imputed = imputed
        self.missing = missing
    }

    /// The sum of one figure.
    public init(_ figure: Figure) {
        self.init(
            low: figure.low, high: figure.high, figures: 1, strict: figure.comparator == .more ? 1 : 0,
            approximate: figure.comparator == .about ? 1 : 0, estimated: figure.estimated ? 1 : 0)
    }

    /// Adds another sum to it. Throws a `Refusal` (rule) where the sum passes 64 bits.
    public mutating func add(_ other: ReachTotal) throws {
        let (sum, overflow) = low.addingReportingOverflow(other.low)
        guard !overflow else { throw ReachTotal.tooLarge(of: nil) }
        low = sum
        if let own = high, let more = other.high {
            let (sum, overflow) = own.addingReportingOverflow(more)
            high = overflow ? nil : sum
        } else {
            high = nil
        }
        figures += other.figures
        strict += other.strict
        approximate += other.approximate
        estimated += other.estimated
        imputed += other.imputed
        missing += other.missing
    }

    /// Why a sum cannot be: it passes 64 bits. `names`: of what it is.
    public static func tooLarge(of names: String?) -> Refusal {
        Refusal(
            .rule, "sum of figures" + (names.map { " of \"\($0)\"" } ?? "") + " passes 9,223,372,036,854,775,807",
            hint: "ask for fewer editions or one market, or see what was imported: adapt log")
    }

    /// Notes that a part is not reported, or known only in part: the sum is then a lower bound.
    public mutating func addMissing() {
        missing += 1
        high = nil
    }

    /// What else is to be known of it, in the words of flags.
    public var marks: [String] {
        (estimated > 0 ? ["estimated"] : []) + (imputed > 0 ? ["imputed"] : [])
    }

    /// How the sum is to be read.
    public var comparator: Figure.Comparator {
        guard let high else { return strict > 0 ? .more : .atLeast }
        if approximate > 0 { return .about }
        if low == high { return .equal }
        return low == 0 ? .atMost : .range
    }

    /// The number behind the comparator: the sum of the parts' own numbers, of ranges their lower ends. Nil where
    /// nothing is guaranteed (`at most`).
    public var value: Int? {
        comparator == .atMost ? nil : low - strict
    }

    /// The bounds that may be written down: none where a part is only "about" so much.
    public var bounds: (low: Int?, high: Int?) {
        approximate > 0 ? (nil, nil) : (low, high)
    }
}
