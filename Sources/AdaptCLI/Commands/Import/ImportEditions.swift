import AdaptModel
import AdaptService
import ArgumentParser

struct ImportEditionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "editions", _superCommandName: "adapt import",
        abstract: "Register editions from a file of separated values, whole or not at all.",
        discussion: """
            adapt import editions editions.csv --dry-run
            adapt import editions remakes.csv --series betty --from co --method remake --map title=Name
            adapt import editions editions.csv --update --rejects bad.csv

            The header names series, code (else market or language), title, and optionally language, market, origin, \
            platform, status, note, from (the parent), method, certainty, also_from (code, or series/code of another \
            series; several joined by " + "), alias (as of register, several joined by " | "), id (scheme:value), \
            source, locator, quote, series_title. A column element:PATH holds what each edition says of an element: a \
            value, (keep), (absent) or (unknown). Rows may stand in any order. Columns as edition list writes them are \
            taken too: edition (also as series/code), market_code, parent, identifiers, aliases, draws_on; --ignore \
            leaves out one that is of something else. What is registered is left as it is; where it differs, --update \
            is needed. Empty says nothing. Beside a column revision that is older, what others changed since is left \
            where the row shows what was said then, and refused where it says something else.
            """)

    @OptionGroup var bulk: BulkFileOptions
    @OptionGroup var decisions: BulkDecisionOptions
    @Option(help: "Language of all editions, as in es.") var language: String?
    @Option(help: ArgumentHelp("Parent of all editions but itself.", valueName: "edition")) var from: String?
    @Option(help: "How editions that name a parent were made, as in remake.") var method: String?
    @Flag(help: "Add series that are not there.") var newSeries = false
    @Flag(help: "Edit editions that are there where the file differs.") var update = false
    @Flag(help: "An identifier may be that of another edition too.") var sharedId = false

    func run() async throws {
        var options = try bulk.options
        try decisions.complete(&options)
        options.language = language
        options.parent = from
        options.method = try method.map { try Method(parsing: $0, as: "method") }
        options.mayAddSeries = newSeries
        options.update = update
        options.mayShareIdentifiers = sharedId
        try await bulk.bring(ImportEditions(options))
    }
}
