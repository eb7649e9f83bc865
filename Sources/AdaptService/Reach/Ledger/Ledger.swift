import AdaptModel
import AdaptSQL
import Postgres

/// Takes the figures of one file, some hundred thousand at a time: judges them against what is known, records them in
/// runs, and adds them to the weeks of their tracks. Memory is that of one load, however long the file.
struct Ledger {
    /// The import.
    let batch: Int
    private let file: String
    private var tracks: [Track] = []
    private var numbers: [Track: Int32] = [:]
    private var entries: [Entry] = []
    private var wordings: [String] = []
    private var outside: Set<Int32> = []
    private var fresh: Set<Int32> = []
    private var runs: Int32 = 0
    /// What became of the figures so far.
    private(set) var outcome = Posting.Outcome()

    /// The ledger of an import of `file`.
    init(batch: Int, file: String) {
        self.batch = batch
        self.file = file
    }

    /// Whether `post` is due. Many tracks want long loads: a run of few figures costs as much as one of many.
    var isFull: Bool { entries.count >= max(1 << 19, min(28 * tracks.count, 5 << 19)) }

    /// The number of a track.
    mutating func number(of track: Track) -> Int32 {
        if let number = numbers[track] { return number }
        let number = Int32(tracks.count)
        numbers[track] = number
        tracks.append(track)
        return number
    }

    /// Says that a measure has figures which lie in no single week, or none at all.
    mutating func note(measure: Int32, hasOutside: Bool, isFresh: Bool) {
        if hasOutside { outside.insert(measure) }
        if isFresh { fresh.insert(measure) }
    }

    /// Adds a figure.
    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Adds a figure of a track, read from a line, and gives what was added.
    mutating func add(_ row: ReachRow, _ figure: Figure, of track: Int32, line: Int, published: Day) -> Entry {
        let entry = Entry(
            track: track, span: row.window.map { Span($0) } ?? Span(days: row.spanDays),
            published: Int32(published.number), line: Int32(clamping: line), figure: figure,
            windowInferred: row.windowInferred, imputed: row.isImputed,
            wording: row.wording == nil ? -1 : Int32(wordings.count))
        entries.append(entry)
        if let wording = row.wording { wordings.append(wording) }
        return entry
    }

    /// Records what was added. What contradicts is left out and told in `outcome.faults`.
    mutating func post(in workspace: Workspace) async throws {
        guard !entries.isEmpty else { return }
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
            return (outcome: posting.outcome, runs: posting.runs.count)
        }.result
        try await posted.outcome.sums.record(in: workspace)
        _ = try await workspace.rows(Queries.observe["look_up"], ["on"])
        runs = posted.runs
        outcome.add(posted.outcome)
        outside.formUnion(posted.outcome.outside)
        fresh = []
        entries.removeAll(keepingCapacity: true)
        wordings.removeAll()
    }

    /// Words in Unicode's composed form, as all texts are kept.
    private func composed(_ wordings: [String], _ workspace: Workspace) async throws -> [String] {
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
        unplaced += other.unplaced
        weeks.formUnion(other.weeks)
        confirmed.formUnion(other.confirmed)
        faults += other.faults
    }
}
