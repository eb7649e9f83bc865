/// The totals of a report's weeks for each series and each market by itself, each added up by the same rules as the
/// whole. They are not parts that add up to it: a joint figure over two markets is in neither.
///
/// A market has the figures that were measured there, of whichever edition, and those of everywhere of the editions
/// made for it.
public struct ReachBreakdown: Sendable {
    private struct Group {
        let kind: ReachReport.Part.Kind
        let name: String
        var assembly: ReachAssembly
        /// Editions made for another market, or for none, that were measured in this one.
        var guests: Set<Int> = []
        var before: ReachReport.Part.Sum?
        /// The weeks with a figure, by their place among all.
        var known = PackedSums()
    }

    private var groups: [Group] = []
    private var weeks: [Week] = []
    private var before: Week?
    /// Which groups hold an edition.
    private var places: [Int: [Int]] = [:]
    private let members: [ReachAssembly.Member]
    private let addsOverEditions: Bool
    /// Where the group of each market is; none where one market was asked for.
    private var markets: [String: Int]?

    /// A breakdown of reports over `members`, by series and, unless a market was asked for, by market.
    /// `addsOverEditions`: whether figures of several editions, or of disjoint markets, may be added (rule 7).
    public init(_ members: [ReachAssembly.Member], market: String?, addsOverEditions: Bool = true) {
        self.members = members
        self.addsOverEditions = addsOverEditions
        for (name, own) in ReachBreakdown.grouped(members, by: { $0.series }) { add(.series, name, own, market) }
        guard market == nil else { return }
        markets = [:]
        for (name, own) in ReachBreakdown.grouped(members, by: { $0.market }) { add(.market, name, own, name) }
    }

    /// By name; members keep their order.
    private static func grouped(
        _ members: [ReachAssembly.Member], by name: (ReachAssembly.Member) -> String?
    ) -> [(key: String, value: [ReachAssembly.Member])] {
        var groups: [String: [ReachAssembly.Member]] = [:]
        for member in members { if let name = name(member) { groups[name, default: []].append(member) } }
        return groups.sorted { $0.key < $1.key }
    }

    private mutating func add(
        _ kind: ReachReport.Part.Kind, _ name: String, _ members: [ReachAssembly.Member], _ market: String?
    ) {
        for member in members { places[member.subject, default: []].append(groups.count) }
        if kind == .market { markets?[name] = groups.count }
        groups.append(Group(kind: kind, name: name, assembly: assembly(members, market)))
    }

    private func assembly(_ members: [ReachAssembly.Member], _ market: String?) -> ReachAssembly {
        ReachAssembly(members, market: market, addsOverEditions: addsOverEditions)
    }

    /// Compares the first week with nothing.
    mutating func forgetBefore() {
        before = nil
        for index in groups.indices { groups[index].before = nil }
    }

    /// Adds a week, after those before it. `isBefore`: whether it is only what the first week is compared with.
    public mutating func add(_ week: Week, _ entries: [ReachAssembly.Entry], isBefore: Bool = false) {
        // By group, where its figures stand among all.
        var own: [Int: [Int]] = [:]
        welcomeGuests(entries)
        for (number, entry) in entries.enumerated() {
            for index in holders(of: entry) { own[index, default: []].append(number) }
        }
        // Most series have no figure in most weeks: what is not there is not kept.
        for (index, numbers) in own {
            let sum = sum(of: groups[index], week, numbers.map { entries[$0] })
            if isBefore { groups[index].before = sum } else { groups[index].known.add(sum, at: weeks.count) }
        }
        if isBefore { before = week } else { weeks.append(week) }
    }

    /// The groups that a figure counts in.
    private func holders(of entry: ReachAssembly.Entry) -> [Int] {
        // Nearly all are of one edition, and of everywhere.
        if case .edition = entry.of, entry.measuredIn == nil { return places[entry.subject] ?? [] }
        let subjects = ReachBreakdown.subjects(of: entry)
        var into =
            subjects.count == 1
            ? places[subjects[0]] ?? [] : Array(Set(subjects.flatMap { places[$0] ?? [] }))
        if let place = entry.measuredIn.flatMap({ markets?[$0] }), !into.contains(place),
            !groups[place].guests.isDisjoint(with: subjects)
        {
            into.append(place)
        }
        return into
    }

    private static func subjects(of entry: ReachAssembly.Entry) -> [Int] {
        switch entry.of {
        case .edition: [entry.subject]
        case .joint(let members): members
        case .creative(_, let edition): [edition]
        }
    }

    /// Adds editions to the markets that they were measured in.
    private mutating func welcomeGuests(_ entries: [ReachAssembly.Entry]) {
        guard let known = markets else { return }
        var arriving: [String: Set<Int>] = [:]
        for entry in entries {
            guard let market = entry.measuredIn else { continue }
            for subject in ReachBreakdown.subjects(of: entry) {
                if let place = known[market],
                    groups[place].guests.contains(subject) || places[subject]?.contains(place) == true
                {
                    continue
                }
                arriving[market, default: []].insert(subject)
            }
        }
        for (market, subjects) in arriving {
            let place = known[market] ?? addMarket(market)
            groups[place].guests.formUnion(subjects)
            let guests = groups[place].guests
            groups[place].assembly = assembly(
                members.filter { $0.market == market || guests.contains($0.subject) }, market)
        }
    }

    /// A market that no edition is made for: until now it had no figure.
    private mutating func addMarket(_ name: String) -> Int {
        groups.append(Group(kind: .market, name: name, assembly: assembly([], name)))
        markets?[name] = groups.count - 1
        return groups.count - 1
    }

    private func sum(of group: Group, _ week: Week, _ entries: [ReachAssembly.Entry]) -> ReachReport.Part.Sum {
        do {
            let made = try group.assembly.sums(week, entries)
            if !addsOverEditions, let adds = made.adds {
                let what = adds == .markets ? "markets" : "editions"
                return .refused(week, "figures of several \(what) of this metric cannot be added (rule 7)")
            }
            return .total(made)
        } catch let refusal as Refusal {
            return .refused(week, refusal.message)
        } catch {
            return .refused(week, "\(error)")
        }
    }

    /// Series, then markets, by name; only those with a figure in some week.
    public var parts: [ReachReport.Part] {
        groups.filter(\.known.isOfSomething).sorted {
            ($0.kind == .series ? 0 : 1, $0.name) < ($1.kind == .series ? 0 : 1, $1.name)
        }.map { group in
            ReachReport.Part(
                kind: group.kind, name: group.name,
                before: group.before ?? before.map { sum(of: group, $0, []) },
                sums: { group.known.sums(of: weeks) { sum(of: group, $0, []) } })
        }
    }
}
