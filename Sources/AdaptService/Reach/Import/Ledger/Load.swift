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
    /// How many of its figures are held against known ones, or added to their weeks, at a time.
    let most: Int
    /// Whether it is the short first one of a file: what it says again is held for the next, which may contradict it.
    let isEarly: Bool

    /// A window of a track, by its number.
    struct Said: Hashable {
        let track: Int32
        let span: Span
    }

    /// What the loads before it left.
    struct Progress: Sendable {
        /// How many runs the import has so far.
        var runs: Int32 = 0
        /// Measures that have figures which lie in no single week.
        var outside: Set<Int32> = []
        /// Monday of the last week of which there is a sum, of measures that had no figures before.
        var newest: [Int32: Int32] = [:]
        /// Weeks that had no sum before the import.
        var fresh: Set<BegunWeeks.Week> = []
        /// How many tracks the import has so far.
        var tracks = 0
        /// What the early load said that was known before, so that no run of the import has it.
        var unstored: [Said: [Vintage]] = [:]
    }

    /// What became of it, and how far the import is then.
    struct Posted: Sendable {
        let outcome: Posting.Outcome
        let progress: Progress
    }

    /// Records it. What contradicts is left out and told in `outcome.faults`.
    func post(after progress: Progress, in workspace: Workspace) async throws -> Posted {
        var progress = progress
        _ = try await workspace.rows(Queries.observe["look_up"], ["off"])
        let present = sorted.tracks.map { tracks[Int($0.number)] }
        let begun = try await BegunWeeks(of: sorted, present, after: progress, in: workspace)
        let added = try await AddedDays(
            of: sorted, present, begun, outside: progress.outside, atMost: most, in: workspace)
        var known = try await Known(
            of: sorted, present, begun, but: added, after: progress, atMost: most, in: workspace)
        let words = try await composed(in: workspace)
        var outcome = Posting.Outcome()
        for places in known.stretches {
            try await known.recall(places, in: workspace)
            let blank = Posting(
                sorted, tracks, known, added, after: progress, isEarly: isEarly, batch: batch, file: file, hint: hint,
                wordings: words)
            let (posted, runs) = try await workspace.connection.copyIn(Queries.observe["copy_runs"]) { sink in
                var posting = blank
                for place in places {
                    try posting.post(trackAt: place)
                    if posting.runs.isFull { try await sink.write(posting.take()) }
                }
                posting.finish()
                try await sink.write(posting.take())
                return (posting.outcome, posting.runs.count)
            }.result
            try await posted.sums.record(from: file, in: workspace)
            progress = advanced(progress, by: posted, runs: runs, begun.fresh)
            outcome.add(posted)
        }
        _ = try await workspace.rows(Queries.observe["look_up"], ["on"])
        return Posted(outcome: outcome, progress: progress)
    }

    private func advanced(
        _ progress: Progress, by outcome: Posting.Outcome, runs: Int32, _ fresh: Set<BegunWeeks.Week>
    ) -> Progress {
        var progress = progress
        (progress.runs, progress.fresh, progress.tracks) = (runs, fresh, tracks.count)
        progress.outside.formUnion(outcome.outside)
        for entry in outcome.unstored {
            progress.unstored[Said(track: entry.track, span: entry.span), default: []].append(
                entry.vintage(turn: batch))
        }
        for sum in outcome.sums.made {
            guard let newest = progress.newest[sum.track.measure], newest < sum.monday else { continue }
            progress.newest[sum.track.measure] = sum.monday
        }
        return progress
    }

    /// The wordings in Unicode's composed form, as all texts are kept.
    private func composed(in workspace: Workspace) async throws -> [String] {
        guard !wordings.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return wordings }
        return try await workspace.rows(Queries.observe["composed"], [wordings]).map { try $0.get(0) }
    }
}

extension Posting.Outcome {
    /// Adds what became of further figures.
    mutating func add(_ other: Posting.Outcome) {
        new += other.new
        revised += other.revised
        older += other.older
        unchanged += other.unchanged
        repeated += other.repeated
        unplaced += other.unplaced
        together += other.together
        weeks.formUnion(other.weeks)
        confirmed.formUnion(other.confirmed)
        faults += other.faults
        contradicted += other.contradicted
    }
}
