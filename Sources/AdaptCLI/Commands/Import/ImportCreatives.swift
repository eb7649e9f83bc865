import AdaptModel
import AdaptService
import ArgumentParser

struct ImportCreativesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "creatives", _superCommandName: "adapt import",
        abstract: "Record creatives from a file of separated values, whole or not at all.",
        discussion: """
            adapt import creatives ads.csv --dry-run
            adapt import creatives ads.csv --map creative=ad_id --series hockey-star --rejects bad.csv

            The header names edition (or series with code or market), creative, and optionally description, duration \
            (244, 4:04 or 4 min 4 s), first_seen, last_seen, beats (joined by " > "), source, locator, quote. What a \
            row leaves empty stays as it is; the same file again changes nothing.
            """)

    @OptionGroup var bulk: BulkFileOptions

    func run() async throws {
        try await bulk.bring(ImportCreatives(try bulk.options), of: "creatives")
    }
}
