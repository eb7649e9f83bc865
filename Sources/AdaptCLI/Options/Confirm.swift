import AdaptModel
import AdaptReports
import AdaptService

extension WriteOptions {
    /// Says what was done, or that nothing was to be done, ending with the operation's number and the command that takes it back.
    func confirm<Result>(
        _ receipt: Receipt<Result>, _ words: String, _ members: [(String, JSON)] = []
    ) throws {
        try confirm(receipt.wasSo ? nil : receipt.operation, words, members)
    }

    /// Says what was done. `operation` is nil where nothing was.
    func confirm(_ operation: OperationID?, _ words: String, _ members: [(String, JSON)] = []) throws {
        try confirm(operation.map { $0.number...$0.number }, words, members)
    }

    /// Says what was done by one operation or several in a row. `operations` is nil where nothing was. `wayBack`: what
    /// takes it back where an undo does not.
    func confirm(
        _ operations: ClosedRange<Int>?, _ words: String, _ members: [(String, JSON)] = [], wayBack: String? = nil
    ) throws {
        guard !quiet else { return }
        let streams = Streams.current
        let kept = dryRun ? nil : operations
        guard format == .table else {
            var first: [(String, JSON)] = [("operation", JSON(kept?.upperBound))]
            if let kept, kept.count > 1 { first.append(("first_operation", .int(kept.lowerBound))) }
            return try streams.print(JSON.object(first + [("dry_run", .bool(dryRun))] + members).line)
        }
        let tail = kept.map { range in
            let (first, last) = (range.lowerBound, range.upperBound)
            return range.count == 1
                ? "operation \(first), \(wayBack ?? "undo: adapt undo \(first)")"
                : "operations \(first) to \(last), \(wayBack ?? "undo: adapt undo \(first)..\(last)")"
        }
        try streams.print(
            "\(shown(words)) (\(dryRun ? "dry run: nothing was changed" : tail ?? "nothing was changed"))")
    }
}
