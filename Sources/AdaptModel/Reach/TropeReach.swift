/// Tropes and changed elements beside the reach of the editions that have them. Not a claim that one makes the other.
public struct TropeReach: Sendable {
    /// One element with the editions behind it.
    public struct Line: Sendable {
        /// Path.
        public let element: String
        /// Storytelling tradition that the trope is said to come from.
        public let tradition: String?
        /// How many editions play the trope how, as in subverted:2; most first. Empty: nothing is said of that.
        public let played: [String]
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
        /// What else is to be known of what is guaranteed, in the words of flags.
        public let marks: [String]
    }

    /// The editions of each element, by its path: of one element, each once.
    public typealias Holders = [String: [SeriesHistory.Edition]]

    /// The week's reach; nil: no week was asked for.
    public let reach: ReachReport?
    /// Tropes that editions have, most editions first.
    public let tropes: [Line]
    /// Elements that derived editions changed against their parents, most editions first.
    public let changes: [Line]
    /// Of both, those that editions of several markets have: a line for each of these markets, by element and market.
    public let acrossMarkets: [Line]

    /// Puts elements beside reach. `played`: of tropes, how many of their editions play them how. Throws a `Refusal`
    /// (rule) where a sum passes 64 bits.
    public init(
        tropes: Holders, changes: Holders, traditions: [String: String], played: [String: [String: Int]] = [:],
        reach: ReachReport?
    ) throws {
        let figures = reach?.weeks.last.map { Figures($0.lines.filter { $0.counted && $0.total != nil }) }
        func lines(_ found: Holders) throws -> [Line] {
            try found.map { element, editions in
                try Line(
                    element, editions, tradition: traditions[element], played: played[element] ?? [:], figures)
            }.sorted { ($1.editions.count, $0.element) < ($0.editions.count, $1.element) }
        }
        self.reach = reach
        self.tropes = try lines(tropes)
        self.changes = try lines(changes)
        acrossMarkets = try tropes.merging(changes, uniquingKeysWith: TropeReach.union).sorted { $0.key < $1.key }
            .flatMap { element, editions in
                let markets = Dictionary(grouping: editions.filter { $0.header.market != nil }) {
                    $0.header.market ?? ""
                }
                guard markets.count > 1 else { return [Line]() }
                return try markets.sorted { $0.key < $1.key }.map { _, own in
                    try Line(element, own, tradition: traditions[element], figures)
                }
            }
    }

    /// The editions of two lists, each once.
    private static func union(
        _ one: [SeriesHistory.Edition], _ other: [SeriesHistory.Edition]
    ) -> [SeriesHistory.Edition] {
        let known = Set(one.map(\.id))
        return one + other.filter { !known.contains($0.id) }
    }

    /// A figure with the editions that it is of.
    fileprivate struct Figure {
        let names: Set<String>
        let total: ReachTotal?
        let contradicts: Bool
    }

    /// The figures of a week by the editions that they are of.
    fileprivate struct Figures {
        private let all: [Figure]
        private let places: [String: [Int]]

        init(_ lines: [ReachReport.Line]) {
            all = lines.map {
                Figure(names: $0.editionNames, total: $0.total, contradicts: $0.flags.contains("contradicts"))
            }
            var places: [String: [Int]] = [:]
            for (place, figure) in all.enumerated() {
                for name in figure.names { places[name, default: []].append(place) }
            }
            self.places = places
        }

        /// Those that are of any of some editions, each once.
        func of(_ names: [String]) -> [Figure] {
            Set(names.flatMap { places[$0] ?? [] }).sorted().map { all[$0] }
        }
    }
}

extension TropeReach.Line {
    fileprivate init(
        _ element: String, _ editions: [SeriesHistory.Edition], tradition: String?, played: [String: Int] = [:],
        _ figures: TropeReach.Figures?
    ) throws {
        // They come nearly in this order.
        let names = editions.map(\.header.edition).sorted()
        var (total, reported, partly, contradicts) = (ReachTotal(), Set<String>(), 0, false)
        let own: Set<String> = figures == nil ? [] : Set(names)
        for figure in figures?.of(names) ?? [] {
            reported.formUnion(figure.names.intersection(own))
            guard figure.names.isSubset(of: own) else {
                partly += 1
                continue
            }
            if let more = figure.total { try total.add(more) }
            contradicts = contradicts || figure.contradicts
        }
        self.init(
            element: element, tradition: tradition,
            played: played.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.key):\($0.value)" },
            editions: names,
            markets: Set(editions.compactMap(\.header.market)).sorted(),
            reported: figures == nil ? nil : reported.count,
            guaranteed: total.figures == 0 ? nil : total.low, partly: partly,
            marks: total.marks + (contradicts ? ["contradicts"] : []))
    }
}

extension ReachReport.Line {
    /// `series/edition` of each edition, of a creative without its code.
    fileprivate var editionNames: Set<String> {
        Set(editions.map { name in String(name.prefix { $0 != " " }) })
    }
}
