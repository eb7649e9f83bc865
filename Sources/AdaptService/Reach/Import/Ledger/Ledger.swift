import AdaptModel
import AdaptSQL
import Postgres

/// Gathers the figures of one file into loads of some hundred thousand, and what became of them. While one load is
/// posted the next is read; memory is that of two, however long the file.
struct Ledger {
    /// Number of the import; 0: it holds no source yet.
    private(set) var batch = 0
    private let file: String
    private var tracks: [Track] = []
    private var numbers: [Track: Int32] = [:]
    private var entries: [Entry] = []
    private var unreported: [Entry] = []
    private var wordings: [String] = []
    private var loads = 0
    private let least: Int
    private let first: Int?
    private let sameDays: SameDays?
    private let hint: String
    /// How far the posting is.
    private(set) var progress = Load.Progress()
    /// What became of the figures so far.
    private(set) var outcome = Posting.Outcome()

    /// The ledger of an import of `file`. `least`: figures of the shortest load that is posted before the end, but for
    /// the `first`, where that is told; `sameDays`: what becomes of several of the same days, which may stand anywhere
    /// in the file, so that it is held whole; `hint`: what to say where they differ otherwise.
    init(file: String, least: Int, first: Int?, sameDays: SameDays?, hint: String) {
        (self.file, self.least, self.first, self.sameDays, self.hint) = (file, least, first, sameDays, hint)
    }

    /// Figures of the first load of a file of so many bytes, as a day of ten thousand editions: about a quarter, which
    /// the server takes as long for as the rest is read. Nil for one so short that it is not worth it, or so long that
    /// it makes loads by itself: there the first would cut the runs of its tracks short.
    static func first(ofBytes size: Int?) -> Int? {
        size.flatMap { (1 << 17...1 << 22).contains($0) ? $0 / 320 : nil }
    }

    /// Gives the import a number, where it has none.
    mutating func takeNumber(in workspace: Workspace) async throws {
        guard batch == 0 else { return }
        batch = try await workspace.rows(Queries.observe["next_batch"])[0].get("batch_id")
    }

    /// Whether a load is due. Many tracks want long loads: a run of few figures costs as much as one of many. The first
    /// is shorter, so that the server has something to do.
    var isFull: Bool {
        guard sameDays == nil else { return false }
        if loads == 0, let first, entries.count >= first { return true }
        return entries.count >= max(least, min((loads == 0 ? 14 : 21) * tracks.count, 16 * least))
    }

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
        if hasOutside { progress.outside.insert(measure) }
        if isFresh { progress.newest[measure] = Int32.min }
    }

    /// Adds a figure.
    mutating func add(_ entry: Entry) { entries.append(entry) }

    /// Adds a figure of a track, read from a line, and gives what was added.
    mutating func add(_ row: ReachRow, _ figure: Figure, of track: Int32, line: Int, today: Day) -> Entry {
        let entry = Entry(
            row, figure, of: track, line: line, today: today, wording: row.wording == nil ? -1 : Int32(wordings.count))
        entries.append(entry)
        if let wording = row.wording { wordings.append(wording) }
        return entry
    }

    /// Notes that a row has no figure, which is part of those of the same days.
    mutating func miss(_ row: ReachRow, of track: Int32, line: Int, today: Day) {
        unreported.append(Entry(row, SameDays.unreported, of: track, line: line, today: today, wording: -1))
    }

    /// What was added and is in no load yet; nil: nothing. `all`: also the newest week, which is else left for the next
    /// load, so that a week which the next rows go on with is written once.
    mutating func takeLoad(all: Bool) throws -> Load? {
        guard !entries.isEmpty else { return nil }
        if let sameDays {
            let count = entries.count
            entries = try entries.together(sameDays, unreported: unreported)
            outcome.together += count - entries.count
        }
        var newest: Int32?
        if !all, wordings.isEmpty {
            let last = entries.reduce(Int32.min) { max($0, $1.span.monday) }
            if 2 * entries.count(where: { $0.span.monday == last }) < entries.count { newest = last }
        }
        defer {
            entries = newest.map { newest in entries.filter { $0.span.monday == newest } } ?? []
            wordings = []
            loads += 1
        }
        return Load(
            sorted: SortedEntries(entries, tracks: tracks.count, except: newest), wordings: wordings, tracks: tracks,
            batch: batch, file: file, hint: hint, most: max(1, least / 4), isEarly: !all && loads == 0 && first != nil)
    }

    /// Adds what became of a load. Each is posted after the one before.
    mutating func add(_ posted: Load.Posted) {
        progress = posted.progress
        outcome.add(posted.outcome)
    }
}
