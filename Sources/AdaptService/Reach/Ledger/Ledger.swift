import AdaptModel
import AdaptSQL
import Postgres

/// Gathers the figures of one file into loads of some hundred thousand, and what became of them. While one load is
/// posted the next is read; memory is that of two, however long the file.
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

    /// Whether a load is due. Many tracks want long loads: a run of few figures costs as much as one of many.
    var isFull: Bool { entries.count >= max(1 << 18, min(28 * tracks.count, 1 << 21)) }

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

    /// What was added since the last load; nil: nothing.
    mutating func takeLoad() -> Load? {
        guard !entries.isEmpty else { return nil }
        defer {
            entries = []
            entries.reserveCapacity(1 << 18)
            wordings = []
            fresh = []
        }
        return Load(
            entries: entries, wordings: wordings, tracks: tracks, outside: outside, fresh: fresh, batch: batch,
            file: file, runs: runs)
    }

    /// Adds what became of a load. Each is posted after the one before.
    mutating func add(_ posted: Load.Posted) {
        runs = posted.runs
        outcome.add(posted.outcome)
        outside.formUnion(posted.outcome.outside)
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
