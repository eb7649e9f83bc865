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
        /// Days of the week that it covers.
        public let days: Int
        /// When it was published.
        public let published: Day
        /// Of a joint figure: `series/edition` of each edition, also of those not asked for.
        public let memberNames: [String]

        /// A figure.
        public init(
            subject: Int, of: Of, measuredIn: String?, currency: String? = nil, total: ReachTotal, inferred: Int,
            days: Int, published: Day, memberNames: [String] = []
        ) {
            self.subject = subject
            self.of = of
            self.measuredIn = measuredIn
            self.currency = currency
            self.total = total
            self.inferred = inferred
            self.days = days
            self.published = published
            self.memberNames = memberNames
        }
    }

    private let members: [Member]
    /// The market asked for; figures measured there are whole, not lower bounds of everywhere.
    let market: String?
    /// Where a market was asked for, the editions made for it: what is of everywhere counts there for them alone.
    private let home: Set<Int>?
    private let bySubject: SubjectOrder
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
        lines.rank()
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

    /// How a joint figure holds an edition: together with editions that were all asked for, or not, or not counted
    /// because their own guarantee more.
    private enum JointCover { case whole, inPart }

    /// Adds the lines of joint figures, and gives how they hold the editions, and those that cannot be.
    private func jointLines(
        _ week: Week, _ entries: WeekEntries, _ add: (ReachReport.Line) throws -> Void
    ) throws -> (cover: [Int: JointCover], wrong: [Less]) {
        var cover: [Int: JointCover] = [:]
        var wrong: [Less] = []
        var holder: [Int: Int] = [:]
        for entry in entries.joint {
            guard case .joint(let parts) = entry.of else { continue }
            let here = parts.filter { entry.measuredIn != nil || isHome($0) }
                .compactMap { bySubject.member($0, of: members) }.sorted { $0.name < $1.name }
            guard !here.isEmpty else { continue }
            let less = lessThanParts(entry, in: entries)
            let isAsked = here.count == parts.count
            let yields =
                isAsked && !less.contains { $0.than == .editions } && guaranteesLess(entry, in: entries, than: here)
            let isWhole = isAsked && !yields
            for member in here {
                if isWhole, let other = holder[member.subject], other != entry.subject {
                    throw overlap(entry, entries.of(other).first, on: member, in: week)
                }
                if isWhole { holder[member.subject] = entry.subject }
                cover[member.subject] = isWhole || cover[member.subject] == .whole ? .whole : .inPart
            }
            let counted = isWhole && counts(entry, among: entries.of(entry.subject))
            let subject = ReachReport.Subject.joint(here, names: entry.memberNames)
            var flags = isAsked ? [] : ["beyond_scope"]
            if yields, !isHeld(entry, by: here, in: entries) { flags.append("guarantees_less") }
            wrong += less
            if less.contains(where: { $0.names(entry) }) || wrong.contains(where: { $0.names(entry) }) {
                flags.append("contradicts")
            }
            try add(line(entry, subject, counted: counted, flags))
        }
        return (cover, wrong)
    }

    /// Why two joint figures cannot both be in a total, and what can be asked for all the same.
    private func overlap(_ one: Entry, _ other: Entry?, on member: Member, in week: Week) -> Refusal {
        Refusal(
            .rule, "two joint figures of \(week) hold \"\(member.name)\": a figure counts once (rule 6)",
            hint: "ask for one edition: adapt reach \(member.name) --week \(week); or for the other series: "
                + "adapt reach SERIES --week \(week); where one is said instead of the other, take back the import of "
                + "that: adapt log",
            details: [one, other].compactMap { $0.map(name(of:)) }.sorted())
    }

    /// Whether an edition's own figure is wholly part of a joint one: of a whole week, and of everywhere or the same
    /// market.
    private func holds(_ own: Entry, in entries: WeekEntries, _ member: Int) -> Bool {
        entries.joint.contains { holds($0, own, member) }
    }

    func holds(_ joint: Entry, _ own: Entry, _ member: Int) -> Bool {
        guard case .joint(let parts) = joint.of, parts.contains(member) else { return false }
        return joint.days == 7 && (joint.measuredIn == nil || joint.measuredIn == own.measuredIn)
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

    private func line(
        _ entry: Entry, _ subject: ReachReport.Subject, counted: Bool, _ flags: [String]
    ) -> ReachReport.Line {
        var flags = counted || flags.contains { $0 != "contradicts" } ? flags : ["included"] + flags
        if entry.total.estimated > 0 { flags.append("estimated") }
        if entry.inferred > 0 { flags.append("window_inferred") }
        if entry.total.imputed > 0 { flags.append("imputed") }
        if entry.days < 7 { flags.append("days=\(entry.days)") }
        if let measured = entry.measuredIn { flags.append("measured=\(measured)") }
        return ReachReport.Line(
            subject: subject, measuredIn: entry.measuredIn, currency: entry.currency, total: entry.total,
            counted: counted, flags: flags, published: entry.published, days: entry.days,
            key: .init(subject: entry.subject, measuredIn: entry.measuredIn))
    }

    private func missing(_ member: Member, _ flag: String) -> ReachReport.Line {
        ReachReport.Line(
            subject: .edition(member), measuredIn: nil, currency: nil, total: nil, counted: false, flags: [flag],
            published: nil, days: 0, key: .init(subject: member.subject, measuredIn: nil))
    }
}
