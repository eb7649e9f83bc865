/// A figure as it was stated, with the bounds that follow from it. Whole units; never a midpoint.
public struct Figure: Sendable, Hashable {
    /// How it was stated.
    public enum Comparator: String, Sendable, CaseIterable {
        case equal = "="
        case more = ">"
        case atLeast = ">="
        case less = "<"
        case atMost = "<="
        case about = "~"
        case range
    }

    // In the order that takes the least memory: an import holds hundreds of thousands.

    /// The lowest value that it can be; of `about`, the value stated.
    public let low: Int
    /// The highest value that it can be; nil: no upper bound.
    public let high: Int?
    /// How it was stated.
    public let comparator: Comparator
    /// Whether the publisher calls it an estimate.
    public let estimated: Bool

    /// The figure `comparator number`, or nil where it cannot be (below 0, beyond 64 bits).
    public init?(_ comparator: Comparator, _ number: Int, estimated: Bool = false) {
        guard number >= 0, number < Int.max else { return nil }
        self.comparator = comparator
        self.estimated = estimated
        switch comparator {
        case .equal, .about: (low, high) = (number, number)
        case .more: (low, high) = (number + 1, nil)
        case .atLeast: (low, high) = (number, nil)
        case .atMost: (low, high) = (0, number)
        case .less where number > 0: (low, high) = (0, number - 1)
        case .less, .range: return nil
        }
    }

    /// The figure between two bounds, both included; nil where they are the wrong way round, equal or below 0.
    public init?(from low: Int, to high: Int, estimated: Bool = false) {
        guard 0 <= low, low < high else { return nil }
        self.comparator = .range
        self.low = low
        self.high = high
        self.estimated = estimated
    }

    /// The figure that a database row holds.
    public init(stored comparator: Comparator, low: Int, high: Int?, estimated: Bool) {
        self.comparator = comparator
        self.low = low
        self.high = high
        self.estimated = estimated
    }
}
