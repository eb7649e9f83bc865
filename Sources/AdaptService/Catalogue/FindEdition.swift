public import AdaptModel
import AdaptSQL

/// An edition found by a reference.
public struct FoundEdition: Sendable {
    let seriesID: Int
    /// Key.
    public let id: EditionID
    /// Code of the series.
    public let series: String
    /// Code of the edition.
    public let code: String
    /// Language; nil: not recorded.
    public let language: String?
    /// The last operation that counts for it.
    public let cut: OperationID

    /// `series/edition`.
    public var name: String { series + "/" + code }
}

extension Workspace {
    /// The edition that a reference names, as of `cut` or of the moment it names itself.
    ///
    /// A market or language stands for an edition where only one matches; a series alone for its source. Throws a
    /// `Refusal` (rule) with what is near, or with all that match.
    public func find(_ reference: EditionReference, asOf cut: OperationID = .now) async throws -> FoundEdition {
        var limit = cut
        if case .day(let day) = reference.moment { limit = min(cut, try await self.cut(asOf: "\(day)")) }
        if let identifier = reference.identifier {
            let named = try await self.edition(identifier, asOf: limit)
            return try await find(
                EditionReference(series: named.series, edition: named.edition, moment: reference.moment), asOf: cut)
        }
        let rows = try await rows(
            Queries.catalogue["find_edition"], [reference.series, reference.edition, limit.number])
        let closest = try rows.compactMap { try $0.get("closeness", as: Int?.self) }.min()
        let matches = try rows.filter { try $0.get("closeness", as: Int?.self) == closest && closest != nil }
        guard matches.count == 1, let row = matches.first else {
            let all = try rows.map { try reference.series + "/" + $0.get("edition", as: String.self) }
            let near = try matches.map { try reference.series + "/" + $0.get("edition", as: String.self) }
            throw try await missing(reference, all: all, matches: near)
        }
        let (seriesID, number): (Int, Int) = (try row.get("series_id"), try row.get("edition_id"))
        if case .revision(let revision) = reference.moment {
            let operation = try await self.rows(
                Queries.catalogue["revision_operation"], [seriesID, number, revision])
            guard let found: Int = try operation.first?.get("operation_id") else {
                let last: Int = try row.get("revision")
                throw Refusal(
                    .rule,
                    "edition \"\(reference.series)/\(try row.get("edition", as: String.self))\" has no revision \(revision)",
                    hint: "its last is \(last)")
            }
            limit = min(limit, OperationID(found))
        }
        return FoundEdition(
            seriesID: seriesID, id: EditionID(number), series: reference.series, code: try row.get("edition"),
            language: try row.get("language"), cut: limit)
    }

    /// The edition that an external identifier names.
    private func edition(
        _ identifier: Identifier, asOf cut: OperationID
    ) async throws -> (series: String, edition: String) {
        let found = try await rows(
            Queries.catalogue["identified_editions"], [cut.number, identifier.scheme, identifier.value]
        ).map { (series: try $0.get("series", as: String.self), edition: try $0.get("edition", as: String.self)) }
        guard found.count < 2 else {
            throw Refusal(
                .rule, "identifier \"\(identifier)\" is given to \(found.count) editions", hint: "name one of them",
                details: found.map { $0.series + "/" + $0.edition })
        }
        guard let edition = found.first else {
            throw Refusal(
                .rule, "identifier \"\(identifier)\" is given to no edition",
                hint: "give it with: adapt edition edit SERIES/EDITION --id \(identifier)")
        }
        return edition
    }

    private func missing(_ reference: EditionReference, all: [String], matches: [String]) async throws -> Refusal {
        if !matches.isEmpty {
            return Refusal(
                .rule, "\"\(reference)\" fits \(matches.count) editions", hint: "name one of them", details: matches)
        }
        try await requireSeries(reference.series)
        guard let edition = reference.edition else {
            return Refusal(
                .rule, "series \"\(reference.series)\" has no one source edition",
                hint: all.isEmpty ? "adapt register \(reference.series) --title \"...\"" : "name one of its editions",
                details: all)
        }
        let near = Nearest.matches(for: "\(reference.series)/\(edition)", among: all)
        return Refusal(
            .rule, "edition \"\(reference.series)/\(edition)\" is not registered",
            hint: all.isEmpty
                ? "adapt register \(reference.series) --code \(Code.suggestion(for: edition)) --title \"...\""
                : "did you mean " + (near.isEmpty ? all.prefix(3) : near[...]).joined(separator: ", ") + "?")
    }

    /// Refuses a series that is not there, with what is near.
    func requireSeries(_ code: String) async throws {
        guard try await rows(Queries.catalogue["series_exists"], [code]).isEmpty else { return }
        let known = try await rows(Queries.catalogue["series_codes"]).map { try $0.get(0, as: String.self) }
        throw Refusal(
            .rule, "series \"\(code)\" is not known",
            hint: Nearest.hint(for: code, among: known)
                ?? (known.isEmpty
                    ? "adapt series add \(Code.suggestion(for: code)) --title \"...\"" : "adapt series list"))
    }
}
