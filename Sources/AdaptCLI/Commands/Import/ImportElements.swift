import AdaptModel
import AdaptService
import ArgumentParser

struct ImportElementsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "elements", _superCommandName: "adapt import",
        abstract: "Decide elements from a file of separated values, whole or not at all.",
        discussion: """
            adapt import elements decisions.csv --dry-run
            adapt import elements betty.csv --map series=family --new
            adapt import elements matrix.csv --wide --map male_lead.sport=Sport --reason local_taste
            adapt import elements compared.xlsx
            adapt import elements compared.xlsx --edition hockey-star/es

            One row a decision: edition (or series with code or market), element, value, and optionally state (value, \
            keep, absent, unknown, inherit), reason, note, minor, source, locator, quote; of our own reports also \
            basis (what is kept stays so, what is inherited is not said), term (which one is meant where the value can \
            mean several), outdated (what is shown so stays so) and revision; a value filled in beside their state \
            not_recorded is said as it is. Or one column an element: columns named by a path, or element:PATH, each \
            holding a value, (keep), (absent) or (unknown). Empty says nothing. What is recorded already is not \
            recorded again.

            Where a file names no edition, --edition does; its code alone where the file names the series. What \
            compare writes side by side, all editions of a series or two, names them itself: all are read at once, a \
            row as a whole or not at all. --ignore es leaves one out; --edition or --map value=es reads the columns of \
            one, of two --map value=left or value=right. What stands beside the column of --map value=COLUMN is read \
            with it, as right_basis beside right. What is outdated there is said again only beside what its parent has \
            by now.

            Beside an older revision, what others decided since is left where the row shows what was said then; where \
            it says something else the row is refused, with who decided what. So is what it says anew beside a value \
            of the parent, in parent_value or side by side, that others have changed since.
            """)

    @OptionGroup var bulk: BulkFileOptions
    @OptionGroup var decisions: BulkDecisionOptions
    @Option(
        help: ArgumentHelp("Edition of all rows, where the file names none.", valueName: "edition"),
        completion: .edition)
    var edition: String?
    @Flag(help: "Each element has a column of its own (default: where there is no column element).") var wide = false

    func run() async throws {
        var options = try bulk.options
        try decisions.complete(&options)
        options.edition = edition
        if wide { options.wide = true }
        try await bulk.bring(ImportElements(options))
    }
}
