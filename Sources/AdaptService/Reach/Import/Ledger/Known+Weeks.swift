import AdaptModel
import AdaptSQL
import Postgres

/// The weeks that there are sums of.
extension Known {
    /// Looks up the weeks that the windows of the tracks lie in, as far as there can be a sum.
    static func weeks(
        of sorted: SortedEntries, _ present: [Track], _ begun: BegunWeeks, but added: AddedDays,
        _ workspace: Workspace
    ) async throws -> [[Covered]] {
        var (places, mondays): ([Int], [Int32]) = ([], [])
        for (place, track) in sorted.tracks.enumerated() where !added.contains(place) {
            var last = Int32.min
            for at in track.range where sorted[at].span.isPlaced {
                let monday = sorted[at].span.monday
                guard last < monday, begun.contains(present[place].measure, monday, ofTrack: track.number) else {
                    continue
                }
                places.append(place)
                mondays.append(monday)
                last = monday
            }
        }
        guard !places.isEmpty else { return [] }
        let query = SQL(
            Queries.observe["known_weeks"],
            bind: [
                places.map { present[$0].series }, places.map { present[$0].subject },
                places.map { present[$0].measure }, mondays,
            ])
        let found = Collected([(position: Int, days: Int16)]())
        _ = try await refusing {
            try await workspace.connection.copyRows(of: query) { row in
                let week = (try row.number() - 1, Int16(try row.number()))
                found.change { $0.append(week) }
            }
        }
        let known = found.take()
        guard !known.isEmpty else { return [] }
        var weeks = [[Covered]](repeating: [], count: present.count)
        for (position, days) in known {
            weeks[places[position]].append(Covered(monday: mondays[position], days: days))
        }
        for place in weeks.indices { weeks[place].sort { $0.monday < $1.monday } }
        return weeks
    }
}
