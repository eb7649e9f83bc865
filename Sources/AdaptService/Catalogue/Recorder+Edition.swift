import AdaptModel
import AdaptSQL

extension Recorder {
    func addRevision(of edition: FoundEdition) async throws -> Int {
        let rows = try await rows(
            Queries.record["add_revision"], [edition.seriesID, edition.id.number, operation.number])
        return try rows[0].get("revision")
    }

    func parent(_ lineage: LineageFacts?, series: String, code: String) async throws -> FoundEdition? {
        guard let reference = lineage?.parent else { return nil }
        let parent = try await workspace.find(toWrite: reference)
        guard parent.series == series else {
            throw Refusal(
                .rule, "parent \"\(reference)\" is of another series than \"\(series)/\(code)\"",
                hint: "name a work of another series with --also-from: nothing is inherited from it")
        }
        return parent
    }

    /// Refuses external identifiers that another edition has: likely it is the same one. `edition`: whose they are to
    /// be; nil: a new one's.
    func requireOwn(_ identifiers: [String], of edition: FoundEdition? = nil) async throws {
        guard !identifiers.isEmpty else { return }
        let parsed = try identifiers.map { try Identifier(parsing: $0) }
        let others = try await rows(
            Queries.record["identified_otherwise"],
            [operation.number, parsed.map(\.scheme), parsed.map(\.value), edition?.id.number])
        guard let first = others.first else { return }
        let (identifier, other): (String, String) = (try first.get("identifier"), try first.get("edition"))
        throw Refusal.shared(
            identifier, with: other, title: try first.get("title"),
            details: try others.dropFirst().map {
                "\(try $0.get("identifier", as: String.self)): \(try $0.get("edition", as: String.self))"
            })
    }

    /// The further editions that a lineage of an edition of `series` names. `parent`: key of the primary parent, which is
    /// none of them.
    func sources(_ lineage: LineageFacts?, of series: String, beside parent: Int?) async throws -> [FoundEdition] {
        var found: [FoundEdition] = []
        for reference in lineage?.alsoFrom ?? [] {
            let source = try await workspace.find(source: reference, of: series)
            guard source.id.number != parent else { throw Refusal.parentAsSource(source.name) }
            found.append(source)
        }
        return found
    }

    /// Refuses a parent that is a further source of an edition and is not taken away from these at the same time.
    func requireNoSource(_ parent: FoundEdition?, of edition: FoundEdition, but withdrawn: [String]) async throws {
        guard let parent, !withdrawn.contains(parent.name) else { return }
        let found = try await rows(
            Queries.record["names_to_withdraw"],
            [edition.seriesID, edition.id.number, ["also_from"], [parent.name], operation.number])
        guard try found.first?.get("has", as: Bool.self) == true else { return }
        throw Refusal.sourceAsParent(parent.name, of: edition.name)
    }

    func addState(
        _ facts: EditionFacts, title: String, language: String?, of edition: FoundEdition, revision: Int
    ) async throws {
        _ = try await rows(
            Queries.record["add_edition_state"],
            [
                edition.seriesID, edition.id.number, revision, operation.number, title, language, facts.market,
                facts.origin, facts.platform, facts.status?.rawValue, facts.note, try await add(facts.citation),
            ])
        try await addNames(facts, of: edition)
    }

    func addNames(_ facts: EditionFacts, of edition: FoundEdition) async throws {
        for alias in facts.aliases {
            _ = try await rows(
                Queries.record["add_alias"],
                [
                    edition.seriesID, edition.id.number, alias.title, alias.kind.rawValue,
                    try alias.language.map { try LanguageTag($0).text }, operation.number,
                ])
        }
        for identifier in facts.identifiers {
            let parsed = try Identifier(parsing: identifier)
            _ = try await rows(
                Queries.record["add_identifier"],
                [edition.seriesID, edition.id.number, parsed.scheme, parsed.value, operation.number])
        }
    }

    /// Adds what a lineage says. `derives`: whether it says anything of the primary parent, and not of further sources
    /// alone.
    func addLineage(
        _ lineage: LineageFacts, parent: FoundEdition?, sources: [FoundEdition], citation: Citation?,
        of edition: FoundEdition, _ revision: Int, derives: Bool
    ) async throws {
        let (method, certainty) = (lineage.method != nil, lineage.certainty != nil)
        // What the evidence is of, where any is named; nil: of all.
        func said(_ prefix: String, _ names: [(name: String, isSaid: Bool)]) -> [String]? {
            let said = names.filter(\.isSaid).map { prefix + $0.name }
            return citation == nil || said.isEmpty ? nil : said
        }
        if derives {
            _ = try await rows(
                Queries.record["add_lineage"],
                [
                    edition.seriesID, edition.id.number, revision, operation.number, parent?.id.number,
                    lineage.method?.rawValue, lineage.certainty?.rawValue, try await add(citation),
                    said("", [("from", parent != nil), ("method", method), ("certainty", certainty)]),
                ])
        }
        for source in sources {
            _ = try await rows(
                Queries.record["add_lineage_source"],
                [
                    edition.seriesID, edition.id.number, source.seriesID, source.id.number, operation.number,
                    lineage.method?.rawValue, lineage.certainty?.rawValue, try await add(citation),
                    said("also_from", [("", true), (" method", method), (" certainty", certainty)]),
                ])
        }
    }
}

extension Refusal {
    /// That an edition draws on its parent besides.
    static func parentAsSource(_ name: String) -> Refusal {
        Refusal(
            .rule, "\"\(name)\" is the parent already, and no further source beside it",
            hint: "--also-from is for works that it draws on besides: leave this one out")
    }

    /// That a parent is among what an edition draws on besides.
    static func sourceAsParent(_ name: String, of edition: String) -> Refusal {
        Refusal(
            .rule, "\"\(name)\" is a further source of \"\(edition)\" already, and cannot be its parent beside that",
            hint: "adapt edition edit \(edition) --from \(name) --no-also-from \(name)")
    }
}
