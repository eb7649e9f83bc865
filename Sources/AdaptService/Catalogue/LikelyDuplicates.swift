import AdaptModel
import AdaptSQL

/// An edition that is to be registered, as far as it tells whether it is there already.
struct NewEdition: Sendable {
    /// `series/edition`.
    let name: String
    let series: String
    let title: String
    let market: String?
    let language: String?
    let platform: String?
}

extension Workspace {
    /// Editions that may be the same as new ones: the same title, folded, in the same series, market or language;
    /// registered as of `cut`, or further up among the new ones.
    func likelyDuplicates(of new: [NewEdition], asOf cut: OperationID) async throws -> [BulkReceipt.Duplicate] {
        guard !new.isEmpty else { return [] }
        return try await rows(
            Queries.record["likely_duplicates"],
            [
                cut.number, new.map(\.name), new.map(\.series), new.map(\.title), new.map(\.market),
                new.map(\.language), new.map(\.platform),
            ], patience: Workspace.longPatience
        ).map { row in
            BulkReceipt.Duplicate(
                edition: try row.get("edition"), other: try row.get("other"), title: try row.get("title"),
                same: try row.get("same"))
        }
    }
}
