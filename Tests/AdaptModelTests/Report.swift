import Testing

@testable import AdaptModel

/// Weekly reports over editions whose subject has the edition's number; joint figures and creatives start at 100.
enum Report {
    /// An edition `s/n`; `status` nil: not recorded.
    static func member(_ number: Int, status: Status? = .inPromotion, title: String? = nil) -> ReachAssembly.Member {
        ReachAssembly.Member(
            subject: number, series: "s", name: "s/\(number)", title: title ?? "Title \(number)", market: "m\(number)",
            language: "es", status: status?.rawValue)
    }

    static func total(_ figure: Figure?) throws -> ReachTotal { ReachTotal(try #require(figure)) }

    /// The edition's own figure.
    static func own(
        _ number: Int, _ figure: Figure?, in market: String? = nil, days: Int = 7, inferred: Int = 0
    ) throws -> ReachAssembly.Entry {
        try entry(number, .edition, figure, in: market, days: days, inferred: inferred)
    }

    /// One figure of several editions.
    static func joint(
        _ subject: Int, of members: [Int], _ figure: Figure?, in market: String? = nil, days: Int = 7
    ) throws -> ReachAssembly.Entry {
        try entry(subject, .joint(members: members), figure, in: market, days: days)
    }

    /// The figure of a creative that promotes `edition`.
    static func creative(
        _ subject: Int, of edition: Int, _ figure: Figure?, in market: String? = nil
    ) throws -> ReachAssembly.Entry {
        try entry(subject, .creative(code: "c\(subject)", edition: edition), figure, in: market)
    }

    private static func entry(
        _ subject: Int, _ of: ReachAssembly.Of, _ figure: Figure?, in market: String?, days: Int = 7, inferred: Int = 0
    ) throws -> ReachAssembly.Entry {
        ReachAssembly.Entry(
            subject: subject, of: of, measuredIn: market, total: try total(figure), inferred: inferred, days: days,
            published: Day(number: 20_466))
    }

    /// 2026-W02 of `members`.
    static func week(
        _ members: [ReachAssembly.Member], market: String? = nil, addsOverEditions: Bool = true,
        _ entries: [ReachAssembly.Entry]
    ) throws -> ReachReport.WeekTotal {
        try ReachAssembly(members, market: market, addsOverEditions: addsOverEditions).week(
            try Week(parsing: "2026-W02"), entries)
    }
}

extension ReachReport.WeekTotal {
    /// The same week with what it takes of the week before.
    func following(_ before: ReachReport.WeekTotal?, weeksOnList: [Int: Int]) -> ReachReport.WeekTotal {
        var week = self
        week.follow(before, weeksOnList: weeksOnList)
        return week
    }

    /// The lines, each as its editions, its number where it is counted, and its flags.
    var readings: [String] {
        lines.map { line in
            let number = line.total.map { "\($0.comparator.rawValue)\($0.value ?? 0)" } ?? "none"
            let flags = line.flags.map { " " + $0 }.joined()
            return line.editions.joined(separator: " + ") + (line.counted ? " " : " not ") + number + flags
        }
    }

    /// The total, as in `>=70`.
    var sum: String { total.comparator.rawValue + "\(total.value ?? 0)" }
}
