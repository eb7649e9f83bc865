import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", _superCommandName: "adapt",
        abstract: "Prove that everything derived and stored equals the facts.", discussion: "adapt check")

    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let (format, width) = (try output.chosen(among: Format.reports), output.width)
        let results = try await database.target.reading { try await $0.check() }
        let rows = results.map {
            [Cell.text($0.wrong == 0 ? "ok" : "WRONG"), .text($0.what), .number($0.rows), .number($0.wrong)]
        }
        let sheet = Sheet(columns: ["result", "what", "rows", "wrong"], rows: rows)
        try output.write(as: format, sheet.workbook()) { sheet.write(as: format, width: width, to: &$0) }
        let wrong = results.filter { $0.wrong > 0 }
        guard wrong.isEmpty else {
            let details = wrong.compactMap(\.named)
            guard !wrong.contains(where: { $0.what.hasPrefix("every fact ") }) else {
                throw Refusal(
                    .bug, "facts are of editions that are not there any more",
                    hint: "adapt doctor says what let them go; then adapt db restore FILE of the last good backup",
                    details: details)
            }
            let isOfWeeks = wrong.contains { $0.what.hasPrefix("weekly reach ") }
            throw Refusal(
                .bug, "what is stored does not equal the facts",
                hint: "please report it; the facts are whole"
                    + (isOfWeeks ? "; to make the weeks anew: " + Self.weeks : ""),
                details: details)
        }
    }

    /// Makes the weeks of all figures anew.
    static let weeks = "adapt db psql -c \"select recompute_all_weeks()\""
}
