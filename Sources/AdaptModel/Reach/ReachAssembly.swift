/// Puts the figures of a week together so that each counts once (rules 5 to 7 of the model).
public struct ReachAssembly: Sendable {
    /// An edition of the report.
    public typealias Member = ReachReport.Edition

    let members: [Member]
    /// The market asked for; figures measured there are whole, not lower bounds of everywhere.
    let market: String?
    /// Where a market was asked for, the editions made for it: what is of everywhere counts there for them alone.
    private let home: Set<Int>?
    let bySubject: SubjectOrder
    /// Whether figures of different editions, creatives or disjoint markets add up (rule 7).
    let addsOverEditions: Bool

    /// An assembly of reports over `members`, in order.
    public init(_ members: [Member], market: String?, addsOverEditions: Bool = true) {
        self.members = members
        self.market = market
        self.addsOverEditions = addsOverEditions
        home = market.map { market in Set(members.lazy.filter { $0.market == market }.map(\.subject)) }
        bySubject = SubjectOrder(members)
    }

    /// Whether a figure says something of the market asked for: it was measured there, or everywhere and is of an
    /// edition made for it.
    func says(_ figure: Entry) -> Bool {
        guard let market, figure.measuredIn != market else { return true }
        guard figure.measuredIn == nil else { return false }
        return switch figure.of {
        case .edition: isHome(figure.subject)
        case .creative(_, let edition): isHome(edition)
        case .joint(let members): members.contains(where: isHome)
        }
    }

    func isHome(_ subject: Int) -> Bool { home?.contains(subject) ?? true }

    /// What a figure is of, for people.
    func name(of figure: Entry) -> String {
        func name(_ subject: Int) -> String { bySubject.member(subject, of: members)?.name ?? "" }
        return switch figure.of {
        case .edition: name(figure.subject)
        case .creative(let code, let edition): "\(name(edition)) \(code)"
        case .joint(let members):
            figure.memberNames.isEmpty
                ? members.map(name).joined(separator: " + ") : figure.memberNames.joined(separator: " + ")
        }
    }

    /// The week's lines and total; `isShown`: whether the lines are put in order, or only compared with. Throws a
    /// `Refusal` (rule) where joint figures overlap.
    public func week(_ week: Week, _ figures: [Entry], isShown: Bool = true) throws -> ReachReport.WeekTotal {
        var lines: [ReachReport.Line] = []
        lines.reserveCapacity(members.count)
        var total = try compose(week, figures) { lines.append($0) }
        lines.rank(placesAlone: !isShown)
        total.lines = lines
        return total
    }

    /// The week's total alone. Throws a `Refusal` (rule) where joint figures overlap.
    public func sums(_ week: Week, _ figures: [Entry]) throws -> ReachReport.WeekTotal {
        try compose(week, figures) { _ in }
    }

    /// Hands over the week's lines, joint ones first, then by edition, and adds them up.
    private func compose(
        _ week: Week, _ figures: [Entry], _ each: (ReachReport.Line) -> Void
    ) throws -> ReachReport.WeekTotal {
        let entries = WeekEntries(market == nil ? figures : figures.filter(says))
        var sum = LineSum(market: market)
        func add(_ line: ReachReport.Line) throws {
            try sum.add(line)
            each(line)
        }
        let (joint, wrong) = try jointLines(week, entries, add)
        let own = bySubject.figures(in: entries.ordered)
        sum.contradicted = wrong.map(told)
        for (index, member) in members.enumerated() {
            let said = said(of: member.subject, own: entries.ordered[own[index]], in: entries)
            let (figures, ads, less) = (said.figures, said.ads, said.less)
            sum.contradicted += less.map(told)
            let cover = joint.isEmpty ? nil : joint[member.subject]
            let isJoint = cover == .whole
            for own in figures {
                // A joint figure of part of the week, or of one market, does not hold all of the edition's own.
                var flags = isJoint && !holds(own, in: entries, member.subject) ? ["overlaps_joint"] : []
                if !isJoint, said.goesByCreatives, counts(own, among: figures) { flags.append("guarantees_less") }
                let isPartOfMore = wrong.contains { $0.than == .editions && holds($0.whole, own, member.subject) }
                if isPartOfMore || less.contains(where: { $0.names(own) }) { flags.append("contradicts") }
                try add(line(own, .edition(member), counted: !isJoint && said.counts(own), flags))
            }
            for ad in ads {
                let counted = !isJoint && said.counts(ad)
                guard case .creative(let code, _) = ad.of else { continue }
                let flags = less.contains { $0.names(ad) } ? ["contradicts"] : []
                try add(line(ad, .creative(member, code: code), counted: counted, flags))
            }
            if figures.isEmpty, ads.isEmpty {
                guard cover != nil || isExpected(member) else { continue }
                // Of a joint figure that reaches beyond the editions asked for, the figure's own line says so.
                if cover != .inPart { try add(missing(member, isJoint ? "included" : "not_reported")) }
            }
            sum.expected += 1
            sum.reported += figures.isEmpty && ads.isEmpty && !isJoint ? 0 : 1
        }
        return sum.total(of: week)
    }

    /// A figure that cannot be, for people.
    private func told(_ less: Less) -> ReachReport.Contradiction {
        .init(name: name(of: less.whole), measuredIn: less.whole.measuredIn, than: less.than)
    }

    /// Whether a figure counts beside the others of its subject: everywhere contains each market, and a market that
    /// was asked for goes before everywhere, and alone.
    func counts(_ entry: Entry, among others: ArraySlice<Entry>) -> Bool {
        if others.count == 1 { return true }
        if others.contains(where: isMeasuredThere) { return isMeasuredThere(entry) }
        return entry.measuredIn == nil || !others.contains { $0.measuredIn == nil }
    }

    /// An edition in promotion, or of which that is not recorded, should have a figure; in a market, if made for it.
    private func isExpected(_ member: Member) -> Bool {
        isHome(member.subject) && (member.status.map { $0 == Status.inPromotion.rawValue } ?? true)
    }
}
