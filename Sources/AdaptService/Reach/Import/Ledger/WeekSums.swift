import AdaptModel
import AdaptSQL
import Postgres

/// The weeks that an import touches: those that are there already, and those that are not.
struct WeekSums {
    private(set) var made: [WeekSum] = []
    private(set) var changed: [WeekSum] = []

    mutating func add(_ sum: WeekSum, exists: Bool) {
        if exists { changed.append(sum) } else { made.append(sum) }
    }

    /// Records them. Throws a `Refusal` (rule) where a week passes 64 bits, located in `file`.
    func record(from file: String, in workspace: Workspace) async throws {
        if !made.isEmpty { try await copy(in: workspace) }
        for start in stride(from: 0, to: changed.count, by: WeekSums.most) {
            let end = min(start + WeekSums.most, changed.count)
            try await WeekSums.change(changed[start..<end], from: file, in: workspace)
        }
    }

    /// How many weeks are changed by one statement, whose numbers are held several times over on their way.
    private static let most = 1 << 14

    private static func change(
        _ changed: ArraySlice<WeekSum>, from file: String, in workspace: Workspace
    ) async throws {
        var numbers: [Int64] = []
        for sum in changed { sum.append(to: &numbers) }
        _ = try await workspace.rows("savepoint weeks")
        let rows = try await workspace.rows(Queries.observe["add_to_weeks"], [numbers, true])
        guard try !rows[0].get("left_out", as: [Int].self).isEmpty else {
            _ = try await workspace.rows("release savepoint weeks")
            return
        }
        _ = try await workspace.rows("rollback to savepoint weeks")
        let beyond = try await workspace.rows(Queries.observe["beyond_weeks"], [numbers]).first
        let place = try beyond.map { try $0.get("place", as: Int.self) }
        let line = place.map { Int(changed[changed.startIndex + $0].line) }
        throw WeekSum.tooLarge.at(.init(file: file, line: line ?? 0))
    }

    private func copy(in workspace: Workspace) async throws {
        // By week, as reports read them.
        let made = made.sorted { $0.precedes($1) }
        _ = try await workspace.connection.copyIn(Queries.observe["copy_weeks"]) { sink in
            var writer = BinaryCopyWriter()
            for sum in made {
                writer.beginRow(columns: 16)
                writer.put(date: sum.monday - 10_957)
                writer.put(sum.track.measure)
                writer.put(sum.track.series)
                writer.put(sum.track.subject)
                writer.put(Int64(sum.low))
                writer.put(Int64(sum.high))
                for count in [
                    sum.figures, sum.openAbove, sum.strict, sum.approximate, sum.estimated, sum.inferred, sum.imputed,
                ] { writer.put(count) }
                writer.put(Int16(sum.days))
                writer.put(sum.covered)
                writer.put(date: sum.published - 10_957)
                if writer.isFull { try await sink.write(writer.take()) }
            }
            writer.finish()
            try await sink.write(writer.take())
        }
    }
}
