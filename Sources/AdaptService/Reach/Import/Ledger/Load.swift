import AdaptModel
import AdaptSQL
import Postgres

/// Figures of a file to be judged against what is known, recorded in runs, and added to the weeks of their tracks.
struct Load: Sendable {
    let sorted: SortedEntries
    let wordings: [String]
    let tracks: [Track]
    let batch: Int
    let file: String
    /// What to say of figures of the same days that differ.
    let hint: String

    /// What the loads before it left.
    struct Progress: Sendable {
        /// How many runs the import has so far.
        var runs: Int32 = 0
        /// Measures that have figures which lie in no single week.
        var outside: Set<Int32> = []
        /// Monday of the last week of which there is a sum, of measures that had no figures before.
        var newest: [Int32: Int32] = [:]
    }

    /// What became of it, and how far the import is then.
    struct Posted: Sendable {
        let outcome: Posting.Outcome
        let progress: Progress
    }

    /// Records it. What contradicts is left out and told in `outcome.faults`.
    func post(after progress: Progress, in workspace: Workspace) async throws -> Posted {
        _ = try await workspace.rows(Queries.observe["look_up"], ["off"])
        let known = try await Known(of: sorted, tracks, after: progress, in: workspace)
        let blank = Posting(
            sorted, tracks, known, batch: batch, runs: progress.runs, file: file, hint: hint,
            wordings: try await composed(wordings, workspace))
        let (outcome, runs) = try await workspace.connection.copyIn(Queries.observe["copy_runs"]) { sink in
            var posting = blank
            for place in sorted.tracks.indices {
                try posting.post(trackAt: place)
                if posting.runs.isFull { try await sink.write(posting.take()) }
            }
            posting.finish()
            try await sink.write(posting.take())
            return (posting.outcome, posting.runs.count)
        }.result
        try await outcome.sums.record(from: file, in: workspace)
        _ = try await workspace.rows(Queries.observe["look_up"], ["on"])
        return Posted(outcome: outcome, progress: advanced(progress, by: outcome, runs: runs))
    }

    private func advanced(_ progress: Progress, by outcome: Posting.Outcome, runs: Int32) -> Progress {
        var progress = progress
        progress.runs = runs
        progress.outside.formUnion(outcome.outside)
        for sum in outcome.sums.made {
            guard let newest = progress.newest[sum.track.measure], newest < sum.monday else { continue }
            progress.newest[sum.track.measure] = sum.monday
        }
        return progress
    }

    /// Words in Unicode's composed form, as all texts are kept.
    private func composed(_ wordings: [String], _ workspace: Workspace) async throws -> [String] {
        guard !wordings.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return wordings }
        return try await workspace.rows(Queries.observe["composed"], [wordings]).map { try $0.get(0) }
    }
}
