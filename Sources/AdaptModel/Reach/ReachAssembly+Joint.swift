/// Joint figures, and what they hold.
extension ReachAssembly {
    /// How a joint figure holds an edition: together with editions that were all asked for, or not, or not counted
    /// because their own guarantee more.
    enum JointCover { case whole, inPart }

    /// Adds the lines of joint figures, and gives how they hold the editions, and those that cannot be.
    func jointLines(
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
    func holds(_ own: Entry, in entries: WeekEntries, _ member: Int) -> Bool {
        entries.joint.contains { holds($0, own, member) }
    }

    func holds(_ joint: Entry, _ own: Entry, _ member: Int) -> Bool {
        guard case .joint(let parts) = joint.of, parts.contains(member) else { return false }
        return joint.days == 7 && (joint.measuredIn == nil || joint.measuredIn == own.measuredIn)
    }
}
