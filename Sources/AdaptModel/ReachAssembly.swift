/// Puts the figures of a week together so that each counts once (rules 5 to 7 of the model).
public struct ReachAssembly: Sendable {
    /// An edition of the report.
    public struct Member: Sendable {
        /// Key of its subject.
        public let subject: Int
        /// Code of the series.
        public let series: String
        /// `series/edition`.
        public let name: String
        /// Title.
        public let title: String
        /// Market.
        public let market: String?
        /// Language.
        public let language: String?
        /// Status.
        public let status: String?

        /// An edition.
        public init(
            subject: Int, series: String, name: String, title: String, market: String?, language: String?,
            status: String?
        ) {
            self.subject = subject
            self.series = series
            self.name = name
            self.title = title
            self.market = market
            self.language = language
            self.status = status
        }
    }

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
            subject: Int, of: Of, measuredIn: String?, total: ReachTotal, inferred: Int, days: Int, published: Day,
            memberNames: [String] = []
        ) {
            self.subject = subject
            self.of = of
            self.measuredIn = measuredIn
            self.total = total
            self.inferred = inferred
            self.days = days
            self.published = published
            self.memberNames = memberNames
        }
    }

    private let members: [Member]
    private let byKey: [Int: Member]
    /// The market asked for; figures measured there are whole, not lower bounds of everywhere.
    private let market: String?

    /// An assembly of reports over `members`, in order.
    public init(_ members: [Member], market: String?) {
        self.members = members
        self.market = market
        byKey = Dictionary(members.map { ($0.subject, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The week's lines and total. Throws a `Refusal` (rule) where joint figures overlap.
    public func week(_ week: Week, _ figures: [Entry]) throws -> ReachReport.WeekTotal {
        // Where a market was asked for, figures of other markets say nothing of it.
        let entries = market == nil ? figures : figures.filter { $0.measuredIn == nil || $0.measuredIn == market }
        let bySubject = Dictionary(grouping: entries, by: \.subject)
        var lines: [ReachReport.Line] = []
        let joint = try jointLines(week, entries, bySubject, &lines)
        let creatives = Dictionary(grouping: entries) { entry -> Int? in
            if case .creative(_, let edition) = entry.of { edition } else { nil }
        }
        var (reported, expected) = (0, 0)
        for member in members {
            let figures = (bySubject[member.subject] ?? []).filter { $0.of == .edition }
            let ads = creatives[member.subject] ?? []
            let isJoint = joint[member.subject] == .whole
            lines += figures.map { own in
                // A joint figure of part of the week, or of one market, does not hold all of the edition's own.
                let apart = isJoint && !holds(own, in: entries, member.subject) ? ["overlaps_joint"] : []
                return line(own, [member.subject], counted: !isJoint && counts(own, among: figures), apart)
            }
            lines += ads.map { ad in
                let counted = figures.isEmpty && !isJoint && counts(ad, among: bySubject[ad.subject] ?? [])
                return line(ad, [member.subject], counted: counted, [])
            }
            if figures.isEmpty, ads.isEmpty {
                guard joint[member.subject] != nil || isExpected(member) else { continue }
                // Of a joint figure that reaches beyond the editions asked for, the figure's own line says so.
                if joint[member.subject] != .inPart {
                    lines.append(missing(member, isJoint ? "included" : "not_reported"))
                }
            }
            expected += 1
            reported += figures.isEmpty && ads.isEmpty && !isJoint ? 0 : 1
        }
        return try summed(week, lines, reported: reported, expected: expected)
    }

    /// How a joint figure holds an edition: together with editions that were all asked for, or not.
    private enum JointCover { case whole, inPart }

    /// Adds the lines of joint figures, and gives how they hold the editions.
    private func jointLines(
        _ week: Week, _ entries: [Entry], _ bySubject: [Int: [Entry]], _ lines: inout [ReachReport.Line]
    ) throws -> [Int: JointCover] {
        var cover: [Int: JointCover] = [:]
        var holder: [Int: Int] = [:]
        for entry in entries {
            guard case .joint(let parts) = entry.of else { continue }
            let here = parts.filter { byKey[$0] != nil }
            guard !here.isEmpty else { continue }
            let isWhole = here.count == parts.count
            for part in here {
                if isWhole, let other = holder[part], other != entry.subject, let member = byKey[part] {
                    throw Refusal(
                        .rule, "two joint figures of \(week) hold \"\(member.name)\": a figure counts once (rule 6)",
                        hint: "ask for one edition, or another metric or source")
                }
                if isWhole { holder[part] = entry.subject }
                cover[part] = isWhole || cover[part] == .whole ? .whole : .inPart
            }
            let counted = isWhole && counts(entry, among: bySubject[entry.subject] ?? [])
            lines.append(line(entry, here, counted: counted, isWhole ? [] : ["beyond_scope"]))
        }
        return cover
    }

    /// Whether an edition's own figure is wholly part of a joint one: of a whole week, and of everywhere or the same
    /// market.
    private func holds(_ own: Entry, in entries: [Entry], _ member: Int) -> Bool {
        entries.contains { entry in
            guard case .joint(let parts) = entry.of, parts.contains(member) else { return false }
            return entry.days == 7 && (entry.measuredIn == nil || entry.measuredIn == own.measuredIn)
        }
    }

    /// Whether a figure counts beside the others of its subject: everywhere contains each market, and a market that
    /// was asked for goes before everywhere, and alone.
    private func counts(_ entry: Entry, among others: [Entry]) -> Bool {
        if let market, others.contains(where: { $0.measuredIn == market }) { return entry.measuredIn == market }
        return entry.measuredIn == nil || !others.contains { $0.measuredIn == nil }
    }

    /// An edition in promotion, or of which that is not recorded, should have a figure.
    private func isExpected(_ member: Member) -> Bool {
        member.status.map { $0 == Status.inPromotion.rawValue } ?? true
    }

    private func line(_ entry: Entry, _ subjects: [Int], counted: Bool, _ flags: [String]) -> ReachReport.Line {
        let editions = subjects.compactMap { byKey[$0] }
        var flags = counted || !flags.isEmpty ? flags : ["included"]
        if entry.total.estimated > 0 { flags.append("estimated") }
        if entry.inferred > 0 { flags.append("window_inferred") }
        if entry.days < 7 { flags.append("days=\(entry.days)") }
        if let measured = entry.measuredIn { flags.append("measured=\(measured)") }
        var scope = ReachReport.Scope.edition
        var name: [String] = editions.map(\.name)
        switch entry.of {
        case .edition: break
        case .joint:
            scope = .joint
            if !entry.memberNames.isEmpty { name = entry.memberNames }
        case .creative(let code, _):
            scope = .creative
            name = name.map { "\($0) \(code)" }
        }
        let only = scope == .joint ? nil : editions.first
        return ReachReport.Line(
            series: editions.first?.series ?? "", editions: name, scope: scope,
            title: titles(of: editions), market: only?.market, measuredIn: entry.measuredIn,
            language: only?.language, status: only?.status, total: entry.total, counted: counted, flags: flags,
            published: entry.published, days: entry.days,
            key: .init(subject: entry.subject, measuredIn: entry.measuredIn))
    }

    /// The titles joined by ` + `, each once.
    private func titles(of editions: [Member]) -> String {
        var titles: [String] = []
        for edition in editions where !titles.contains(edition.title) { titles.append(edition.title) }
        return titles.joined(separator: " + ")
    }

    private func missing(_ member: Member, _ flag: String) -> ReachReport.Line {
        ReachReport.Line(
            series: member.series, editions: [member.name], scope: .edition, title: member.title,
            market: member.market, measuredIn: nil, language: member.language, status: member.status, total: nil,
            counted: false, flags: [flag], published: nil, days: 0, key: .init(subject: member.subject, measuredIn: nil)
        )
    }

    private func summed(
        _ week: Week, _ lines: [ReachReport.Line], reported: Int, expected: Int
    ) throws -> ReachReport.WeekTotal {
        var total = ReachTotal()
        var isPart = reported < expected
        for line in lines where line.counted {
            guard let figure = line.total else { continue }
            try total.add(figure)
            let elsewhere = line.measuredIn.map { $0 != market } ?? false
            if line.scope == .creative || elsewhere || line.days < 7 { isPart = true }
        }
        if lines.contains(where: { $0.flags.contains("overlaps_joint") }) { isPart = true }
        if isPart { total.addMissing() }
        let ordered = ranked(lines).enumerated().sorted { one, other in
            let (left, right) = (one.element, other.element)
            if left.counted != right.counted { return left.counted }
            let (high, low) = (left.total?.low ?? -1, right.total?.low ?? -1)
            return high == low ? one.offset < other.offset : high > low
        }
        return ReachReport.WeekTotal(
            week: week, lines: ordered.map(\.element), total: total, reported: reported, expected: expected)
    }

    /// Places by what is guaranteed, among editions with a figure of their own; equal figures share a place.
    private func ranked(_ lines: [ReachReport.Line]) -> [ReachReport.Line] {
        let figures = lines.filter { $0.counted && $0.scope == .edition }.compactMap { $0.total?.low }.sorted(by: >)
        var places: [Int: Int] = [:]
        for (index, figure) in figures.enumerated() where places[figure] == nil { places[figure] = index + 1 }
        return lines.map { line in
            var line = line
            if line.counted, line.scope == .edition { line.rank = line.total.flatMap { places[$0.low] } }
            return line
        }
    }
}

extension ReachReport.WeekTotal {
    /// The same week with the numbers of the week before, and weeks with a figure by subject.
    public func following(_ before: ReachReport.WeekTotal?, weeksOnList: [Int: Int]) -> ReachReport.WeekTotal {
        let earlier = Dictionary(
            (before?.lines ?? []).filter { $0.total != nil }.map { ($0.key, $0) },
            uniquingKeysWith: { first, _ in first })
        let lines = lines.map { line in
            var line = line
            guard line.total != nil else { return line }
            line.previous = earlier[line.key]?.total
            line.previousDays = earlier[line.key]?.days ?? 0
            line.previousRank = line.scope == .edition ? earlier[line.key]?.rank : nil
            line.weeksOnList = line.scope == .edition && line.counted ? weeksOnList[line.key.subject] : nil
            return line
        }
        return ReachReport.WeekTotal(week: week, lines: lines, total: total, reported: reported, expected: expected)
    }
}
