import AdaptSQL
import Postgres

/// Which of the weeks that a load touches have a sum of any track. On the first day of a week none has, and none needs
/// to be looked for track by track.
struct BegunWeeks {
    private struct Week: Hashable {
        let measure: Int32
        let monday: Int32
    }

    private let begun: Set<Week>
    private let newest: [Int32: Int32]

    /// Whether there may be a sum of a track of `measure` in the week from `monday` on.
    func contains(_ measure: Int32, _ monday: Int32) -> Bool {
        monday <= newest[measure] ?? Int32.max && begun.contains(Week(measure: measure, monday: monday))
    }

    /// Looks for the weeks of some entries, whose tracks are `present`, up to the `newest` of a measure.
    init(
        of sorted: SortedEntries, _ present: [Track], newest: [Int32: Int32], in workspace: Workspace
    ) async throws {
        self.newest = newest
        var touched: Set<Week> = []
        for (place, track) in sorted.tracks.enumerated() {
            let measure = present[place].measure
            let newest = newest[measure] ?? Int32.max
            var last = Int32.min
            for at in track.range where sorted[at].span.isPlaced {
                let monday = sorted[at].span.monday
                guard last < monday, monday <= newest else { continue }
                touched.insert(Week(measure: measure, monday: monday))
                last = monday
            }
        }
        guard !touched.isEmpty else {
            begun = []
            return
        }
        let weeks = Array(touched)
        let found = try await workspace.rows(
            Queries.observe["weeks_begun"], [weeks.map(\.measure), weeks.map(\.monday)])
        begun = try Set(found.map { weeks[try $0.get("position", as: Int.self) - 1] })
    }
}
