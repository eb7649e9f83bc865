/// The totals of a report's weeks for each series and each market by itself, each added up by the same rules as the
/// whole. They are not parts that add up to it: a joint figure over two markets is in neither.
public struct ReachBreakdown: Sendable {
    private struct Group {
        let kind: ReachReport.Part.Kind
        let name: String
        var members: [ReachAssembly.Member] = []
        var weeks: [ReachReport.Part.Sum] = []
    }

    private var groups: [Group] = []
    /// Which groups hold an edition.
    private var places: [Int: [Int]] = [:]
    /// The market asked for; figures of one market are not broken down by market.
    private let market: String?

    /// A breakdown of reports over `members`, by series and, unless a market was asked for, by market.
    public init(_ members: [ReachAssembly.Member], market: String?) {
        self.market = market
        var known: [String: Int] = [:]
        for member in members {
            place(member, in: .series, member.series, &known)
            if market == nil, let own = member.market { place(member, in: .market, own, &known) }
        }
    }

    private mutating func place(
        _ member: ReachAssembly.Member, in kind: ReachReport.Part.Kind, _ name: String, _ known: inout [String: Int]
    ) {
        let key = "\(kind.rawValue) \(name)"
        let index = known[key] ?? groups.count
        if index == groups.count { groups.append(Group(kind: kind, name: name)) }
        known[key] = index
        groups[index].members.append(member)
        places[member.subject, default: []].append(index)
    }

    /// Adds a week. `addsOverEditions`: whether figures of several editions may be added (rule 7).
    public mutating func add(_ week: Week, _ entries: [ReachAssembly.Entry], addsOverEditions: Bool) {
        var own: [Int: [ReachAssembly.Entry]] = [:]
        for entry in entries {
            let subjects: [Int] =
                switch entry.of {
                case .edition: [entry.subject]
                case .joint(let members): members
                case .creative(_, let edition): [edition]
                }
            for index in Set(subjects.flatMap { places[$0] ?? [] }) { own[index, default: []].append(entry) }
        }
        for index in groups.indices {
            let sum = sum(of: groups[index], week, own[index] ?? [], addsOverEditions)
            groups[index].weeks.append(sum)
        }
    }

    private func sum(
        of group: Group, _ week: Week, _ entries: [ReachAssembly.Entry], _ addsOverEditions: Bool
    ) -> ReachReport.Part.Sum {
        let assembly = ReachAssembly(group.members, market: group.kind == .market ? group.name : market)
        do {
            let made = try assembly.week(week, entries)
            let counted = Set(made.lines.filter { $0.counted && $0.total != nil }.map(\.editions))
            guard addsOverEditions || counted.count < 2 else {
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
        }.map { ReachReport.Part(kind: $0.kind, name: $0.name, weeks: $0.weeks) }
            .sorted { ($0.kind.order, $0.name) < ($1.kind.order, $1.name) }
    }
}

extension ReachReport {
    /// The totals of the editions of one series, or of one market.
    public struct Part: Sendable {
        /// What its editions have in common.
        public enum Kind: String, Sendable {
            case series, market

            var order: Int {
                switch self {
                case .series: 0
                case .market: 1
                }
            }
        }

        /// What is added up for a week.
        public enum Sum: Sendable {
            case total(WeekTotal)
            /// Why nothing is: adding would break a rule.
            case refused(Week, String)
        }

        /// What its editions have in common.
        public let kind: Kind
        /// Code of the series or market.
        public let name: String
        /// The weeks of the report, earliest first.
        public let weeks: [Sum]
    }
}
