public import AdaptModel
import AdaptSQL
import Postgres
import Synchronization

/// What a writing use case gives back.
public struct Receipt<Result: Sendable>: Sendable {
    /// The operation's number; of a dry run, and where nothing was to be recorded, the one it would have had.
    public let operation: OperationID
    /// What was recorded.
    public let result: Result
    /// Whether nothing was kept.
    public let dryRun: Bool
    /// Whether all of it was so already: then there is no operation.
    public var wasSo = false
}

/// What came of something that may turn out to be so already.
protocol SaysIfSo: Sendable {
    /// Whether all of it was: then nothing was recorded.
    var wasSo: Bool { get }
}

extension Workspace {
    private struct Rehearsed<Result: Sendable>: Error {
        let result: Result
    }

    private struct WasSo<Result: Sendable>: Error {
        let receipt: Receipt<Result>
    }

    /// Runs `body` in one transaction: all of it is kept, or nothing. With `dryRun` it is done, then taken back.
    ///
    /// Where the line is lost at the very end, the database is asked what became of it: what this gives or throws is
    /// what happened. Only where that cannot be told either it throws a `Refusal` (busy).
    func transaction<Result: Sendable>(
        dryRun: Bool, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let ending = Ending<Result>()
        var isKept = false
        defer { Done.current?.end(kept: isKept) }
        do {
            let result = try await refusing {
                do {
                    return try await connection.transaction { connection in
                        let result = try await body()
                        if dryRun { throw Rehearsed(result: result) }
                        ending.note(result, try await LastOperation(of: connection))
                        Workspace.commits.withLock { $0 += 1 }
                        return result
                    }
                } catch let error as PostgresError where error.kind == .outcomeUnknown {
                    // Whoever is told to stop is told what became of it all the same.
                    return try await Task { try await outcome(of: ending, error) }.value
                } catch {
                    // Nothing was kept.
                    if ending.known != nil { Workspace.commits.withLock { $0 -= 1 } }
                    throw error
                }
            }
            isKept = true
            return result
        } catch let rehearsed as Rehearsed<Result> {
            return rehearsed.result
        }
    }

    /// Runs `body` as one operation in one transaction: all of it is kept, or nothing.
    ///
    /// With `dryRun` everything is checked and done, then taken back.
    public func record<Result: Sendable>(
        _ verb: String, message: String?, undoes: OperationID? = nil, dryRun: Bool,
        _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> Receipt<Result> {
        try await transaction(dryRun: dryRun) {
            let (operation, result) = try await operation(verb, message: message, undoes: undoes, body)
            return Receipt(operation: operation, result: result, dryRun: dryRun)
        }
    }

    /// The same, where it may turn out that all of it was so already: then nothing is kept, not even the operation.
    func record<Result: SaysIfSo>(
        _ verb: String, message: String?, dryRun: Bool, _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> Receipt<Result> {
        do {
            return try await transaction(dryRun: dryRun) {
                let (operation, result) = try await operation(verb, message: message, body)
                guard !result.wasSo else {
                    throw WasSo(
                        receipt: Receipt(operation: operation, result: result, dryRun: dryRun, wasSo: true))
                }
                return Receipt(operation: operation, result: result, dryRun: dryRun)
            }
        } catch let was as WasSo<Result> {
            return was.receipt
        }
    }

    /// Runs `body` as one operation of the running transaction.
    func operation<Result: Sendable>(
        _ verb: String, message: String?, undoes: OperationID? = nil,
        _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> (OperationID, Result) {
        let recorder = try await begin(verb, message: message, undoes: undoes)
        return (recorder.operation, try await body(recorder))
    }

    /// Begins an operation of the running transaction, to be recorded in. `message`: what it is of; beside it goes what
    /// the author says.
    func begin(_ verb: String, message: String?, undoes: OperationID? = nil) async throws -> Recorder {
        let begun = try await rows(
            Queries.record["begin"], [author, verb, message, undoes?.number, self.message?.text])
        let operation = OperationID(try begun[0].get("operation"))
        Done.current?.begin(operation)
        return Recorder(workspace: self, operation: operation)
    }
}
