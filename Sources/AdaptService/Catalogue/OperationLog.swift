public import AdaptModel
import AdaptSQL
import Postgres

/// What was done, or the last of it.
public struct OperationLog: Sendable {
    /// Columns operation_id, at, author, verb, message, editions, undoes, undone_by, editions_count, subject; latest
    /// first. The message is what the author said of it, else the subject, which is what it was of.
    public let operations: Listing
    /// How many operations there are, listed or not.
    public let count: Int
    /// The edition that they touched, as `series/edition`, where a series alone stands for its source; else nil.
    public let source: String?
}

extension Workspace {
    /// Operations, latest first; those that touched an edition, or all.
    public func log(
        of edition: EditionReference? = nil, limit: Int = 50, asOf cut: OperationID = .now
    ) async throws -> Listing {
        try await operationLog(of: edition, limit: limit, asOf: cut).operations
    }

    /// The same, with how many there are. Throws a `Refusal` (usage) for a limit of none.
    public func operationLog(
        of edition: EditionReference?, limit: Int, asOf cut: OperationID
    ) async throws -> OperationLog {
        try Refusal.requireLimit(limit)
        guard let edition else {
            return try await operationLog(of: nil, [cut.number, nil as Int?, nil as Int?], limit: limit)
        }
        let (series, id, until, name) = try await logged(edition, asOf: cut)
        let isSource = edition.edition == nil && edition.identifier == nil
        return try await operationLog(of: isSource ? name : nil, [until.number, series, id], limit: limit)
    }

    /// `asked`: the cut, and the keys of the series and the edition, or nil.
    private func operationLog(
        of source: String?, _ asked: [(any PostgresEncodable)?], limit: Int
    ) async throws -> OperationLog {
        let found = try await listing(Queries.catalogue["log"], asked + [limit])
        let mayBeMore = found.rows.count == limit
        let count =
            mayBeMore
            ? try await rows(Queries.catalogue["log_count"], asked)[0].get("count", as: Int.self) : found.rows.count
        return OperationLog(
            operations: found, count: count,
            source: source)
    }

    /// The keys of an edition, also of one whose registration was taken back: what was done with it is told all the
    /// same.
    private func logged(
        _ edition: EditionReference, asOf cut: OperationID
    ) async throws -> (series: Int, edition: Int, until: OperationID, name: String) {
        do {
            let found = try await find(edition, asOf: cut)
            return (found.seriesID, found.id.number, found.cut, found.name)
        } catch let refusal as Refusal where refusal.kind == .rule && edition.moment == .now {
            guard let code = edition.edition,
                let row = try await rows(Queries.catalogue["edition_ever"], [edition.series, code, cut.number]).first
            else { throw refusal }
            return (try row.get("series_id"), try row.get("edition_id"), cut, edition.series + "/" + code)
        }
    }
}

extension Refusal {
    /// Refuses none, or fewer, as how many are wanted at most.
    static func requireLimit(_ limit: Int) throws {
        guard limit < 1 else { return }
        throw Refusal(.usage, "limit \(limit) lists nothing", hint: "say how many at most, as in --limit 20")
    }
}
