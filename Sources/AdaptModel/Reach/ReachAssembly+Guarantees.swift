/// Of figures that hold some of the same, those that guarantee more count: an edition's own or those of its creatives,
/// these or a joint one. What is of all the week and of everywhere, and has an upper bound, holds its parts and counts;
/// where figures contradict each other, the larger guarantees nothing.
extension ReachAssembly {
    /// What is said of an edition alone in a week.
    struct Said {
        /// Its own figures.
        let figures: ArraySlice<Entry>
        /// Those of its creatives.
        let ads: [Entry]
        /// Those that cannot be.
        let less: [Less]
        /// Whether its creatives guarantee more than its own figures.
        let goesByCreatives: Bool
        /// Those that count, where no joint figure does: of nearly all editions `figures`, which need not be copied.
        let counted: ArraySlice<Entry>

        func counts(_ figure: Entry) -> Bool {
            counted.contains { $0.subject == figure.subject && $0.measuredIn == figure.measuredIn }
        }
    }

    func said(of edition: Int, own figures: ArraySlice<Entry>, in entries: WeekEntries) -> Said {
        let ads = entries.creatives[edition] ?? []
        if ads.isEmpty, figures.count < 2 {
            return Said(figures: figures, ads: ads, less: [], goesByCreatives: false, counted: figures)
        }
        let less = figures.count + ads.count > 1 ? lessThanParts(figures, ads, in: entries) : []
        let own = figures.filter { counts($0, among: figures) }
        // What was measured in the market asked for goes before everywhere.
        let isThere = own.contains(where: isMeasuredThere)
        let advertised = ads.filter { (!isThere || isMeasuredThere($0)) && counts($0, among: entries.of($0.subject)) }
        let goesByCreatives =
            figures.isEmpty
            || addsOverEditions && !own.allSatisfy(isWhole) && least(advertised) > least(own)
                && !less.contains { $0.whole.subject == edition }
        return Said(
            figures: figures, ads: ads, less: less, goesByCreatives: goesByCreatives && !figures.isEmpty,
            counted: (goesByCreatives ? advertised : own)[...])
    }

    /// Whether a joint figure guarantees less than its editions have by themselves; people of several may be the same.
    func guaranteesLess(_ joint: Entry, in entries: WeekEntries, than editions: [Member]) -> Bool {
        let all = entries.of(joint.subject)
        let jointly = all.filter { counts($0, among: all) }
        guard addsOverEditions, !jointly.allSatisfy(isWhole) else { return false }
        let isThere = jointly.contains(where: isMeasuredThere)
        let own = editions.flatMap { said(of: $0.subject, own: entries.of($0.subject), in: entries).counted }
        return least(own.filter { !isThere || isMeasuredThere($0) }) > least(jointly)
    }

    /// Whether the editions' own figures hold all of a joint one: those of all of the week, and of everywhere or its
    /// market.
    func isHeld(_ joint: Entry, by editions: [Member], in entries: WeekEntries) -> Bool {
        editions.allSatisfy { member in
            let own = entries.of(member.subject)
            return own.contains {
                $0.days == 7 && ($0.measuredIn == nil || $0.measuredIn == joint.measuredIn) && counts($0, among: own)
            }
        }
    }

    /// Whether a figure holds all that there is of its subject.
    private func isWhole(_ figure: Entry) -> Bool {
        figure.days == 7 && figure.total.high != nil && (figure.measuredIn == nil || isMeasuredThere(figure))
    }

    /// Whether a figure was measured in the market asked for.
    func isMeasuredThere(_ figure: Entry) -> Bool { market != nil && figure.measuredIn == market }

    private func least(_ figures: [Entry]) -> Int { sum(figures.map(\.total.low)) }
}
