import AdaptModel
import AdaptSQL
import Postgres

/// The tracks of a load that have one figure in it, of days which their week does not cover yet: it is added to the
/// week at once, and nothing else needs to be known of it. A day that is appended is made of such.
struct AddedDays {
    /// By place in `SortedEntries.tracks`.
    private var isAdded: [Bool]

    /// Whether the figure of the track at `place` is in its week already.
    func contains(_ place: Int) -> Bool { isAdded[place] }

    /// Adds those that can be, of some entries whose tracks are `present`, to weeks that are `begun`. `outside`:
    /// measures that have figures which lie in no single week, and may cover any day; `most`: weeks that are changed by
    /// one statement, whose numbers are held several times over on their way.
    init(
        of sorted: SortedEntries, _ present: [Track], _ begun: BegunWeeks, outside: Set<Int32>, atMost most: Int,
        in workspace: Workspace
    ) async throws {
        isAdded = [Bool](repeating: false, count: present.count)
        var (places, numbers): ([Int], [Int64]) = ([], [])
        for (place, track) in sorted.tracks.enumerated() where track.range.count == 1 {
            let (entry, measure) = (sorted[track.range.lowerBound], present[place].measure)
            guard entry.span.isPlaced, !outside.contains(measure),
                begun.contains(measure, entry.span.monday, ofTrack: track.number)
            else { continue }
            var sum = WeekSum(track: present[place], monday: entry.span.monday)
            try sum.add(entry)
            places.append(place)
            sum.append(to: &numbers)
            guard places.count >= most else { continue }
            try await add(numbers, at: places, in: workspace)
            places.removeAll(keepingCapacity: true)
            numbers.removeAll(keepingCapacity: true)
        }
        if !places.isEmpty { try await add(numbers, at: places, in: workspace) }
    }

    private mutating func add(_ numbers: [Int64], at places: [Int], in workspace: Workspace) async throws {
        let rows = try await workspace.rows(Queries.observe["add_to_weeks"], [numbers, false])
        for place in places { isAdded[place] = true }
        for left in try rows[0].get("left_out", as: [Int].self) { isAdded[places[left]] = false }
    }
}
