import AdaptModel
import AdaptSQL

extension Workspace {
    /// Proves that what is derived and stored equals the facts. One row a proof: what, how many rows, how many wrong.
    /// `named`: those that are wrong, the first few, where they have names.
    public func check() async throws -> [(what: String, rows: Int, wrong: Int, named: String?)] {
        let proofs = [
            ("every fact is of an edition that is there", "check_facts"),
            ("every edition that counts is of a series that counts", "check_editions"),
            ("no edition comes from itself", "check_lineage"),
            ("no two elements, terms, sources or creatives have one name", "check_names"),
            ("weekly reach equals the figures it is made of", "check_weekly_reach"),
            ("revisions are numbered in the order of operations", "check_revisions"),
            ("what was taken back follows from the operations that took it back", "check_undone"),
            ("every import holds the figures that its receipt counts", "check_batches"),
        ]
        var results: [(what: String, rows: Int, wrong: Int, named: String?)] = []
        for (what, query) in proofs {
            let found = try await rows(Queries.report[query], patience: Workspace.longPatience)
            results.append(
                (
                    what: what, rows: try found[0].get("rows"), wrong: try found[0].get("wrong"),
                    named: found.columns.contains("named") ? try found[0].get("named") : nil
                ))
        }
        return results
    }
}
