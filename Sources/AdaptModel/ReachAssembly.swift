/// Puts the figures of a week together so that each counts once (rules 5 to 7 of the model).
public struct ReachAssembly: Sendable {
    /// An edition of the report.
    public typealias Member = ReachReport.Edition

    /// What a figure is of.
    public enum Of: Sendable, Hashable {
        case edition
        case joint(members: [Int])
        case creative(code: String, edition: Int)
    }

    /// A week's figure of one subject in one market.
    public struct Entry: Sendable {
        /// Key of the subject.
        public let subject: Int
        /// What it is of.
        public let of: Of
        /// Where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// Of money.
        public let currency: String?
        /// The figure.
        public let total: ReachTotal
        /// How many of its parts have an inferred window.
        public let inferred: Int
        /// How many were placed in the week on request, though their window is another.
        public let imputed: Int
        /// Days of the week that it covers.
        public let days: Int
        /// When it was published.
        public let published: Day
        /// Of a joint figure: `series/edition` of each edition, also of those not asked for.
        public let memberNames: [String]

        /// A figure.
        public init(
            subject: Int, of: Of, measuredIn: String?, currency: String? = nil, total: ReachTotal, inferred: Int,
            imputed: Int = 0, days: Int, published: Day, memberNames: [String] = []
        ) {
            self.subject = subject
            self.of = of
            self.measuredIn = measuredIn
            self.currency = currency
            self.total = total
            self.inferred = inferred
            self.imputed = imputed
            self.days = days
            self.published = published
            self.memberNames = memberNames
        }
    }

    private let members: [Member]
    /// The market asked for; figures measured there are whole, not lower bounds of everywhere.
    private let market: String?
    /// Where a market was asked for, the editions made for it: what is of everywhere counts there for them alone.
    private let home: Set<Int>?
    private let bySubject: SubjectOrder

