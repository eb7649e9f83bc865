import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ImportCatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue",
        abstract: "Bring in a catalogue that adapt export catalogue wrote, whole or not at all.",
        discussion: """
            adapt import catalogue catalogue.jsonl --dry-run
            adapt import catalogue catalogue.jsonl

            Every operation comes in with its author and message; what is known already is left as it is, so the same
            file again changes nothing. Into an empty database the moments come along too. Terms and elements of one
            name become one.
            """)

    @Argument(help: "File; - is the standard input.") var file: String
    @Flag(help: "An identifier may be that of another edition here too.") var sharedId = false
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let source = try ByteSource(path: file)
        var request = AdaptService.ImportCatalogue()
        request.mayShareIdentifiers = sharedId
        let receipt = try await write.write { [request] in
            try await request.run(source, in: $0, dryRun: write.dryRun)
        }
        for words in receipt.united.prefix(20) { Streams.current.warn("adapt: " + shown(words)) }
        if receipt.united.count > 20 {
            Streams.current.warn("adapt: ... and \(receipt.united.count - 20) more of these")
        }
        if let last = receipt.takenBackBy.first {
            let count = receipt.takenBackBy.count
            Streams.current.warn(
                "adapt: what \(grouped(count, "operation")) here took back of the file stays so; to bring it back: "
                    + "adapt undo \(last)" + (count > 1 ? ", then \(receipt.takenBackBy[1])" : "")
                    + (count > 2 ? " and so on" : ""))
        }
        try write.confirm(
            receipt.operations,
            "\(file): \(grouped(receipt.read)) operations read, \(grouped(receipt.new)) new",
            [
                ("read", .int(receipt.read)), ("new", .int(receipt.new)), ("series", .int(receipt.series)),
                ("editions", .int(receipt.editions)), ("figures", .int(receipt.figures)),
                ("united", .array(receipt.united.map { .string($0) })),
                ("taken_back_by", .array(receipt.takenBackBy.map { .int($0) })),
            ])
    }
}
