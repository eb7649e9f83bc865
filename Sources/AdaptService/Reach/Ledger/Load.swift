import AdaptModel
import AdaptSQL
import Postgres

/// Figures of a file to be judged against what is known, recorded in runs, and added to the weeks of their tracks.
struct Load: Sendable {
    let entries: [Entry]
    let wordings: [String]
    let tracks: [Track]
    /// Measures that have figures which lie in no single week.
    let outside: Set<Int32>
    /// Measures that have no figures yet.
    let fresh: Set<Int32>
    let batch: Int
    let file: String
    /// How many runs the import has so far.
    let runs: Int32

    /// What became of it, and how many runs the import has then.
    struct Posted: Sendable {
        let outcome: Posting.Outcome
        let runs: Int32
    }

    /// Records it. What contradicts is left out and told in `outcome.faults`.
    func post(in workspace: Workspace) async throws -> Posted {
        let sorted = SortedEntries(entries, tracks: tracks.count)
        _ = try await workspace.rows(Queries.observe["look_up"], ["off"])
        let known = try await Known(of: sorted, tracks, outside: outside, fresh: fresh, in: workspace)
        let blank = Posting(
            sorted, tracks, known, batch: batch, runs: runs, file: file,
            wordings: try await composed(wordings, workspace))
        let posted = try await workspace.connection.copyIn(Queries.observe["copy_runs"]) { sink in
            var posting = blank
            for place in sorted.tracks.indices {
                try posting.post(trackAt: place)
                if posting.runs.isFull { try await sink.write(posting.take()) }
            }
            posting.finish()
            try await sink.write(posting.take())
            return Posted(outcome: posting.outcome, runs: posting.runs.count)
        }.result
        try await posted.outcome.sums.record(in: workspace)
        _ = try await workspace.rows(Queries.observe["look_up"], ["on"])
        return posted
    }

    /// Words in Unicode's composed form, as all texts are kept.
    private func composed(_ wordings: [String], _ workspace: Workspace) async throws -> [String] {
        guard !wordings.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return wordings }
        return try await workspace.rows(Queries.observe["composed"], [wordings]).map { try $0.get(0) }
    }
}
