import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Says what was done, ending with the operation's number and the command that takes it back.
    func confirm<Result>(
        _ receipt: Receipt<Result>, _ words: String, _ members: [(String, JSON)] = []
    ) throws {
        try confirm(receipt.operation, words, members)
    }

    /// Says what was done. `operation` is nil where nothing was.
    func confirm(_ operation: OperationID?, _ words: String, _ members: [(String, JSON)] = []) throws {
        guard !quiet else { return }
        let streams = Streams.current
        let kept = dryRun ? nil : operation?.number
        guard format == .table else {
            return try streams.print(
                JSON.object([("operation", JSON(kept)), ("dry_run", .bool(dryRun))] + members).line)
        }
        let tail =
            dryRun
            ? "dry run: nothing was changed"
            : kept.map { "operation \($0), undo: adapt undo \($0)" } ?? "nothing was changed"
        try streams.print("\(shown(words)) (\(tail))")
    }
}
