import AdaptModel
import Testing

@testable import AdaptService

extension Workspace {
    /// Number of the last operation.
    func lastOperation() async throws -> Int { try await number("select max(operation_id) from operation") }

    /// Takes an operation back, or the author's last.
    @discardableResult
    func undo(_ operation: Int?) async throws -> Undo.Result {
        try await Undo(operation.map { OperationID($0) }).run(in: self, dryRun: false).result
    }
}
