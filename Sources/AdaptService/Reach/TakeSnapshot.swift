public import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// The titles of a week as the catalogue has them, beside what publishers say of the whole market.
    public func snapshot(of week: Week, asOf cut: OperationID = .now) async throws -> Snapshot {
        let rows = try await rows(Queries.reading["titles"], [cut.number, week.monday.description])
        let wanted = Set(try rows.map { try $0.get("edition", as: String.self) })
        let formats = wanted.isEmpty ? [:] : try await formats(of: wanted, asOf: cut)
        let titles = try rows.map { row in
            let edition: String = try row.get("edition")
            return Snapshot.Title(
                series: try row.get("series"), edition: edition, title: try row.get("title"),
                market: try row.get("market"), status: try row.get("status"), method: try row.get("method"),
                formats: formats[edition] ?? [], inPromotion: try row.get("in_promotion"),
                hasFigure: try row.get("has_figure"), isImputed: try row.get("imputed"),
                contradicts: try row.get("contradicts"),
                firstWeek: try row.get("first_week", as: String?.self).flatMap { Day($0) }.map { Week(of: $0) },
                registered: try row.get("registered", as: String?.self).flatMap { Day($0) })
        }
        let claims = try await self.rows(Queries.reading["claims"], [cut.number, week.monday.description]).map { row in
            SnapshotClaim(
                source: try row.get("source"), scope: try row.get("scope"), aspect: try row.get("aspect"),
                comparator: Figure.Comparator(rawValue: try row.get("comparator")) ?? .equal, low: try row.get("low"),
                high: try row.get("high"), unit: try row.get("unit"), wording: try row.get("wording"))
        }
        return Snapshot(week: week, titles: titles, claims: claims)
    }

    /// What editions have of elements of the kind format, own or inherited, by name.
    private func formats(of editions: Set<String>, asOf cut: OperationID) async throws -> [String: [String]] {
        let found = Mutex<[String: [String]]>([:])
        let series = Set(editions.compactMap { $0.split(separator: "/").first.map(String.init) })
        try await forEachSeries(of: .named(series.sorted()), detail: .values, asOf: cut) { history in
            for edition in history.editions where editions.contains(edition.header.edition) {
                let values = history.values(of: edition.id, kinds: ["format"]).map { "\($0.element): \($0.text)" }
                found.withLock { $0[edition.header.edition] = values }
            }
        }
        return found.withLock { $0 }
    }
}
