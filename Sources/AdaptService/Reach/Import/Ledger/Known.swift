import AdaptModel
import AdaptSQL
import Postgres

/// What the database holds already of the tracks of some entries: which days are covered, and the figures that
/// an entry may replace, repeat or contradict.
///
/// Figures are read only where a day is covered already, so that the cost follows the rows that come, not the history;
/// and of some tracks at a time: there may be many vintages.
struct Known {
    /// A week of a track that there is a sum of.
    struct Covered {
        let monday: Int32
        let days: Int16
    }

    /// By place in `SortedEntries.tracks`; of each track in their order.
    private let weeks: [[Covered]]
    /// The tracks of the entries.
    private let present: [Track]
    /// Ranges of places, of one of which the figures are held.
    private(set) var stretches: [Range<Int>] = []
    /// From which to which day entries of a track cover days again; in the order of places.
    private var touched: [(place: Int, since: Int32, until: Int32)] = []
    /// Places of tracks of which figures that lie in no single week are wanted.
    private var loose: [Int] = []
    private var figures: [Int: [KnownFigure]] = [:]

    /// The week of a track that begins on a Monday; nil: there is no sum of it.
    func week(_ monday: Int32, ofTrackAt place: Int) -> Covered? {
        guard !weeks.isEmpty else { return nil }
        let weeks = weeks[place]
        let at = weeks.first(notBelow: monday, by: \.monday)
        return at < weeks.count && weeks[at].monday == monday ? weeks[at] : nil
    }

    /// Those of a track that were recalled: in the order of windows; of a window the latest publication first.
    func figures(ofTrackAt place: Int) -> [KnownFigure] { figures[place] ?? [] }

    /// Of some entries, whose tracks are `present`, in weeks that are `begun`; nothing of those that are `added`.
    /// `most`: entries of a stretch that are held against figures; of one track, however many there are.
    init(
        of sorted: SortedEntries, _ present: [Track], _ begun: BegunWeeks, but added: AddedDays,
        after progress: Load.Progress, atMost most: Int, in workspace: Workspace
    ) async throws {
        self.present = present
        weeks = try await Known.weeks(of: sorted, present, begun, but: added, workspace)
        var (start, held) = (0, 0)
        for (place, track) in sorted.tracks.enumerated() {
            var (since, until, covered) = (Int32.max, Int32.min, 0)
            var isLoose = progress.outside.contains(present[place].measure)
            for at in track.range {
                let span = sorted[at].span
                if !span.isDated { isLoose = true }
                guard span.isDated, isCovered(span, at: place, newest: progress.newest[present[place].measure]) else {
                    continue
                }
                since = min(since, span.monday)
                until = max(until, span.last)
                covered += 1
            }
            if since <= until { touched.append((place, since, until)) }
            if isLoose { loose.append(place) }
            let more = isLoose ? track.range.count : covered
            if more > 0, held > 0, held + more > most {
                stretches.append(start..<place)
                (start, held) = (place, 0)
            }
            held += more
        }
        stretches.append(start..<sorted.tracks.count)
    }

    /// Reads the figures of the tracks at some places, in place of those held.
    mutating func recall(_ places: Range<Int>, in workspace: Workspace) async throws {
        figures = [:]
        try await recall(touched.filter { places.contains($0.place) }, workspace)
        try await recall(loose: loose.filter { places.contains($0) }, workspace)
        // A list of the keys: the keys themselves hold on to all figures, which would be copied to be sorted.
        for place in Array(figures.keys) {
            figures[place]?.sort { ($0.span, $1.vintage.published) < ($1.span, $0.vintage.published) }
        }
    }

    /// Whether a day of a window is covered by a figure inside a week; of one that lies in no week, which may touch
    /// thousands of them, whether it may be: up to the `newest` week of its measure.
    private func isCovered(_ span: Span, at place: Int, newest: Int32?) -> Bool {
        guard span.isPlaced else { return span.monday <= newest ?? Int32.max }
        return week(span.monday, ofTrackAt: place).map { $0.days & span.days != 0 } ?? false
    }

    private mutating func recall(
        _ touched: [(place: Int, since: Int32, until: Int32)], _ workspace: Workspace
    ) async throws {
        guard !touched.isEmpty else { return }
        let tracks = touched.map { present[$0.place] }
        try await recall(
            SQL(
                Queries.observe["known_figures"],
                bind: [
                    tracks.map(\.series), tracks.map(\.subject), tracks.map(\.measure), touched.map(\.since),
                    touched.map(\.until),
                ]), at: touched.map(\.place), workspace)
    }

    private mutating func recall(loose: [Int], _ workspace: Workspace) async throws {
        guard !loose.isEmpty else { return }
        let tracks = loose.map { present[$0] }
        try await recall(
            SQL(
                Queries.observe["known_figures_outside"],
                bind: [tracks.map(\.series), tracks.map(\.subject), tracks.map(\.measure)]), at: loose, workspace)
    }

    /// Adds what a query finds of the tracks at some places.
    private mutating func recall(_ query: SQL, at places: [Int], _ workspace: Workspace) async throws {
        let found = Collected(RecalledFigures(places: places, figures: figures))
        figures = [:]
        _ = try await refusing {
            try await workspace.connection.copyRows(of: query) { row in try found.change { try $0.take(&row) } }
        }
        figures = found.take().figures
    }
}
