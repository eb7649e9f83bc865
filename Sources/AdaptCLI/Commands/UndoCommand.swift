import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back one whole operation: a registration, a decision, an import.",
        discussion: """
            adapt undo
            adapt undo 12
            adapt undo 12 --dry-run

            Without a number: your last one that still counts. It is refused where something later rests on it. An undo
            is an operation too, and can be taken back.
            """)

    @Argument(help: "Number of the operation; adapt log lists them.") var operation: Int?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let undo = Undo(operation.map { OperationID($0) })
        let receipt = try await write.write { try await undo.run(in: $0, dryRun: write.dryRun) }
        let result = receipt.result
        let what = result.verb + (result.message.map { " " + $0 } ?? "")
        try write.confirm(
            receipt,
            (result.countsAgain ? "brought back by taking back operation " : "took back operation ")
                + "\(result.operation.number) (\(what), by \(result.author), \(result.at) UTC)",
            [
                ("undoes", .int(result.operation.number)), ("verb", .string(result.verb)),
                ("message", JSON(result.message)), ("author", .string(result.author)),
            ])
    }
}
