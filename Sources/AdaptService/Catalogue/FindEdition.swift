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
        try await locate([reference], asOf: cut).editions[0]
    }

    /// The edition that a reference names, to be written to. Throws a `Refusal`: usage for one that names a moment.
    func find(toWrite reference: EditionReference) async throws -> FoundEdition {
        try reference.requireNow()
        return try await find(reference)
    }

    /// The editions that some references name, with the series that were read to find them.
    func locate(
        _ references: [EditionReference], asOf cut: OperationID
    ) async throws -> (editions: [FoundEdition], indexes: [SeriesIndex]) {
        var (editions, indexes): ([FoundEdition], [SeriesIndex]) = ([], [])
        for reference in references {
            var limit = cut
            if case .day(let day) = reference.moment { limit = min(cut, try await self.cut(asOf: "\(day)")) }
            let named = try await plain(reference, asOf: limit)
            var found = indexes.first { $0.series == named.series && $0.cut == limit }
            if found == nil {
                found = try await index(of: named.series, asOf: limit)
                if let found { indexes.append(found) }
            }
            let matches = found?.matches(for: named.edition) ?? []
            guard let found, let match = matches.first, matches.count == 1 else {
                throw try await missing(
                    named, all: (found?.editions ?? []).map(\.header.edition), matches: matches.map(\.header.edition),
                    asOf: limit)
            }
            if case .revision(let revision) = reference.moment {
                limit = min(limit, try await operation(of: revision, of: match, in: found))
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
        of revision: Int, of edition: SeriesHistory.Edition, in index: SeriesIndex
    ) async throws -> OperationID {
        let operation = try await rows(
            Queries.catalogue["revision_operation"], [index.seriesID, edition.id.number, revision])
        guard let found: Int = try operation.first?.get("operation_id") else {
            throw Refusal(
                .rule, "edition \"\(edition.header.edition)\" has no revision \(revision)",
                hint: "its last is \(edition.header.revision)")
        }
        return OperationID(found)
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

    private func missing(
        _ reference: EditionReference, all: [String], matches: [String], asOf cut: OperationID
    ) async throws -> Refusal {
        if !matches.isEmpty {
            return Refusal(
                .rule, "\"\(reference)\" fits \(matches.count) editions", hint: "name one of them", details: matches)
        }
        try await requireSeries(reference.series, asOf: cut)
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

    /// The code of a series, which an external identifier of one of its editions names too. Throws a `Refusal` (rule)
    /// where it is not there, with what is near.
    @discardableResult
    public func requireSeries(_ code: String, asOf cut: OperationID = .now) async throws -> String {
        if code.contains(":") {
            let reference = try EditionReference(parsing: code)
            try reference.requireNow()
            if let identifier = reference.identifier { return try await edition(identifier, asOf: cut).series }
        }
        guard try await rows(Queries.catalogue["series_exists"], [code, cut.number]).isEmpty else { return code }
        let isOfNow = try await !rows(Queries.catalogue["series_exists"], [code, Int.max]).isEmpty
        guard !isOfNow else {
            throw Refusal(
                .rule, "series \"\(code)\" was not known yet, or had been taken back, at that moment",
                hint: "adapt series show \(code) tells of now; adapt log when it came")
        }
        let known = try await rows(Queries.catalogue["series_codes"], [cut.number]).map {
            try $0.get(0, as: String.self)
        }
        if let (series, _) = code.halves(at: "/"), known.contains(series) {
            throw Refusal(
                .rule, "\"\(code)\" is an edition, and a series is asked for", hint: "did you mean \(series)?")
        }
        throw Refusal(
            .rule, "series \"\(code)\" is not known",
            hint: Nearest.hint(for: code, among: known)
                ?? (known.isEmpty
                    ? "adapt series add \(Code.suggestion(for: code)) --title \"...\"" : "adapt series list"))
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
