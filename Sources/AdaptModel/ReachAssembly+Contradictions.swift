/// Joint figures that cannot be, beside what their editions have by themselves.
extension ReachAssembly {
    /// Whether a joint figure is less than its editions have for sure by themselves, in its market or everywhere. Of what
    /// is only about so much, nobody knows.
    func isLessThanParts(_ joint: Entry, in entries: WeekEntries) -> Bool {
        guard let high = joint.total.high, joint.total.approximate == 0, case .joint(let parts) = joint.of else {
            return false
        }
        var sum = 0
        for part in parts {
            let least = guaranteed(part, within: joint, in: entries)
            // People of several editions may be the same ones.
            let (next, overflow) = addsOverEditions ? sum.addingReportingOverflow(least) : (max(sum, least), false)
            sum = overflow ? Int.max : next
        }
        return sum > high
    }

    /// What an edition has for sure by itself, or of its creatives, of what a joint figure holds.
    private func guaranteed(_ edition: Int, within joint: Entry, in entries: WeekEntries) -> Int {
        func least(_ figures: [Entry]) -> Int {
            let held = figures.filter { holds(joint, $0, edition) && $0.total.approximate == 0 }[...]
            let counted = held.filter { counts($0, among: held) }.map(\.total.low)
            guard addsOverEditions else { return counted.max() ?? 0 }
            return counted.reduce(0) { sum, low in
                let (next, overflow) = sum.addingReportingOverflow(low)
                return overflow ? Int.max : next
            }
        }
        let own = Array(entries.of(edition))
        return own.isEmpty ? creativesAlone(edition, in: entries, least) : least(own)
    }

    /// Figures of one creative are weighed among themselves, and those of several add up.
    private func creativesAlone(
        _ edition: Int, in entries: WeekEntries, _ least: ([Entry]) -> Int
    ) -> Int {
        let ads = Dictionary(grouping: entries.creatives[edition] ?? [], by: \.subject).values.map(least)
        guard addsOverEditions else { return ads.max() ?? 0 }
        return ads.reduce(0) { sum, low in
            let (next, overflow) = sum.addingReportingOverflow(low)
            return overflow ? Int.max : next
        }
    }
}
