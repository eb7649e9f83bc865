import AdaptModel
import AdaptSQL

extension Workspace {
    /// Proves that what is derived and stored equals the facts. One row a proof: what, how many rows, how many wrong.
    public func check() async throws -> [(what: String, rows: Int, wrong: Int)] {
        let proofs = [
            ("weekly reach equals the figures it is made of", "check_weekly_reach"),
            ("revisions are numbered in the order of operations", "check_revisions"),
            ("what was taken back follows from the operations that took it back", "check_undone"),
            ("every import holds the figures that its receipt counts", "check_batches"),
        ]
        var results: [(what: String, rows: Int, wrong: Int)] = []
        for (what, query) in proofs {
            let row = try await rows(Queries.report[query], patience: Workspace.longPatience)[0]
            results.append((what: what, rows: try row.get("rows"), wrong: try row.get("wrong")))
        }
        return results
    }
}
