/// What may be added up, and what may not.
extension ReachCollection {
    /// What may be added of the metric (rule 7).
    public struct Rule: Sendable {
        /// Metric.
        public let metric: String
        /// Whether figures of disjoint windows add up.
        public let addsOverWindows: Bool
        /// Whether figures of different editions, creatives or disjoint markets add up.
        public let addsOverEditions: Bool
        /// Pairs of markets that share a country.
        public let overlapping: [String: Set<String>]

        /// A rule.
        public init(
            metric: String, addsOverWindows: Bool, addsOverEditions: Bool, overlapping: [String: Set<String>]
        ) {
            self.metric = metric
            self.addsOverWindows = addsOverWindows
            self.addsOverEditions = addsOverEditions
            self.overlapping = overlapping
        }
    }

    /// Refuses sums that have no meaning: people and averages, over editions or windows; markets that overlap.
    func requireAdditive(_ total: ReachReport.WeekTotal, _ entries: [ReachAssembly.Entry]) throws {
        let several = rule.addsOverWindows ? [] : entries.filter { $0.total.figures > 1 }
        let windows = several.map { "\(assembly.name(of: $0)) has \($0.total.figures) windows in \(total.week)" }
        if !rule.addsOverEditions, total.adds == .subjects {
            throw Refusal(
                .rule, "\(rule.metric) of several editions cannot be added: it counts the same people again (rule 7)",
                hint: "ask for one edition: adapt reach SERIES/EDITION --week \(total.week) --metric \(rule.metric)",
                details: windows)
        }
        if !rule.addsOverEditions, total.adds == .markets {
            throw Refusal(
                .rule, "\(rule.metric) of several markets cannot be added: it counts the same people again (rule 7)",
                hint: "choose one with --market", details: Set(entries.compactMap(\.measuredIn)).sorted())
        }
        if !several.isEmpty {
            throw Refusal(
                .rule,
                "\(rule.metric) of several windows cannot be added to a week: it counts the same people again (rule 7)",
                hint: "import the week's own figure, or ask for other weeks or editions", details: windows)
        }
        guard !rule.overlapping.isEmpty else { return }
        for figures in Dictionary(grouping: entries, by: \.subject).values where figures.count > 1 {
            let markets = Set(figures.compactMap(\.measuredIn))
            if let market, markets.contains(market) { continue }
            // Everywhere contains each market: it counts alone.
            if figures.contains(where: { $0.measuredIn == nil }) { continue }
            guard markets.contains(where: { !markets.isDisjoint(with: rule.overlapping[$0] ?? []) }) else { continue }
            throw Refusal(
                .rule, "figures of overlapping markets cannot be added (rule 7)", hint: "choose one with --market",
                details: markets.sorted())
        }
    }
}
