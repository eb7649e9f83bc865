public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The edition that a reference names, as of `cut` or of the moment it names itself.
    ///
    /// A market or language stands for an edition where only one matches; a series alone for its source. Throws a
    /// `Refusal` (rule) with what is near, or with all that match.
    public func find(_ reference: EditionReference, asOf cut: OperationID = .now) async throws -> FoundEdition {
        try await locate([reference], asOf: cut).editions[0]
    }

    /// The edition that a reference names, to be written to, whatever is said of it until then. Throws a `Refusal`:
    /// usage for one that names a moment.
    func find(toWrite reference: EditionReference) async throws -> FoundEdition {
        try reference.requireNow()
        return try await find(reference).asOf(.now)
    }

    /// The editions that some references name, with the series that were read to find them: all of one moment, that at
    /// which the first of them was read, whoever writes meanwhile.
    func locate(
        _ references: [EditionReference], asOf cut: OperationID
    ) async throws -> (editions: [FoundEdition], indexes: [SeriesIndex]) {
        var cut = cut
        var (editions, indexes): ([FoundEdition], [SeriesIndex]) = ([], [])
        for reference in references {
            var limit = cut
            if case .day(let day) = reference.moment { limit = min(cut, try await self.cut(asOf: "\(day)")) }
            let named = try await plain(reference, asOf: limit)
            var found = indexes.first { $0.series == named.series && $0.cut == limit }
            if found == nil {
                found = try await index(of: named.series, asOf: limit)
                if let found {
                    indexes.append(found)
                    if limit == cut { cut = found.cut }
                    limit = found.cut
                }
            }
            let matches = found?.matches(for: named.edition) ?? []
            guard let found, let match = matches.first, matches.count == 1 else {
                throw try await missing(
                    named, all: (found?.editions ?? []).map(\.header.edition), matches: matches.map(\.header.edition),
                    asOf: limit)
            }
            if case .revision(let revision) = reference.moment {
                limit = try await operation(of: revision, of: match, in: found, asOf: limit)
            }
            editions.append(
                FoundEdition(
                    seriesID: found.seriesID, id: match.id, series: found.series, code: match.code,
                    language: match.header.language, cut: limit))
        }
        return (editions, indexes)
    }

    /// A reference by codes, where it or its series is named by an external identifier.
    private func plain(_ reference: EditionReference, asOf cut: OperationID) async throws -> EditionReference {
        guard let identifier = reference.identifier else {
            guard reference.series.contains(":") else { return reference }
            return EditionReference(
                series: try await requireSeries(reference.series, asOf: cut), edition: reference.edition,
                moment: reference.moment)
        }
        let named = try await edition(identifier, asOf: cut)
        return EditionReference(series: named.series, edition: named.edition, moment: reference.moment)
    }

    private func operation(
        of revision: Int, of edition: SeriesHistory.Edition, in index: SeriesIndex, asOf cut: OperationID
    ) async throws -> OperationID {
        let name = edition.header.edition
        let found = try await rows(
            Queries.catalogue["revision_operation"], [index.seriesID, edition.id.number, revision])
        guard let row = found.first else {
            throw Refusal(
                .rule, "edition \"\(name)\" has no revision \(revision)",
                hint: "its last is \(edition.header.revision)")
        }
        let (operation, at): (OperationID, String) = (OperationID(try row.get("operation_id")), try row.get("at"))
        guard operation <= cut else {
            throw Refusal(
                .rule,
                "edition \"\(name)\" was at revision \(edition.header.revision) at that moment, not yet at \(revision)",
                hint: "revision \(revision) came at \(at) (operation \(operation.number))")
        }
        guard try row.get("counts") else {
            throw Refusal(
                .rule,
                "edition \"\(name)\" was taken back by its revision \(revision) (operation \(operation.number))",
                hint: "adapt log \(name) tells its revisions; adapt edition show \(name) tells of now")
        }
        return operation
    }

    /// The edition that an external identifier names.
    func edition(_ identifier: Identifier, asOf cut: OperationID) async throws -> (series: String, edition: String) {
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
                hint: "give it with: adapt edition edit SERIES/EDITION --id \(pasted(identifier: "\(identifier)"))")
        }
        return edition
    }
}

extension EditionReference {
    /// Refuses a moment where something is recorded: that always happens now.
    func requireNow() throws {
        guard moment == .now else {
            throw Refusal(.usage, "edition \"\(self)\" names a moment", hint: "leave out @ and what follows")
        }
    }
}
