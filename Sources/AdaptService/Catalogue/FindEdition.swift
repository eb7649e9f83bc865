public import AdaptModel
import AdaptSQL
import Postgres

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

    /// The same, of another moment.
    func asOf(_ cut: OperationID) -> FoundEdition {
        FoundEdition(seriesID: seriesID, id: id, series: series, code: code, language: language, cut: cut)
    }
}

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
                hint: "give it with: adapt edition edit SERIES/EDITION --id \(pasted(identifier: "\(identifier)"))")
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
        try await refuseOfLater(reference, asOf: cut)
        try await requireSeries(reference.series, asOf: cut)
        guard let edition = reference.edition else {
            return Refusal(
                .rule, "series \"\(reference.series)\" has no one source edition",
                hint: all.isEmpty ? "adapt register \(reference.series) --title \"...\"" : "name one of its editions",
                details: all)
        }
        let taken = try await rows(Queries.catalogue["taken_back_by"], [cut.number, reference.series, edition])
        if let row = taken.first {
            return Refusal(
                .rule, "edition \"\(reference.series)/\(edition)\" is not registered",
                hint: try Self.wayBack(row) + "; adapt log \(reference.series)/\(edition) tells what it was")
        }
        if let (name, market) = try await editions(of: reference.series, madeFor: edition, asOf: cut).first {
            return Refusal(
                .rule, "edition \"\(reference.series)/\(edition)\" is not registered",
                hint: "market \(market) of \(name) holds \(edition.uppercased()): did you mean \(name)?")
        }
        return Refusal.unregistered(edition, of: reference.series, among: all)
    }

    /// Who took back what is not there, and what brings it back, from the columns `operation_id` and `file`.
    static func wayBack(_ row: Row) throws -> String {
        let (operation, file): (Int, String?) = (try row.get("operation_id"), try row.get("file"))
        return file.map {
            "operation \(operation) took back the import of \"\($0)\" that registered it: import that file again "
                + "(adapt import reach FILE --register-missing)"
        } ?? "operation \(operation) took it back: adapt undo \(operation) brings it back"
    }

    /// Refuses to look for an edition before it was registered, or while it was taken back.
    private func refuseOfLater(_ reference: EditionReference, asOf cut: OperationID) async throws {
        guard cut != .now, let word = reference.edition,
            let index = try await index(of: reference.series, asOf: .now), index.cut > cut,
            let match = index.matches(for: word).first
        else { return }
        let row = try await rows(
            Queries.catalogue["edition_since"], [index.seriesID, match.id.number, cut.number])[0]
        let (at, operation): (String, Int) = (try row.get("at"), try row.get("operation_id"))
        let name = match.header.edition
        guard try row.get("was_there") else {
            throw Refusal(
                .rule, "edition \"\(name)\" was not registered yet at that moment",
                hint: "it was registered at \(at) (operation \(operation)); adapt edition show \(name) tells of now")
        }
        // A market or language may have been another one's then.
        guard match.code == word else { return }
        throw Refusal(
            .rule, "edition \"\(name)\" had been taken back at that moment",
            hint: "adapt log \(name) tells when; adapt edition show \(name) tells of now")
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
        if let row = try await rows(Queries.catalogue["series_since"], [code, cut.number]).first {
            let (at, operation): (String, Int) = (try row.get("at"), try row.get("operation_id"))
            throw Refusal(
                .rule,
                try "series \"\(code)\" " + (row.get("was_there") ? "had been taken back" : "was not known yet")
                    + " at that moment",
                hint: "it was added at \(at) (operation \(operation)); adapt series show \(code) tells of now")
        }
        if let row = try await rows(Queries.catalogue["series_taken_back_by"], [cut.number, code]).first {
            throw Refusal(.rule, "series \"\(code)\" is not known", hint: try Self.wayBack(row))
        }
        let known = try await rows(Queries.catalogue["series_codes"], [cut.number]).map {
            try $0.get(0, as: String.self)
        }
        if let (series, _) = code.halves(at: "/"), known.contains(series) {
            throw Refusal(
                .rule, "\"\(code)\" is an edition, and a series is asked for", hint: "did you mean \(series)?")
        }
        throw Refusal.unknown(series: code, among: known)
    }
}

extension Refusal {
    /// A series that is not there.
    static func unknown(series code: String, among known: [String]) -> Refusal {
        Refusal(
            .rule, "series \"\(code)\" is not known",
            hint: Nearest.hint(for: code, among: known)
                ?? (known.isEmpty
                    ? "adapt series add \(Code.suggestion(for: code)) --title \"...\"" : "adapt series list"))
    }

    /// An edition that its series has not; `all`: those that it has.
    static func unregistered(_ edition: String, of series: String, among all: [String]) -> Refusal {
        let near = Nearest.matches(for: "\(series)/\(edition)", among: all)
        return Refusal(
            .rule, "edition \"\(series)/\(edition)\" is not registered",
            hint: all.isEmpty
                ? "adapt register \(series) --code \(Code.suggestion(for: edition)) --title \"...\""
                : "did you mean " + (near.isEmpty ? all.prefix(3) : near[...]).joined(separator: ", ") + "?")
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
