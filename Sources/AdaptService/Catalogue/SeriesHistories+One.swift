public import AdaptModel
import Postgres

extension Workspace {
    /// One series with its editions, ordered by code, and everything said in them. Throws a `Refusal` (rule).
    public func history(of series: String, asOf cut: OperationID = .now) async throws -> SeriesHistory {
        try await history(of: series, elements: nil, asOf: cut)
    }

    /// The same; where `elements` are given by their keys, only what is said of these, without notes and citations.
    func history(of series: String, elements: [Int]?, asOf cut: OperationID) async throws -> SeriesHistory {
        let named = series.contains(":") ? try await requireSeries(series, asOf: cut) : series
        guard let index = try await index(of: named, asOf: cut) else {
            let series = try await requireSeries(named, asOf: cut)
            return SeriesHistory(series: series, editions: [], decisions: [], lineage: [], kinds: [:], cut: cut)
        }
        let (series, cut) = (index.series, index.cut)
        let statement =
            elements.map { SaidRows.statement([series], elements: $0, asOf: cut) }
            ?? SaidRows.statement([series], asOf: cut)
        let said = try await refusing { try await connection.query(statement) }
        let names = try await names(of: try SaidRows(rows: said).named(), asOf: cut)
        return SeriesHistory(
            index, try SaidRows(rows: said).decisions(names)[index.seriesID] ?? [], kinds: names.kinds)
    }
}
