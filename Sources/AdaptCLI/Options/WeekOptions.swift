import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

/// Which week.
struct WeekOption: ParsableArguments {
    @Option(help: ArgumentHelp("ISO week, as in 2026-W02, or one of its days.", valueName: "week")) var week: String

    /// The week. Throws a `Refusal` (usage).
    func parsed() throws -> Week { try WeekOption.parse(week: week) }

    /// The week written `text`, of a year that figures may have. Throws a `Refusal` (usage).
    static func parse(week text: String) throws -> Week {
        let week = try Week(parsing: text)
        guard (1900...2999).contains(week.yearAndWeek.year) else {
            throw Refusal(.usage, "week \"\(text)\" is out of reach", hint: "choose a week of 1900 to 2999")
        }
        return week
    }
}

/// How many weeks.
enum WeekCount {
    /// The number, where it can be reported. Throws a `Refusal` (usage).
    static func checked(_ weeks: Int) throws -> Int {
        guard (1...520).contains(weeks) else {
            throw Refusal(.usage, "\(weeks) weeks cannot be reported", hint: "choose 1 to 520")
        }
        return weeks
    }
}

extension OutputOptions {
    /// Writes lists under a heading; beside rows of a file the notes go to stderr.
    func write(_ report: TitledReport) throws {
        let (format, width) = (try chosen(among: Format.reports), width)
        try write(as: format, report.workbook) { report.write(as: format, width: width, to: &$0) }
        note(report.notes)
    }
}
