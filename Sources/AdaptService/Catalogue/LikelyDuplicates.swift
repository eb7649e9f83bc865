import AdaptModel
import AdaptSQL

/// What an edition is to be called, as far as it tells whether it is there already.
struct CalledEdition: Sendable {
    /// `series/edition`.
    let name: String
    let series: String
    /// Its title, then its other ones.
    let titles: [String]
    let market: String?
    let language: String?
    let platform: String?
}

extension Workspace {
    /// Editions that may be the same as some: one of the titles the same, folded, in the same series, market or language;
    /// registered as of `cut`, or further up among them.
    func likelyDuplicates(of some: [CalledEdition], asOf cut: OperationID) async throws -> [BulkReceipt.Duplicate] {
        let called = some.flatMap { edition in edition.titles.map { (edition: edition, title: $0) } }
        guard !called.isEmpty else { return [] }
        return try await rows(
            Queries.record["likely_duplicates"],
            [
                cut.number, called.map(\.edition.name), called.map(\.edition.series), called.map(\.title),
                called.map(\.edition.market), called.map(\.edition.language), called.map(\.edition.platform),
            ], patience: Workspace.longPatience
        ).map { row in
            BulkReceipt.Duplicate(
                edition: try row.get("edition"), other: try row.get("other"), title: try row.get("title"),
                same: try row.get("same"))
        }
    }

    /// The same of editions that are new (`before` nil) or called otherwise than before: only what was no likely
    /// duplicate before.
    func likelyDuplicates(
        made changes: [(before: CalledEdition?, after: CalledEdition)], asOf cut: OperationID
    ) async throws -> [BulkReceipt.Duplicate] {
        let after = try await likelyDuplicates(of: changes.map(\.after), asOf: cut)
        guard !after.isEmpty else { return [] }
        let before = Set(
            try await likelyDuplicates(of: changes.compactMap(\.before), asOf: cut).map { [$0.edition, $0.other] })
        return after.filter { !before.contains([$0.edition, $0.other]) }
    }

    /// Other editions of their series for the same market and language as some that are new (`before` nil), or that
    /// were for others before; whatever they are called, but for `duplicates`. `most`: how many of each.
    func alike(
        made changes: [(before: CalledEdition?, after: CalledEdition)], beside duplicates: [BulkReceipt.Duplicate],
        most: Int, asOf cut: OperationID
    ) async throws -> [BulkReceipt.Duplicate] {
        let made = changes.compactMap { before, after in
            before.map { $0.market == after.market && $0.language == after.language } == true ? nil : after
        }
        guard made.contains(where: { $0.market != nil && $0.language != nil }) else { return [] }
        return try await rows(
            Queries.record["editions_alike"],
            [
                cut.number, made.map(\.name), made.map(\.series), made.map { $0.titles.first ?? "" },
                made.map(\.market), made.map(\.language), most, duplicates.map(\.edition), duplicates.map(\.other),
            ], patience: Workspace.longPatience
        ).map { row -> BulkReceipt.Duplicate in
            let (market, language): (String, String) = (try row.get("market"), try row.get("language"))
            return BulkReceipt.Duplicate(
                edition: try row.get("edition"), other: try row.get("other"), title: try row.get("title"),
                same: "market \(market) and language \(language)", isAlike: true)
        }
    }

    /// Series that may be the same as new ones: the same title, folded.
    func likelyDuplicates(ofSeries new: [(code: String, title: String)]) async throws -> [BulkReceipt.Duplicate] {
        guard !new.isEmpty else { return [] }
        return try await rows(
            Queries.record["series_of_title"], [OperationID.now.number, new.map(\.title)],
            patience: Workspace.longPatience
        ).map { row in
            BulkReceipt.Duplicate(
                edition: new[try row.get("n", as: Int.self) - 1].code, other: try row.get("series"),
                title: try row.get("title"), same: "", isOfSeries: true)
        }
    }
}
