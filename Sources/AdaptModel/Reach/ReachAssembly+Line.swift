/// Lines as they are told.
extension ReachAssembly {
    func line(_ entry: Entry, _ subject: ReachReport.Subject, counted: Bool, _ flags: [String]) -> ReachReport.Line {
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

    func missing(_ member: Member, _ flag: String) -> ReachReport.Line {
        ReachReport.Line(
            subject: .edition(member), measuredIn: nil, currency: nil, total: nil, counted: false, flags: [flag],
            published: nil, days: 0, key: .init(subject: member.subject, measuredIn: nil))
    }
}
