/// By what changes are counted.
public enum ChangeDimension: String, Sendable, CaseIterable {
    case element, reason, market, kind, method
}

/// How often what was changed, for which reasons and in which markets: decisions of derived editions, counted.
public struct ChangeCounts: Sendable {
    /// What is counted under one name.
    public struct Count: Sendable {
        /// The element, reason, market, kind or method; nil: not recorded.
        public let name: String?
        /// Of an element: its kind.
        public fileprivate(set) var kind: String?
        /// Decisions on what edition and parent both know, one an edition and element.
        public fileprivate(set) var compared = 0
        /// Of these: another value than the parent's.
        public fileprivate(set) var changed = 0
        /// Of these: there, where the parent has none.
        public fileprivate(set) var added = 0
        /// Of these: absent, where the parent has it.
        public fileprivate(set) var dropped = 0
        /// Of these: the same on purpose.
        public fileprivate(set) var kept = 0
        /// Decisions on what one of the two does not know.
        public fileprivate(set) var unknown = 0
        /// Reasons given for what differs.
        public fileprivate(set) var reasons: [String: Int] = [:]
        /// Markets of the editions that differ.
        public fileprivate(set) var markets: [String: Int] = [:]

        fileprivate init(name: String?) { self.name = name }
    }

    /// By what is counted.
    public let dimension: ChangeDimension
    private var counts: [String?: Count] = [:]
    private var editions: Set<EditionID> = []
    private var series: Set<String> = []
    /// The edition of the line that was counted last.
    private var last: EditionID?
    /// Decisions in all.
    public private(set) var decisions = 0
    /// How many of them are on what edition and parent both know.
    public private(set) var compared = 0
    /// How many of these differ from the parent.
    public private(set) var differing = 0

    /// Nothing counted yet.
    public init(by dimension: ChangeDimension) { self.dimension = dimension }

    /// How many editions and series the decisions are of.
    public var scope: (editions: Int, series: Int) { (editions.count, series.count) }

    /// All counts: most changed first, then by name; what is not recorded last.
    public var all: [Count] {
        counts.values.sorted { one, other in
            if one.changed != other.changed { return one.changed > other.changed }
            guard let left = one.name, let right = other.name else { return one.name != nil }
            return left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }

    /// Counts one line; under each of its reasons where reasons are counted.
    public mutating func add(_ line: ParentLine, of series: String) {
        decisions += 1
        compared += line.isCompared ? 1 : 0
        differing += line.verdict.isDifference ? 1 : 0
        // The lines of an edition come in one piece.
        if line.edition.id != last {
            last = line.edition.id
            editions.insert(line.edition.id)
            self.series.insert(series)
        }
        for name in names(of: line) { counts[name, default: Count(name: name)].add(line, dimension) }
    }

    private func names(of line: ParentLine) -> [String?] {
        switch dimension {
        case .element: return [line.element]
        case .kind: return [line.kind]
        case .market: return [line.edition.header.market]
        case .method: return [line.edition.method]
        case .reason:
            let reasons = ChangeCounts.reasons(of: line)
            return reasons.isEmpty ? [nil] : reasons
        }
    }

    /// The reasons given for a line, each once.
    fileprivate static func reasons(of line: ParentLine) -> [String] {
        let given = line.right.resolved.decision?.reasons ?? []
        // Most have one or none.
        return given.count < 2 ? given.map(\.rawValue) : Set(given).map(\.rawValue)
    }
}

extension ChangeCounts.Count {
    fileprivate mutating func add(_ line: ParentLine, _ dimension: ChangeDimension) {
        if dimension == .element { kind = line.kind }
        compared += line.isCompared ? 1 : 0
        kept += line.isKept ? 1 : 0
        switch line.verdict {
        case .same, .bothSameChange: break
        case .leftChanged, .rightChanged, .diverged: changed += 1
        case .leftAdded, .rightAdded: added += 1
        case .leftDropped, .rightDropped: dropped += 1
        case .unknown: unknown += 1
        }
        guard line.verdict.isDifference else { return }
        for reason in ChangeCounts.reasons(of: line) { reasons[reason, default: 0] += 1 }
        if let market = line.edition.header.market { markets[market, default: 0] += 1 }
    }
}
