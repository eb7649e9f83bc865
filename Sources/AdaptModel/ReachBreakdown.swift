/// The totals of a report's weeks for each series and each market by itself, each added up by the same rules as the
/// whole. They are not parts that add up to it: a joint figure over two markets is in neither.
public struct ReachBreakdown: Sendable {
    private struct Group {
        let kind: ReachReport.Part.Kind
        let name: String
        let assembly: ReachAssembly
        var before: ReachReport.Part.Sum?
        var weeks: [ReachReport.Part.Sum] = []
    }

    private var groups: [Group] = []
    /// Which groups hold an edition.
    private var places: [Int: [Int]] = [:]

    /// A breakdown of reports over `members`, by series and, unless a market was asked for, by market.
    public init(_ members: [ReachAssembly.Member], market: String?) {
        for (name, own) in ReachBreakdown.grouped(members, by: { $0.series }) { add(.series, name, own, market) }
        guard market == nil else { return }
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
        groups.append(Group(kind: kind, name: name, assembly: ReachAssembly(members, market: market)))
    }

    /// Adds a week, after those before it. `addsOverEditions`: whether figures of several editions may be added
    /// (rule 7). `isBefore`: whether it is only what the first week is compared with.
    public mutating func add(
        _ week: Week, _ entries: [ReachAssembly.Entry], addsOverEditions: Bool, isBefore: Bool = false
    ) {
        var own: [Int: [ReachAssembly.Entry]] = [:]
        for entry in entries {
            let subjects: [Int] =
                switch entry.of {
                case .edition: [entry.subject]
                case .joint(let members): members
                case .creative(_, let edition): [edition]
                }
            if subjects.count == 1 {
                for index in places[subjects[0]] ?? [] { own[index, default: []].append(entry) }
            } else {
                for index in Set(subjects.flatMap { places[$0] ?? [] }) { own[index, default: []].append(entry) }
            }
        }
        for index in groups.indices {
            let sum = sum(of: groups[index], week, own[index] ?? [], addsOverEditions)
            if isBefore { groups[index].before = sum } else { groups[index].weeks.append(sum) }
        }
    }

    private func sum(
        of group: Group, _ week: Week, _ entries: [ReachAssembly.Entry], _ addsOverEditions: Bool
    ) -> ReachReport.Part.Sum {
        do {
            let made = try group.assembly.sums(week, entries)
            guard addsOverEditions || !made.addsSubjects else {
                return .refused(week, "figures of several editions of this metric cannot be added (rule 7)")
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
        groups.filter { group in
            group.weeks.contains { sum in
                switch sum {
                case .total(let week): week.reported > 0
                case .refused: true
                }
            }
        }.map { ReachReport.Part(kind: $0.kind, name: $0.name, before: $0.before, weeks: $0.weeks) }
    }
}

extension ReachReport {
    /// The totals of the editions of one series, or of one market.
    public struct Part: Sendable {
        /// What its editions have in common.
        public enum Kind: String, Sendable {
            case series, market
        }

        /// What is added up for a week.
        public enum Sum: Sendable {
            /// Without lines.
            case total(WeekTotal)
            /// Why nothing is: adding would break a rule.
            case refused(Week, String)

            /// The week.
            public var week: Week {
                switch self {
                case .total(let total): total.week
                case .refused(let week, _): week
                }
            }

            /// The sum, where there is a figure.
            public var figure: ReachTotal? {
                switch self {
                case .total(let week): week.figure
                case .refused: nil
                }
            }
        }

        /// What its editions have in common.
        public let kind: Kind
        /// Code of the series or market.
        public let name: String
        /// The week before the first; nil: there the whole cannot be added up.
        public let before: Sum?
        /// The weeks of the report, earliest first.
        public let weeks: [Sum]
    }
}
