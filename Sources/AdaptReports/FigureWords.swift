public import AdaptModel

extension ReachTotal {
    /// The sum for people: `> 70,000,000`, `~15,000`, `10,000-50,000`.
    public var words: String {
        let (bottom, sign) = (low - strict, comparator.rawValue)
        switch comparator {
        case .equal: return grouped(bottom)
        case .about: return "~" + grouped(bottom)
        case .more, .atLeast: return "\(sign) \(grouped(bottom))"
        case .less, .atMost: return "<= \(grouped(high ?? 0))"
        case .range: return "\(grouped(low))-\(grouped(high ?? low))"
        }
    }
}

extension Figure {
    /// The figure for people.
    public var words: String {
        (estimated ? "estimated " : "") + ReachTotal(self).words
    }
}
