import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in files.",
        subcommands: [
            ImportReachCommand.self, ImportEditionsCommand.self, ImportElementsCommand.self,
            ImportCatalogueCommand.self, ImportSample.self,
        ])
}

struct ImportReachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reach", abstract: "Import figures from a file of separated values, whole or not at all.",
        discussion: """
            adapt import reach week-02.csv --dry-run
            adapt import reach plays.csv --source app-report --metric views --map edition=show --map value=plays

            The header names edition (or series and market), metric, source, from and until (or week), value, and
            optionally low, high, published, creative, currency, days, wording. Several editions in one cell, joined
            by " + ", share one figure. The same file again changes nothing.
            """)

    @Argument(help: "File; - is the standard input.") var file: String
    @Option(help: ArgumentHelp("Which column holds a field; repeatable.", valueName: "field=column")) var map:
        [String] = []
    @Option(help: "Source of all rows.") var source: String?
    @Option(help: "Metric of all rows.") var metric: String?
    @Option(help: "Market where all rows were measured.") var market: String?
    @Option(help: "When all rows were published, as 2026-01-13.") var published: String?
    @OptionGroup var reading: ReadingFileOptions
    @Flag(help: "Leave out rows that add up others, as Total, 합계, Gesamt.") var skipTotals = false
    @Option(help: "What comes first in dates like 05/01/2026: dmy or mdy.") var dates: String?
    @Option(help: "How numbers are written: us (1,234.5) or eu (1.234,5).") var numbers: String?
    @Option(help: "What figures are multiples of: thousand, million, or a number.") var unit: String?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        var options = AdaptService.ImportReach.Options(today: Streams.current.today)
        options.map = try columnMap(map, like: "value=plays")
        options.reading = reading.options
        options.reading.skipsTotals = skipTotals
        options.habits.dates = try dates.map { try DateOrder(parsing: $0, as: "dates") }
        options.habits.numbers.style = try numbers.map { try NumberReading.Style(parsing: $0, as: "numbers") }
        options.habits.numbers.unit = try unit.map { try NumberReading.unit(parsing: $0) } ?? 1
        options.source = source
        options.metric = metric
        options.market = market?.lowercased()
        options.published = try Days.parse(published)
        let (request, bytes) = (AdaptService.ImportReach(options), try ByteSource(path: file))
        let receipt = try await write.write { try await request.run(bytes, in: $0, dryRun: write.dryRun) }
        try write.confirm(receipt, of: file)
    }
}

/// The columns that `--map` names.
func columnMap(_ texts: [String], like example: String) throws -> [(field: String, column: String)] {
    try texts.map { text in
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else {
            throw Refusal(.usage, "map \"\(text)\" is not written as FIELD=COLUMN", hint: "as in \(example)")
        }
        return (field: String(parts[0]), column: String(parts[1]))
    }
}

extension WriteOptions {
    /// Says what an import did.
    func confirm(_ receipt: AdaptService.ImportReach.Receipt, of file: String) throws {
        warn(ofTitles: receipt.titles)
        if receipt.totals > 0 { Streams.current.warn("adapt: \(receipt.totals) rows of totals left out") }
        if !receipt.ignoredColumns.isEmpty {
            Streams.current.warn("adapt: columns not used: \(shown(receipt.ignoredColumns.joined(separator: ", ")))")
        }
        if let earlier = receipt.sameAs, !quiet {
            Streams.current.warn("adapt: the same file was applied before, as operation \(earlier.number)")
        }
        var words =
            "\(file): \(grouped(receipt.read)) rows read, \(grouped(receipt.new)) new, "
            + "\(grouped(receipt.revised)) revised, \(grouped(receipt.unchanged)) unchanged"
        if receipt.older > 0 { words += ", \(grouped(receipt.older)) older than known" }
        if receipt.notReported > 0 { words += ", \(grouped(receipt.notReported)) without a figure" }
        if receipt.unplaced > 0 { words += ", \(grouped(receipt.unplaced)) unplaced" }
        if let first = receipt.weeks.first, let last = receipt.weeks.last {
            words += "; " + (first == last ? first : "\(first) to \(last)")
        }
        try confirm(
            receipt.operation, words,
            [
                ("read", .int(receipt.read)), ("new", .int(receipt.new)), ("revised", .int(receipt.revised)),
                ("unchanged", .int(receipt.unchanged)), ("refused", .int(receipt.refused)),
                ("unplaced", .int(receipt.unplaced)), ("weeks", .array(receipt.weeks.map { .string($0) })),
                ("older", .int(receipt.older)), ("not_reported", .int(receipt.notReported)),
            ])
    }
}

struct ImportSample: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Load the sample catalogue into the database.",
        discussion: "adapt import sample\nadapt compare hockey-star/en hockey-star/es")

    @OptionGroup var write: WriteOptions

    func run() async throws {
        let today = Streams.current.today
        let (catalogue, reach) = try await write.write { try await $0.importSample(today: today, dryRun: write.dryRun) }
        if let catalogue {
            try write.confirm(catalogue, "sample catalogue: 3 series", [("catalogue", .string("sample"))])
        }
        if !write.dryRun { try write.confirm(reach, of: "sample reach") }
    }
}
