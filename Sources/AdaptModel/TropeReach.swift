/// Tropes and changed elements beside the reach of the editions that have them. Not a claim that one makes the other.
public struct TropeReach: Sendable {
    /// One element with the editions behind it.
    public struct Line: Sendable {
        /// Path.
        public let element: String
        /// Storytelling tradition that the trope is said to come from.
        public let tradition: String?
        /// `series/edition` of those that have it, or changed it.
        public let editions: [String]
        /// Markets of these.
        public let markets: [String]
        /// How many of them have reach in the week, alone, jointly or by creatives; nil: no week was asked for.
        public let reported: Int?
        /// What is guaranteed of their reach, each figure once; nil: nothing is reported of them alone.
        public let guaranteed: Int?
        /// Joint figures that also hold editions without it, and so are in no sum.
        public let partly: Int
    }

    /// An edition that has something.
    public struct Edition: Sendable, Hashable {
        /// `series/edition`.
        public let name: String
        /// Market; nil: not recorded.
        public let market: String?

        /// An edition.
        public init(name: String, market: String?) {
            self.name = name
            self.market = market
        }
    }

    /// The week's reach; nil: no week was asked for.
    public let reach: ReachReport?
    /// Tropes that editions have, most editions first.
    public let tropes: [Line]
    /// Elements that derived editions changed against their parents, most editions first.
    public let changes: [Line]

    /// Puts elements beside reach. Throws a `Refusal` (rule) where a sum passes 64 bits.
    public init(
        tropes: [String: Set<Edition>], changes: [String: Set<Edition>], traditions: [String: String],
        reach: ReachReport?
    ) throws {
        let figures = reach?.weeks.last.map { week in
            week.lines.filter { $0.counted && $0.total != nil }.map { Figure(names: $0.editionNames, total: $0.total) }
        }
        func lines(_ found: [String: Set<Edition>]) throws -> [Line] {
            try found.map { element, editions in
                try Line(element, editions, tradition: traditions[element], figures)
            }.sorted { ($1.editions.count, $0.element) < ($0.editions.count, $1.element) }
        }
        self.reach = reach
        self.tropes = try lines(tropes)
        self.changes = try lines(changes)
    }

    fileprivate struct Figure {
        let names: Set<String>
        let total: ReachTotal?
    }
}

extension TropeReach.Line {
    fileprivate init(
        _ element: String, _ editions: Set<TropeReach.Edition>, tradition: String?, _ figures: [TropeReach.Figure]?
    ) throws {
        let names = Set(editions.map(\.name))
        var (total, reported, partly) = (ReachTotal(), Set<String>(), 0)
        for figure in figures ?? [] where !figure.names.isDisjoint(with: names) {
            reported.formUnion(figure.names.intersection(names))
            guard figure.names.isSubset(of: names) else {
                partly += 1
                continue
            }
            if let more = figure.total { try total.add(more) }
        }
        self.init(
            element: element, tradition: tradition, editions: names.sorted(),
            markets: Set(editions.compactMap(\.market)).sorted(), reported: figures == nil ? nil : reported.count,
            guaranteed: total.figures == 0 ? nil : total.low, partly: partly)
    }
}

extension ReachReport.Line {
    /// `series/edition` of each edition, of a creative without its code.
    fileprivate var editionNames: Set<String> {
        Set(editions.map { name in name.split(separator: " ").first.map(String.init) ?? name })
    }
}
