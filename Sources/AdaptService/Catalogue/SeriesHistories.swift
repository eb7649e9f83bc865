public import AdaptModel
import AdaptSQL
import Postgres
import Synchronization

extension Workspace {
    /// Hands over each series with its editions and everything said in them, ordered by code.
    ///
    /// One statement for all of them, read row by row: no more than one series is held at a time, and all are of one
    /// moment. `only`: a series; nil: all that have an edition with a parent, with `all` those without one too.
    public func forEachSeries(
        _ only: String? = nil, all: Bool = false, asOf cut: OperationID = .now,
        _ body: @Sendable (SeriesHistory) throws -> Void
    ) async throws {
        if let only { try await requireSeries(only) }
        let reader = SeriesReader(cut: cut)
        try await refusing {
            let statement = SQL(Queries.series["history"], bind: [cut.number, only, all || only != nil])
            _ = try await connection.stream(statement) { row in
                if let done = try reader.take(row) { try body(done) }
            }
            if let last = reader.finish() { try body(last) }
        }
    }

    /// One series with its editions, ordered by code, and everything said in them. Throws a `Refusal` (rule).
    public func history(of series: String, asOf cut: OperationID = .now) async throws -> SeriesHistory {
        let found = Mutex<SeriesHistory?>(nil)
        try await forEachSeries(series, asOf: cut) { history in found.withLock { $0 = history } }
        return found.withLock { $0 }
            ?? SeriesHistory(series: series, editions: [], decisions: [], lineage: [], kinds: [:], cut: cut)
    }
}

/// Collects the rows of one series after the other.
///
/// A stream hands over its rows one at a time; the lock only tells the compiler so.
private final class SeriesReader: Sendable {
    private struct Pending {
        var series: String?
        var editions: [SeriesHistory.Edition] = []
        var lineage: [LineageStep] = []
        var decisions: [Decision] = []
        var kinds: [String: String] = [:]
    }

    private let cut: OperationID
    private let pending = Mutex(Pending())

    init(cut: OperationID) { self.cut = cut }

    /// Takes a row; gives back the series before it, where it is the first of another.
    func take(_ row: Row) throws -> SeriesHistory? {
        let series: String = try row.get("series")
        return try pending.withLock { pending in
            let isNew = pending.series != series
            let done = isNew ? history(pending) : nil
            if isNew { pending = Pending(series: series) }
            try add(row, of: series, to: &pending)
            return done
        }
    }

    func finish() -> SeriesHistory? {
        pending.withLock { history($0) }
    }

    private func history(_ pending: Pending) -> SeriesHistory? {
        pending.series.map { series in
            SeriesHistory(
                series: series, editions: pending.editions, decisions: pending.decisions, lineage: pending.lineage,
                kinds: pending.kinds, cut: cut)
        }
    }

    private func add(_ row: Row, of series: String, to pending: inout Pending) throws {
        let part: Int = try row.get("part")
        guard part < 2 else {
            let decision = try Decision(row)
            pending.decisions.append(decision)
            if pending.kinds[decision.element] == nil { pending.kinds[decision.element] = try row.get("kind") }
            return
        }
        let edition = EditionID(try row.get("edition_id"))
        let parent = try row.get("parent_id", as: Int?.self).map { EditionID($0) }
        guard part == 0 else {
            let operation = OperationID(try row.get("operation_id"))
            pending.lineage.append(LineageStep(edition: edition, operation: operation, parent: parent))
            return
        }
        let header = EditionHeader(
            edition: "\(series)/\(try row.get("path", as: String.self))", title: try row.get("title"),
            language: try row.get("language"), market: try row.get("market_code"), revision: try row.get("revision"))
        pending.editions.append(
            SeriesHistory.Edition(id: edition, header: header, parent: parent, method: try row.get("method")))
    }
}
