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
        try confirm(operation.map { $0.number...$0.number }, words, members)
    }

    /// Says what was done by one operation or several in a row. `operations` is nil where nothing was.
    func confirm(_ operations: ClosedRange<Int>?, _ words: String, _ members: [(String, JSON)] = []) throws {
        guard !quiet else { return }
        let streams = Streams.current
        let kept = dryRun ? nil : operations
        guard format == .table else {
            var first: [(String, JSON)] = [("operation", JSON(kept?.upperBound))]
            if let kept, kept.count > 1 { first.append(("first_operation", .int(kept.lowerBound))) }
            return try streams.print(JSON.object(first + [("dry_run", .bool(dryRun))] + members).line)
        }
        let tail = kept.map { range in
            range.count == 1
                ? "operation \(range.lowerBound), undo: adapt undo \(range.lowerBound)"
                : "operations \(range.lowerBound) to \(range.upperBound), "
                    + "undo: adapt undo \(range.lowerBound)..\(range.upperBound)"
        }
        try streams.print(
            "\(shown(words)) (\(dryRun ? "dry run: nothing was changed" : tail ?? "nothing was changed"))")
    }
}
