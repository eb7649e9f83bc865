import AdaptModel
import AdaptSQL
import Postgres

/// An import as it is kept, and known again.
extension ImportReach {
    /// What to say of a file that was applied already, the same way, and not taken back.
    func appliedBefore(_ hash: String, _ workspace: Workspace) async throws -> Receipt? {
        guard let row = try await workspace.rows(Queries.observe["known_batch"], [hash]).first,
            try row.get("live")
        else { return nil }
        var receipt = Receipt()
        receipt.sameAs = OperationID(try row.get("operation_id"))
        receipt.read = try row.get("rows_read")
        receipt.unchanged = try row.get("figures")
        receipt.notReported = receipt.read - receipt.unchanged
        let restated = try await workspace.rows(Queries.observe["restated_since"], [receipt.sameAs?.number])
        receipt.restatedBy = try restated.first.map { OperationID(try $0.get("operation_id")) }
        return receipt
    }

    /// Makes an import of what was posted.
    func record(
        _ receipt: Receipt, _ hash: String, _ file: String, _ ledger: Ledger, _ aliases: [String],
        _ workspace: Workspace
    ) async throws {
        let attempts = try await workspace.rows(Queries.observe["known_batch"], [hash]).first
        _ = try await workspace.rows(
            Queries.record["add_batch"],
            [
                ledger.batch, receipt.operation?.number, hash, file, receipt.read, receipt.new, receipt.revised,
                receipt.unchanged, receipt.refused, receipt.unplaced,
                try attempts.map { try $0.get("attempts", as: Int.self) + 1 } ?? 1,
                aliases.isEmpty ? nil : aliases,
            ])
        if !ledger.outcome.confirmed.isEmpty {
            _ = try await workspace.rows(
                Queries.observe["confirm"], [ledger.batch, ledger.outcome.confirmed.sorted().map(Int32.init)])
        }
        guard receipt.places + receipt.repeatedPlaces > 0 else { return }
        _ = try await workspace.rows(Queries.claim["apply"], [receipt.operation?.number])
    }
}
