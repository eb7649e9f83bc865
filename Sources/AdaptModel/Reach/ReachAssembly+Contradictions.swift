/// Figures that cannot be, beside what the parts of them have by themselves.
extension ReachAssembly {
    /// A figure that is less than its parts.
    struct Less {
        let whole: Entry
        let than: ReachReport.Contradiction.Parts
        /// The parts of that kind.
        let parts: [Entry]

        /// Whether a figure is the whole or one of the parts.
        func names(_ figure: Entry) -> Bool {
            func isSame(_ other: Entry) -> Bool {
                other.subject == figure.subject && other.measuredIn == figure.measuredIn
            }
            return isSame(whole) || parts.contains(where: isSame)
        }
    }

    /// Which of an edition's own `figures` are less than it has for sure in single markets, or its creatives `ads` have:
    /// everywhere contains each market, and an edition its creatives.
    func lessThanParts(_ figures: ArraySlice<Entry>, _ ads: [Entry], in entries: WeekEntries) -> [Less] {
        var found: [Less] = []
        for whole in figures where whole.days == 7 && whole.total.approximate == 0 {
            guard let high = whole.total.high else { continue }
            func isHeld(_ part: Entry) -> Bool {
                part.total.approximate == 0 && (whole.measuredIn == nil || whole.measuredIn == part.measuredIn)
            }
            let markets = whole.measuredIn == nil ? figures.filter { $0.measuredIn != nil && isHeld($0) } : []
            if sum(markets.map(\.total.low)) > high { found.append(Less(whole: whole, than: .markets, parts: markets)) }
            let held = ads.filter(isHeld)
            if sum(byCreative(held)) > high { found.append(Less(whole: whole, than: .creatives, parts: held)) }
        }
        for own in Dictionary(grouping: ads, by: \.subject).values where own.count > 1 {
            found += lessThanParts(own[...], [], in: entries)
        }
        return found
    }

    /// Whether a joint figure is less than its editions have for sure by themselves, or it has itself in single markets.
    func lessThanParts(_ joint: Entry, in entries: WeekEntries) -> [Less] {
        let markets = lessThanParts(entries.of(joint.subject), [], in: entries)
            .filter { $0.whole.measuredIn == joint.measuredIn }
        return markets + (isLessThanParts(joint, in: entries) ? [Less(whole: joint, than: .editions, parts: [])] : [])
    }

    /// What there is at least of several, each of which has so much: people of several may be the same ones.
    func sum(_ lows: [Int]) -> Int {
        guard addsOverEditions else { return lows.max() ?? 0 }
        return lows.reduce(0) { sum, low in
            let (next, overflow) = sum.addingReportingOverflow(low)
            return overflow ? Int.max : next
        }
    }

    /// What each creative has for sure: its figures of several markets are weighed among themselves.
    private func byCreative(_ ads: [Entry]) -> [Int] {
        Dictionary(grouping: ads, by: \.subject).values.map { own in
            sum(own.filter { counts($0, among: own[...]) }.map(\.total.low))
        }
    }

    /// Whether a joint figure is less than its editions have for sure by themselves, in its market or everywhere. Of what
    /// is only about so much, nobody knows.
    private func isLessThanParts(_ joint: Entry, in entries: WeekEntries) -> Bool {
        guard let high = joint.total.high, joint.total.approximate == 0, case .joint(let parts) = joint.of else {
            return false
        }
        return sum(parts.map { guaranteed($0, within: joint, in: entries) }) > high
    }

    /// What an edition has for sure by itself, or of its creatives, of what a joint figure holds.
    private func guaranteed(_ edition: Int, within joint: Entry, in entries: WeekEntries) -> Int {
        func held(_ figures: [Entry]) -> [Entry] {
            figures.filter { holds(joint, $0, edition) && $0.total.approximate == 0 }
        }
        let own = Array(entries.of(edition))
        guard own.isEmpty else {
            let held = held(own)[...]
            return sum(held.filter { counts($0, among: held) }.map(\.total.low))
        }
        return sum(byCreative(held(entries.creatives[edition] ?? [])))
    }
}
