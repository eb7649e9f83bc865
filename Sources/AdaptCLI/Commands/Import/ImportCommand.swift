import AdaptModel
import ArgumentParser

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in files.",
        subcommands: [
            ImportReachCommand.self, ImportEditionsCommand.self, ImportElementsCommand.self,
            ImportCreativesCommand.self, ImportSnapshotCommand.self, ImportCatalogueCommand.self, ImportSample.self,
            ImportProfiles.self,
        ])
}

/// The columns that `--map` names.
func columnMap(_ texts: [String], like example: String) throws -> [(field: String, column: String)] {
    try texts.map { text in
        guard let (field, column) = text.halves(at: "="), !field.isEmpty, !column.isEmpty else {
            throw Refusal(.usage, "map \"\(text)\" is not written as FIELD=COLUMN", hint: "as in \(example)")
        }
        return (field: field, column: column)
    }
}
