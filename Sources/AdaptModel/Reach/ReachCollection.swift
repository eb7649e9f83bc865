/// Takes the figures of weeks one week after the other, and makes the report of them: no more than one week of figures
/// is held at a time, and lines only of the weeks asked for.
public struct ReachCollection: Sendable {
    let assembly: ReachAssembly
    private let subjects: Set<Int>
    let market: String?
    let rule: Rule
    private let first: Week
    private let only: Set<Week>?
    private var breakdown: ReachBreakdown?
    /// How many weeks with a figure each subject has so far.
    private var weeksOnList: [Int: Int] = [:]
    /// The currencies of the weeks asked for, and of the last week with a figure.
    private var (currencies, last): (Set<String>, Set<String>) = ([], [])
    private var before: ReachReport.WeekTotal?
    private let each: (@Sendable (ReachReport.WeekTotal) throws -> Void)?
    /// The weeks asked for, earliest first; without lines where they were handed on.
    public private(set) var weeks: [ReachReport.WeekTotal] = []
    /// The sums of the weeks before them; of those that can be added up.
    public private(set) var earlier: [ReachReport.WeekTotal] = []

    /// Collects weeks of `members`, lines from `first` on, or of the weeks in `only`. `each`: takes each week asked for
    /// when it is made; its lines are not kept.
    public init(
        _ members: [ReachReport.Edition], market: String?, rule: Rule, from first: Week, only: Set<Week>? = nil,
        breaksDown: Bool, handing each: (@Sendable (ReachReport.WeekTotal) throws -> Void)? = nil
    ) {
        self.each = each
        assembly = ReachAssembly(members, market: market, addsOverEditions: rule.addsOverEditions)
        subjects = Set(members.lazy.map(\.subject))
        self.market = market
        self.rule = rule
        self.first = first
        self.only = only
        breakdown =
            breaksDown ? ReachBreakdown(members, market: market, addsOverEditions: rule.addsOverEditions) : nil
    }

    /// The same, where `weeks` of each subject had a figure before the first week that is added.
    public func counting(from weeks: [Int: Int]) -> ReachCollection {
        var collection = self
        collection.weeksOnList = weeks
        return collection
    }

    /// The editions of the report.
    public var members: [ReachReport.Edition] { assembly.members }

    /// The totals of each series and market, where they were asked for.
    public var parts: [ReachReport.Part] { breakdown?.parts ?? [] }

    /// Adds a week, after those before it. Throws a `Refusal` (rule) where what was asked for cannot be added up.
    public mutating func add(_ week: Week, _ figures: [ReachAssembly.Entry]) throws {
        let entries = figures.allSatisfy(isAsked) ? figures : figures.filter(isAsked)
        countWeeks(of: entries)
        do {
            try requireOneCurrency(week, entries)
            let isWanted = isWanted(week)
            // Lines are needed of the weeks asked for, and of those that they are compared with.
            var made =
                isWanted || self.isWanted(week + 1)
                ? try assembly.week(week, entries, isShown: isWanted) : try assembly.sums(week, entries)
            try requireAdditive(made, entries)
            if isWanted { made.follow(before, weeksOnList: weeksOnList) }
            if isWanted || weeks.isEmpty && self.isWanted(week + 1) {
                breakdown?.add(week, entries, isBefore: !isWanted)
            }
            before = made
            if isWanted {
                try each?(made)
                weeks.append(each == nil ? made : made.bare)
            }
            if week < first { earlier.append(made.bare) }
        } catch let refusal as Refusal where !isWanted(week) && refusal.kind == .rule {
            // Weeks before are only looked back at: where one cannot be added up, nothing is compared with it.
            forgetBefore()
            last = []
        }
    }

    /// Compares nothing with the weeks before.
    private mutating func forgetBefore() {
        before = nil
        guard weeks.isEmpty else { return }
        earlier = []
        breakdown?.forgetBefore()
    }

    /// Whether a week was asked for; others are only looked back at.
    private func isWanted(_ week: Week) -> Bool { week >= first && only.map { $0.contains(week) } ?? true }

    private mutating func countWeeks(of entries: [ReachAssembly.Entry]) {
        // A subject that is measured in several markets has several figures, one behind the other.
        var last: Int?
        for entry in entries where entry.subject != last {
            weeksOnList[entry.subject, default: 0] += 1
            last = entry.subject
        }
    }

    /// Refuses two currencies in the weeks asked for: they do not add up. A week is not compared with one before it that
    /// has another.
    private mutating func requireOneCurrency(_ week: Week, _ entries: [ReachAssembly.Entry]) throws {
        var found: Set<String> = []
        var before: String??
        for entry in entries where before != .some(entry.currency) {
            found.insert(entry.currency ?? Refusal.noCurrency)
            before = .some(entry.currency)
        }
        guard !found.isEmpty else { return }
        let together = isWanted(week) ? currencies.union(found) : found
        guard together.count < 2 else { throw Refusal.several(together, of: rule.metric) }
        if isWanted(week) { currencies = together }
        if !last.isEmpty, last != found { forgetBefore() }
        last = found
    }

    /// A creative is of its edition, a joint figure of all of its editions.
    private func isAsked(_ entry: ReachAssembly.Entry) -> Bool {
        guard assembly.says(entry) else { return false }
        return switch entry.of {
        case .edition: subjects.contains(entry.subject)
        case .joint(let members): !subjects.isDisjoint(with: members)
        case .creative(_, let edition): subjects.contains(edition)
        }
    }
}
