import AdaptModel
import AdaptService
import ArgumentParser

struct ImportSnapshotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshot", _superCommandName: "adapt import",
        abstract: "Record what publishers say of a whole market from a file of separated values, whole or not at all.",
        discussion: """
            adapt import snapshot market.csv --dry-run
            adapt import snapshot market.csv --map value=said --cite socialpeta-2026-w01

            The header names source, scope (of which titles, as micro dramas in promotion), aspect (titles_active, \
            titles_new, share_new, titles_animated, share_animated), week (or from and until), value as people write \
            it (about 14,000, 120+, nearly 18%), and optionally wording, locator, quote. The same file again changes \
            nothing. Shares are held against the counts by adapt snapshot.
            """)

    @OptionGroup var bulk: BulkFileOptions

    func run() async throws {
        try await bulk.bring(ImportSnapshot(try bulk.options), of: "statements")
    }
}
