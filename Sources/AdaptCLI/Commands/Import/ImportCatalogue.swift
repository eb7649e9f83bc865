import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct ImportCatalogueCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catalogue", _superCommandName: "adapt import",
        abstract: "Bring in a catalogue that adapt export catalogue wrote, whole or not at all.",
        discussion: """
            adapt import catalogue catalogue.jsonl --dry-run
            adapt import catalogue catalogue.jsonl

            Every operation comes in with its author and message; what is known already is left as it is, so the same \
            file again changes nothing. Into an empty database the moments come along too. Terms and elements of one \
            name become one. What was here and is called otherwise since is told.
            """)

    @Argument(help: "File; - is the standard input.") var file: String
    @Flag(help: "An identifier may be that of another edition here too.") var sharedId = false
    @OptionGroup var write: WriteOptions

    func run() async throws {
        try write.requireNoMessage(as: "every operation of the file comes in with its own")
        let source = try ByteSource(path: file)
        var request = AdaptService.ImportCatalogue()
        request.mayShareIdentifiers = sharedId
        let receipt = try await write.write { [request] in
            try await request.run(source, in: $0, dryRun: write.dryRun)
        }
        Streams.current.warn(of: receipt.united, "of these") { shown($0) }
        Streams.current.warn(of: receipt.renamed, "names", where: "--format json lists the first thousand") {
            "renamed: \(shown($0.words))"
        }
        warn(ofShared: receipt.shared)
        if !receipt.takenBack.isEmpty {
            Streams.current.warn(
                "adapt: what \(grouped(receipt.takenBack.count, "operation")) here took back of the file stays so; "
                    + "to bring it back: " + shown(receipt.wayBack))
        }
        write.tell(ofOutdated: receipt.outdated)
        try write.confirm(
            receipt.operations,
            "\(file): \(grouped(receipt.read, "operation")) read, \(grouped(receipt.new)) new",
            [
                ("read", .int(receipt.read)), ("new", .int(receipt.new)), ("series", .int(receipt.series)),
                ("editions", .int(receipt.editions)), ("figures", .int(receipt.figures)),
                ("united", .array(receipt.united.map { .string($0) })),
                (
                    "renamed",
                    .array(
                        receipt.renamed.map {
                            .object([
                                ("kind", .string($0.kind)), ("name", JSON($0.subject)), ("was", .string($0.was)),
                                ("is", .string($0.now)), ("by", JSON($0.by)),
                            ])
                        })
                ),
                ("shared", .array(receipt.shared.map(\.json))),
                ("taken_back_by", .array(receipt.takenBack.map { .int($0.by) })),
                ("taken_back_files", .array(receipt.takenBack.compactMap(\.file).map { .string($0) })),
                ("outdated_count", .int(receipt.outdated)),
            ])
    }
}

extension AdaptService.ImportCatalogue.Receipt {
    /// What brings back what was taken back here, by the first of the operations that did it: those that follow one
    /// another in one command.
    fileprivate var wayBack: String {
        func some(_ words: [String]) -> String? {
            guard let first = words.first else { return nil }
            return first + (words.count > 1 ? ", then \(words[1])" : "") + (words.count > 2 ? " and so on" : "")
        }
        // The last one first.
        var undone: [ClosedRange<Int>] = []
        for number in takenBack.filter({ $0.file == nil }).map(\.by) {
            if let range = undone.last, range.lowerBound == number + 1 {
                undone[undone.count - 1] = number...range.upperBound
            } else {
                undone.append(number...number)
            }
        }
        let undoing = undone.map { range in
            "adapt undo \(range.lowerBound)" + (range.count == 1 ? "" : "..\(range.upperBound)")
        }
        let files = some(takenBack.compactMap(\.file)).map { "adapt import reach again with " + $0 }
        return [some(undoing), files].compactMap(\.self).joined(separator: "; ")
    }
}
