public import AdaptModel

/// Weekly reach: for people as a table, whose weeks are all held, and as the planning file.
public struct ReachReportWriter: Sendable {
    let report: ReachReport
    /// The moment asked for; nil: everything recorded.
    let asOf: String?
    /// The market asked for.
    let market: String?
    /// The market that the editions asked for are made for.
    let madeFor: String?
    /// The currency asked for.
    let currency: String?
    /// Whether editions without a figure are left out.
    let reportedOnly: Bool

    /// A writer of `report`. `asOf`, `market`, `madeFor`, `currency`: what was asked for, where something was.
    /// `reportedOnly`: editions without a figure have no row.
    public init(
        _ report: ReachReport, asOf: String? = nil, market: String? = nil, madeFor: String? = nil,
        currency: String? = nil, reportedOnly: Bool = false
    ) {
        self.report = report
        self.asOf = asOf
        self.market = market
        self.madeFor = madeFor
        self.currency = currency
        self.reportedOnly = reportedOnly
    }

    /// What was asked for, in words.
    public var scope: [String] { ReachReportWriter.scope(market: market, madeFor: madeFor, currency: currency) }

    /// What a market stands for, in words: where figures were measured is not whom editions are made for.
    public static func scope(market: String?, madeFor: String?, currency: String?) -> [String] {
        [
            market.map {
                "market \($0): "
                    + ($0 == "world"
                        ? "everywhere"
                        : "what was measured there, and of everywhere the figures of editions made for it")
            }, madeFor.map { "made for \($0): editions made for it, wherever they were measured" },
            currency.map { "currency \($0): figures in it alone" },
        ].compactMap(\.self)
    }

    /// Whether a line has a row.
    func shows(_ line: ReachReport.Line) -> Bool { !reportedOnly || line.flags.first != "not_reported" }

    /// The weeks of charts, earliest first: those of the report, after those before it.
    var trend: [ReachReport.WeekTotal] { report.earlier + report.weeks }

    /// What stands below the figures: totals and coverage by week, editions not registered, figures in no week.
    public var notes: [String] {
        let totals = report.weeks.map { "\($0.week) \($0.summary(of: report.metric))" }
        let gaps = report.unregistered.map { "\($0.series): \($0.inFull)" }
        let unplaced = report.unplaced.map { figure in
            let when =
                figure.window.map { "\($0)" }
                ?? (figure.days.map { "in \($0) days, dates not stated" } ?? "dates not stated")
            return "unplaced, in no total: \(figure.subject): \(figure.figure.words) \(report.metric)"
                + (figure.currency.map { " " + $0 } ?? "") + ", \(when)"
        }
        return totals + report.contradictions
            + [market.flatMap { ReachReportWriter.apart(report.marketsWithin, from: $0) }].compactMap(\.self) + gaps
            + unplaced
    }

    /// That figures of markets which lie in another one are not in what is said of that; nil: there are none.
    public static func apart(_ markets: [String], from market: String) -> String? {
        guard let first = markets.first else { return nil }
        return "not in it: what was measured in \(markets.joined(separator: ", ")), which \(market) holds; "
            + "adapt reach --market \(first) shows that"
    }

    func head(_ week: ReachReport.WeekTotal) -> String {
        "\(week.week) (\(week.week.monday)..\(week.week.sunday))  \(report.measure)  \(report.source)"
    }
}

extension ReachReport {
    /// The metric for people, of money with its currency.
    var measure: String { metric + (currency.map { " " + $0 } ?? "") }

    /// Figures that cannot be, for people.
    var contradictions: [String] {
        weeks.flatMap { week in
            week.contradicted.map { less in
                "contradicts: \(less.name) in \(week.week)" + (less.measuredIn.map { ", market \($0)," } ?? "")
                    + " is less than its \(less.than.rawValue) have by themselves; one of them is wrong"
            }
        }
    }
}

extension ReachReport.WeekTotal {
    /// What else is to be known of the total, behind its number.
    var markWords: String { marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))" }

    /// The week's total for people, with how many editions reported.
    public func summary(of metric: String) -> String {
        (reported == 0 ? "no figure" : "total \(total.words) \(metric)" + (currency.map { " " + $0 } ?? "")) + markWords
            + "; \(grouped(reported)) of \(grouped(expected)) editions reported"
    }
}
