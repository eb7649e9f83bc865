import AdaptSQL
import Postgres

/// Which of the weeks that a load touches may have a sum of a track. On the first day of a week none has, and none
/// needs to be looked for track by track.
struct BegunWeeks {
    /// A week of all tracks of a measure.
    struct Week: Hashable {
        let measure: Int32
        /// Counted from 1970-01-01.
        let monday: Int32
    }

    /// Those that had no sum before the import.
    let fresh: Set<Week>
    private let begun: Set<Week>
    /// Those of `fresh` that earlier loads of the import touched, and how many tracks these had.
    private let earlier: (weeks: Set<Week>, tracks: Int)

    /// Whether there may be a sum of a track, by its number, in a week. A week that the import began has none but of
    /// the tracks that it had then.
    func contains(_ measure: Int32, _ monday: Int32, ofTrack number: Int32) -> Bool {
        let week = Week(measure: measure, monday: monday)
        return earlier.weeks.contains(week) ? number < earlier.tracks : begun.contains(week)
    }

    /// Looks for the weeks of some entries, whose tracks are `present`.
    init(
        of sorted: SortedEntries, _ present: [Track], after progress: Load.Progress, in workspace: Workspace
    ) async throws {
        earlier = (progress.fresh, progress.tracks)
        var touched: Set<Week> = []
        for (place, track) in sorted.tracks.enumerated() {
            var last = Int32.min
            for at in track.range where sorted[at].span.isPlaced && sorted[at].span.monday > last {
                last = sorted[at].span.monday
                touched.insert(Week(measure: present[place].measure, monday: last))
            }
        }
        touched.subtract(progress.fresh)
        let weeks = Array(touched.filter { $0.monday <= progress.newest[$0.measure] ?? Int32.max })
        if weeks.isEmpty {
            begun = []
        } else {
            let found = try await workspace.rows(
                Queries.observe["weeks_begun"], [weeks.map(\.measure), weeks.map(\.monday)])
            begun = try Set(found.map { weeks[try $0.get("position", as: Int.self) - 1] })
        }
        fresh = progress.fresh.union(touched.subtracting(begun))
    }
}
