import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ImportReachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", _superCommandName: "adapt import",
        abstract: "Import figures from a file of separated values, whole or not at all.",
        discussion: """
            adapt import reach week-02.csv --dry-run
            adapt import reach plays.csv --source app-report --metric views --map edition=show --map value=plays

            adapt import reach all-weeks.tsv --source netflix --metric hours_viewed --market world \\
              --map title=show_title --map season=season_title --map week_ending=week \\
              --map value=weekly_hours_viewed --published 2024-11-20 --register-missing --save-profile netflix
            adapt import reach all-weeks.tsv --profile netflix --published 2024-11-27 --rejects bad.csv

            The header names edition (or series and market, external_id, or title with season, language, category), \
            metric, source, from and until (or week, or week_ending), value, and optionally low, high, published, \
            creative, currency, days, wording; and of a publisher's list rank, weeks_on_list, list. Several editions \
            in one cell, joined by " + ", share one figure. Titles are found by aliases and former titles too; \
            category tells works of one title apart. The same file again changes nothing. A new title with the figures \
            of one that a file names no longer is refused; that one title became two, or another that is there \
            already, is not seen: its old figures still count, until the import that brought them is taken back.
            """)

    @Argument(help: "File; - is the standard input.") var file: String
    @Option(help: ArgumentHelp("Which column holds a field; repeatable.", valueName: "field=column")) var map:
        [String] = []
    @Option(help: "Series of all rows, whose editions a column market or edition names.") var series: String?
    @Option(help: "Source of all rows.") var source: String?
    @Option(help: "Metric of all rows.") var metric: String?
    @Option(help: "Market where all rows were measured.") var market: String?
    @Option(help: "Week of all rows, as 2026-W02, where no column says it.") var week: String?
    @Option(help: "When all rows were published, as 2026-01-13.") var published: String?
    @OptionGroup var reading: ReadingFileOptions
    @Flag(help: "Leave out rows that add up others, as Total, Subtotal, 합계, Toplam.") var skipTotals = false
    @Option(
        help: ArgumentHelp(
            "Title that reads as a word of totals, as Sum: a row that begins with it is no total; repeatable.",
            valueName: "title"))
    var notTotal: [String] = []
    @Option(
        help: ArgumentHelp(
            "Category (and list) of the file, and what it was called before: it is that one still; repeatable.",
            valueName: "now=former"))
    var sameCategory: [String] = []
    @Option(help: "What comes first in dates like 05/01/2026: dmy or mdy.") var dates: String?
    @Option(help: "How numbers are written: us (1,234.5) or eu (1.234,5).") var numbers: String?
    @Option(help: "What figures are multiples of: thousand, million, or a number.") var unit: String?
    @Option(help: "On which day their weeks begin: monday, or sunday to place them in ISO weeks, marked as imputed.")
    var weekStart: String?
    @Option(
        help: ArgumentHelp(
            "What heads the columns where each week has one: week, or week_ending (ISO weeks are recognised).",
            valueName: "field"))
    var wide: String?
    @Option(help: ArgumentHelp("Column that nothing is to be taken from; repeatable.", valueName: "column"))
    var ignore: [String] = []
    @Option(
        help: ArgumentHelp(
            "Several figures of one edition in the same days, as episodes of a night: highest (a lower bound), or add.",
            valueName: "way"))
    var sameDays: String?
    @Flag(help: "Values are readings of lifetime counters, each of a column day; a week is the difference of two.")
    var cumulative = false
    @Flag(help: "Register editions that nobody has, by title or external_id.") var registerMissing = false
    @Option(help: ArgumentHelp("Read it as kept by this name; what else is said here goes before.", valueName: "name"))
    var profile: String?
    @Option(help: ArgumentHelp("Keep by a name how it is read.", valueName: "name")) var saveProfile: String?
    @OptionGroup var aside: RejectsOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let (given, today) = (try settings, Streams.current.today)
        let (profile, saveProfile, dryRun) = (profile, saveProfile, write.dryRun)
        let setAside = try aside.taker(besides: file)
        // What a pipe brings is looked at before it is judged.
        let bytes = try dryRun ? ByteSource(path: file).rereadable() : ByteSource(path: file)
        let (preview, outcome) = try await write.write {
            workspace -> (FilePreview?, Result<AdaptService.ImportReach.Receipt, Refusal>) in
            var kept = ImportSettings()
            if let profile { kept = try await workspace.importSettings(profile) }
            var options = try kept.with(given).options(today: today)
            options.saveAs = saveProfile
            let request = AdaptService.ImportReach(options)
            let preview = dryRun ? try request.preview(of: bytes) : nil
            do {
                let receipt = try await request.run(bytes, in: workspace, dryRun: dryRun, setAside: setAside)
                return (preview, .success(receipt))
            } catch let refusal as Refusal where preview != nil && refusal.kind != .busy {
                return (preview, .failure(await refusal.explained(in: workspace.connection)))
            }
        }
        switch outcome {
        case .success(let receipt):
            aside.warn(receipt.faults, rows: receipt.refused, dryRun: dryRun)
            try write.confirm(receipt, of: file, preview)
        case .failure(let refusal):
            // What it is refused for is seen best beside what it was read as.
            if write.previews, let preview { try write.show(preview, of: file, but: ignore) }
            throw write.told(refusal)
        }
    }

    /// What the command line says of how the file is read.
    private var settings: ImportSettings {
        get throws {
            var values: [String: String] = [:]
            for (field, column) in try columnMap(map, like: "value=plays") {
                guard values.updateValue(column, forKey: "map." + field) == nil else {
                    throw Refusal(.usage, "field \"\(field)\" is mapped twice", hint: "name one column for it")
                }
            }
            let texts = [
                "series": series, "source": source, "metric": metric, "market": market, "published": published,
                "week": week,
                "sheet": reading.sheet, "encoding": reading.encoding, "dates": dates, "numbers": numbers,
                "unit": unit, "week-start": weekStart, "wide": wide, "same-days": sameDays,
            ]
            for (name, text) in texts { values[name] = text }
            for (index, column) in ignore.enumerated() { values["ignore.\(index + 1)"] = column }
            for (index, title) in notTotal.enumerated() { values["not-total.\(index + 1)"] = title }
            for (index, pair) in sameCategory.enumerated() { values["same-category.\(index + 1)"] = pair }
            for (name, isSet) in [
                "skip-totals": skipTotals, "register-missing": registerMissing, "cumulative": cumulative,
            ] where isSet {
                values[name] = "yes"
            }
            return ImportSettings(values)
        }
    }
}