    /// An assembly of reports over `members`, in order.
    public init(_ members: [Member], market: String?) {
        self.members = members
        self.market = market
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

    private func isHome(_ subject: Int) -> Bool { home?.contains(subject) ?? true }

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

    /// The week's lines and total. Throws a `Refusal` (rule) where joint figures overlap.
    public func week(_ week: Week, _ figures: [Entry]) throws -> ReachReport.WeekTotal {
        var lines: [ReachReport.Line] = []
        lines.reserveCapacity(members.count)
        var total = try compose(week, figures) { lines.append($0) }
        ReachAssembly.rank(&lines)
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
        var sum = WeekSum(market: market)
        func add(_ line: ReachReport.Line) throws {
            try sum.add(line)
            each(line)
        }
        let joint = try jointLines(week, entries, add)
        let own = bySubject.figures(in: entries.ordered)
        for (index, member) in members.enumerated() {
            let (figures, ads) = (entries.ordered[own[index]], entries.creatives[member.subject] ?? [])
            let cover = joint.isEmpty ? nil : joint[member.subject]
            let isJoint = cover == .whole
            for own in figures {
                // A joint figure of part of the week, or of one market, does not hold all of the edition's own.
                let apart = isJoint && !holds(own, in: entries, member.subject) ? ["overlaps_joint"] : []
                try add(line(own, .edition(member), counted: !isJoint && counts(own, among: figures), apart))
            }
            for ad in ads {
                let counted = figures.isEmpty && !isJoint && counts(ad, among: entries.of(ad.subject))
                guard case .creative(let code, _) = ad.of else { continue }
                try add(line(ad, .creative(member, code: code), counted: counted, []))
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

    /// How a joint figure holds an edition: together with editions that were all asked for, or not.
    private enum JointCover { case whole, inPart }

    /// Adds the lines of joint figures, and gives how they hold the editions.
    private func jointLines(
        _ week: Week, _ entries: WeekEntries, _ add: (ReachReport.Line) throws -> Void
    ) throws -> [Int: JointCover] {
        var cover: [Int: JointCover] = [:]
        var holder: [Int: Int] = [:]
        for entry in entries.joint {
            guard case .joint(let parts) = entry.of else { continue }
            let here = parts.filter { entry.measuredIn != nil || isHome($0) }
                .compactMap { bySubject.member($0, of: members) }
            guard !here.isEmpty else { continue }
            let isWhole = here.count == parts.count
            for member in here {
                if isWhole, let other = holder[member.subject], other != entry.subject {
                    throw Refusal(
                        .rule, "two joint figures of \(week) hold \"\(member.name)\": a figure counts once (rule 6)",
                        hint: "ask for one edition, or another metric or source")
                }
                if isWhole { holder[member.subject] = entry.subject }
                cover[member.subject] = isWhole || cover[member.subject] == .whole ? .whole : .inPart
            }
            let counted = isWhole && counts(entry, among: entries.of(entry.subject))
            let subject = ReachReport.Subject.joint(here, names: entry.memberNames)
            try add(line(entry, subject, counted: counted, isWhole ? [] : ["beyond_scope"]))
        }
        return cover
    }

    /// Whether an edition's own figure is wholly part of a joint one: of a whole week, and of everywhere or the same
    /// market.
    private func holds(_ own: Entry, in entries: WeekEntries, _ member: Int) -> Bool {
        entries.joint.contains { entry in
            guard case .joint(let parts) = entry.of, parts.contains(member) else { return false }
            return entry.days == 7 && (entry.measuredIn == nil || entry.measuredIn == own.measuredIn)
        }
    }

    /// Whether a figure counts beside the others of its subject: everywhere contains each market, and a market that
    /// was asked for goes before everywhere, and alone.
    private func counts(_ entry: Entry, among others: ArraySlice<Entry>) -> Bool {
        if others.count == 1 { return true }
        if let market, others.contains(where: { $0.measuredIn == market }) { return entry.measuredIn == market }
        return entry.measuredIn == nil || !others.contains { $0.measuredIn == nil }
    }

    /// An edition in promotion, or of which that is not recorded, should have a figure; in a market, if made for it.
    private func isExpected(_ member: Member) -> Bool {
        isHome(member.subject) && (member.status.map { $0 == Status.inPromotion.rawValue } ?? true)
    }

    private func line(
        _ entry: Entry, _ subject: ReachReport.Subject, counted: Bool, _ flags: [String]
    ) -> ReachReport.Line {
        var flags = counted || !flags.isEmpty ? flags : ["included"]
        if entry.total.estimated > 0 { flags.append("estimated") }
        if entry.inferred > 0 { flags.append("window_inferred") }
        if entry.imputed > 0 { flags.append("imputed") }
        if entry.days < 7 { flags.append("days=\(entry.days)") }
        if let measured = entry.measuredIn { flags.append("measured=\(measured)") }
        return ReachReport.Line(
            subject: subject, measuredIn: entry.measuredIn, total: entry.total, counted: counted, flags: flags,
            published: entry.published, days: entry.days,
            key: .init(subject: entry.subject, measuredIn: entry.measuredIn))
    }

    private func missing(_ member: Member, _ flag: String) -> ReachReport.Line {
        ReachReport.Line(
            subject: .edition(member), measuredIn: nil, total: nil, counted: false, flags: [flag], published: nil,
            days: 0, key: .init(subject: member.subject, measuredIn: nil))
    }

    /// Puts lines in order, counted ones first and largest first, with places by what is guaranteed among editions with a
    /// figure of their own. Equal figures share a place.
    private static func rank(_ lines: inout [ReachReport.Line]) {
        let keys = lines.indices.map { (isLast: !lines[$0].counted, low: lines[$0].total?.low ?? -1, index: $0) }
            .sorted { left, right in
                if left.isLast != right.isLast { return right.isLast }
                return left.low == right.low ? left.index < right.index : left.low > right.low
            }
        lines.arrange(keys.map(\.index))
        var (place, count, last) = (0, 0, -1)
        for (index, key) in keys.enumerated() {
            guard !key.isLast, lines[index].scope == .edition, lines[index].total != nil else { continue }
            count += 1
            if key.low != last { (place, last) = (count, key.low) }
            lines[index].rank = place
        }
    }
}
