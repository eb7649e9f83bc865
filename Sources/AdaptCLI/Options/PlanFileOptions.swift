import AdaptReports
import ArgumentParser

/// Options of a planning file, which is read by programs or handed on: it is no table.
struct PlanFileOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOptions
    @Option(
        help: ArgumentHelp(
            "How it is written (default: as the file's name ends, else csv).", valueName: "format"))
    var format: PlanFormat?
    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file: whole, or not at all.", valueName: "file"))
    var output: String?
    @Flag(name: .shortAndLong, help: "Print no notes.") var quiet = false
    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: OutputOptions.ColorChoice = .auto
    @Option(
        help: ArgumentHelp("As it was known at a moment: 2026-01-31, or 2026-01-31T12:00:00Z.", valueName: "moment"))
    var asOf: String?

    /// These as those of every command that reads.
    var read: ReadOptions {
        var written = OutputOptions()
        (written.format, written.output, written.quiet, written.color) = (format?.format, output, quiet, color)
        var read = ReadOptions()
        (read.database, read.output, read.asOf) = (database, written, asOf)
        return read
    }
}

/// A format, of which a planning file offers all but a table; asked for that, it says which there are.
struct PlanFormat: ExpressibleByArgument {
    let format: Format

    init?(argument: String) {
        guard let format = Format(argument: argument) else { return nil }
        self.format = format
    }

    static var allValueStrings: [String] { Format.allCases.filter { $0 != .table }.map(\.rawValue) }
}
