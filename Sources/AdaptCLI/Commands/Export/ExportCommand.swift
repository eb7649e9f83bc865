import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write files for others.",
        subcommands: [ExportReach.self, ExportCatalogueCommand.self])
}

struct ExportReach: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", _superCommandName: "adapt export",
        abstract: "Write the weekly planning file: one source, one metric, each figure once.",
        discussion: """
            adapt export reach --week 2026-W02 --format csv --output plan.csv
            adapt export reach --week 2026-W02 --weeks 4 --output plan.xlsx
            adapt export reach --week 2026-W02 --format html --output reach.html
            adapt export reach --since-last --output plan.csv
            adapt export reach --since-last --weeks 4 --output plan.csv

            Flags are those of adapt reach --help, and stand on the sheet Read me of an xlsx.

            xlsx has the rows with numbers and days as such, the sums of each series and market, and a chart; html is \
            one page for mail.

            With --since-last, for a job that runs again and again: all weeks whose figures, or those of the week \
            before it, changed since the last such export of the same source, metric, format and filters; or the \
            status or market of an edition, where those choose the rows. With --weeks 4 those of the last four weeks, \
            or of the four up to --week: a week later it is the same job, and a week it was not asked for before \
            counts as changed. It counts as done once the file is in its place; where nothing has changed, the same \
            file is written again. That is noted in the database, so it needs the role adapt_import.
            """)

    @OptionGroup var options: ReachOptions
    @Option(help: "Only editions of this series.", completion: .series) var series: String?
    @Flag(help: "The weeks whose figures changed since the last such export.") var sinceLast = false
    @OptionGroup var file: PlanFileOptions

    private var read: ReadOptions { file.read }

    func run() async throws {
        let isBare = read.output.format == nil && read.output.output == nil
        // Not a table: a planning file is read by programs, or handed on.
        let format =
            isBare ? .csv : try read.output.chosen(among: [.csv, .tsv, .json, .jsonl, .markdown, .html, .xlsx])
        let (asked, series) = (try options.asked(), series)
        let asOf = read.asOf
        let writer = { @Sendable (report: ReachReport) in asked.writer(report, asOf: asOf) }
        guard sinceLast else {
            return try await read.output.write(as: format, by: writer) { weeks in
                try await read.readAtOneMoment { workspace, cut in
                    var request = try await asked.request(in: workspace, asOf: cut, series: series)
                    request.prepare(for: format, handing: weeks)
                    return try await request.run(in: workspace, asOf: cut)
                }
            }
        }
        guard read.asOf == nil else {
            throw Refusal(.usage, "--since-last goes by what is recorded now", hint: "leave out one of --as-of and it")
        }
        let today = Week(of: Streams.current.today)
        try await read.database.target.withWorkspace { workspace in
            var export: StandingExport?
            try await read.output.write(as: format, by: writer) { weeks in
                let made = try await workspace.atOneMoment {
                    // So many weeks are the last ones there are, where nobody says which.
                    let isOpen = asked.week == nil && asked.weeks == nil
                    var request =
                        isOpen
                        ? asked.request(today, series: series)
                        : try await asked.request(in: workspace, asOf: .now, series: series)
                    let last = isOpen ? nil : request.week
                    let scope = StandingScope(
                        first: asked.weeks.flatMap { count in last.map { $0 + (1 - count) } }, last: last)
                    request.prepare(for: format, handing: weeks)
                    return try await workspace.standingExport(of: request, in: scope, format: format.rawValue)
                }
                export = made
                return made.report
            }
            guard let export else { return }
            try await workspace.note(export)
            if !read.output.quiet { Streams.current.warn("adapt: " + export.words) }
        }
    }
}

extension StandingExport {
    /// What it holds, for people.
    fileprivate var words: String {
        let names =
            weeks.count == 1 ? "\(weeks[0])" : "\(weeks.count) weeks from \(weeks[0]) to \(weeks[weeks.count - 1])"
        let start =
            before.map { before in
                since.number == 0
                    ? "not handed on before, or changed since operation \(before.number)"
                    : "changed since operation \(since.number)"
            } ?? "the first of its kind"
        return isRepeated
            ? "\(names), the same as last time: no figure has changed since operation \(until.number)"
            : "\(names), \(start); the next one goes on after operation \(until.number)"
    }
}
