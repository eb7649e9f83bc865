import AdaptModel
import AdaptSQL

/// The sources that an import holds: others that bring figures of them wait until it is over.
struct SourceLocks {
    private var held: [String] = []

    /// Takes those of some sources that are not held, and gives them.
    ///
    /// One is waited for only in the order of names, so that no two imports wait for each other. Throws a `Refusal`
    /// (busy) for one that would be waited for out of that order.
    mutating func take(_ sources: [String], in workspace: Workspace) async throws -> [String] {
        let taken = sources.filter { !held.contains($0) }
        for source in taken {
            let waits = held.allSatisfy { $0 < source }
            let rows = try await workspace.rows(Queries.observe[waits ? "lock_source" : "try_source"], [source])
            guard try waits || rows[0].get("held") else {
                throw Refusal(
                    .busy, "another import of source \"\(source)\" is under way", hint: "try again", mayRetry: true)
            }
            held.append(source)
        }
        return taken
    }
}
