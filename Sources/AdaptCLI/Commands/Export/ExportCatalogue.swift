import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ExportCatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", _superCommandName: "adapt export",
        abstract: "Write everything as JSON Lines: each operation with what it recorded, figures included.",
        discussion: """
            adapt export catalogue --output catalogue.jsonl
            adapt export catalogue --output -

            The command import catalogue brings it into another database, or again into this one, which changes nothing.
            """)

    @OptionGroup var database: DatabaseOptions
    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file: whole, or not at all.", valueName: "file"))
    var output: String?
    @Flag(name: .shortAndLong, help: "Print no notes.") var quiet = false

    func run() async throws {
        let lines = try await database.target.reading { workspace in
            try await StreamedOutput.write(0, to: output) { stream in
                _ = try await workspace.exportCatalogue { line in
                    try stream.write { count, out in
                        count += 1
                        out.write(line + "\n")
                    }
                }
            }
        }
        guard !quiet, let output, output != "-" else { return }
        Streams.current.warn("adapt: \(shown(output)): \(grouped(lines, "line"))")
    }
}
