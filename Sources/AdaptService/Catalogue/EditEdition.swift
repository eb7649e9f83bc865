public import AdaptModel
import AdaptSQL
import Postgres

/// Changes what is said of an edition; what is nil stays.
public struct EditEdition: Sendable {
    /// Which edition.
    public var edition: EditionReference
    /// What is said anew.
    public var facts: EditionFacts
    /// A new lineage; nil: as it is.
    public var lineage: LineageFacts?
    /// What is taken away.
    public var withdrawal = Withdrawal()
    /// The revision that the author has seen; nil: any.
    public var ifRevision: Int?
    /// Whether another edition may have the same external identifier.
    public var mayShareIdentifiers = false

    /// An edit of `edition`.
    public init(edition: EditionReference, facts: EditionFacts, lineage: LineageFacts? = nil, ifRevision: Int? = nil) {
        self.edition = edition
        self.facts = facts
        self.lineage = lineage
        self.ifRevision = ifRevision
    }

    /// What came of it.
    public struct Result: SaysIfSo {
        /// `series/edition`.
        public let edition: String
        /// Its revision now.
        public let revision: Int
        /// Editions that may be the same, and were not before.
        public let likelyDuplicates: [BulkReceipt.Duplicate]
        /// The other editions of its series for its market and language, whatever their title, where it was not for
        /// both before.
        public var alike: [BulkReceipt.Duplicate] = []
        /// What was said of it before.
        public var replaced: [Replaced] = []
        /// What another parent makes of it and of the editions that derive from it.
        public var below = ChangedBelow()
        let wasSo: Bool
    }

    /// Records it, unless all of it is so already. Throws a `Refusal` (rule): unknown names, a cycle, a move of status
    /// that is not allowed, a stale revision.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Result> {
        guard lineage != nil || !facts.named.isEmpty || facts.citation != nil || !withdrawal.isEmpty else {
            throw Refusal(
                .usage, "nothing to change in \"\(edition)\"", hint: "name what changes, as in --title \"...\"")
        }
        try withdrawal.check(beside: facts, lineage)
        let found = try await workspace.find(toWrite: edition)
        return try await workspace.record("edition edit", message: message(found), dryRun: dryRun) { recorder in
            try await recorder.requireStanding(found)
            try await recorder.requireRevision(ifRevision, of: found)
            try recorder.check(
                texts: [("title", facts.title), ("note", facts.note), ("platform", facts.platform)]
                    + facts.aliases.map { ("alias", $0.title) })
            try await recorder.check(
                markets: [facts.market, facts.origin], languages: [facts.language] + facts.aliases.map(\.language))
            if let status = facts.status { try await recorder.requireMove(to: status, of: found) }
            let parent = try await recorder.parent(lineage, series: found.series, code: found.code)
            let staysDerived = lineage?.alsoFrom.isEmpty == false && !withdrawal.lineage
            let known = staysDerived ? try await recorder.parent(of: found) : nil
            let sources = try await recorder.sources(lineage, of: found.series, beside: parent?.id.number ?? known)
            let withdrawn = try await recorder.names(withdrawal, of: found)
            try await recorder.requireNoSource(parent, of: found, but: withdrawn["also_from"] ?? [])
            let current = try await recorder.rows(
                Queries.record["edit_differs"], asked(recorder, found, parent: parent, sources: sources))
            guard let row = current.first, try row.get("differs") || !withdrawn.isEmpty else {
                return Result(
                    edition: found.name, revision: try current.first?.get("revision") ?? 0, likelyDuplicates: [],
                    wasSo: true)
            }
            if !mayShareIdentifiers { try await recorder.requireOwn(facts.identifiers, of: found) }
            let (duplicates, alike) = try await likelyDuplicates(found, recorder)
            let revision = try await recorder.addRevision(of: found)
            _ = try await recorder.rows(
                Queries.record["edit_edition_state"],
                [
                    found.seriesID, found.id.number, revision, recorder.operation.number, facts.title,
                    try facts.language.map { try LanguageTag($0).text }, facts.market, facts.origin, facts.platform,
                    facts.status?.rawValue, facts.note,
                    // Evidence for a lineage alone is none for the rest.
                    lineage != nil && facts.named.isEmpty ? nil : try await recorder.add(facts.citation),
                    saidAnew, withdrawal.fields,
                ])
            try await recorder.addNames(facts, of: found)
            try await recorder.withdraw(withdrawn, lineage: withdrawal.lineage, of: found, revision)
            let isDerived: Bool = try row.get("derived")
            if let lineage {
                try await recorder.addLineage(
                    lineage, parent: parent, sources: sources, citation: facts.citation, of: found, revision,
                    derives: lineage.saysOfParent(isDerived: isDerived))
            } else if facts.named.isEmpty, withdrawal.isEmpty, isDerived {
                // Evidence alone is of all that is said, and of the lineage too.
                try await recorder.addLineage(
                    LineageFacts(), parent: nil, sources: [], citation: facts.citation, of: found, revision,
                    derives: true)
            }
            let isMoved = parent != nil || withdrawal.lineage
            return Result(
                edition: found.name, revision: revision, likelyDuplicates: duplicates, alike: alike,
                replaced: try await recorder.replacedFacts(of: found),
                below: isMoved ? try await recorder.changedBelow(found, of: nil) : ChangedBelow(), wasSo: false)
        }
    }

    /// Whether it may be made a likely duplicate of another edition.
    public var isCalledOtherwise: Bool {
        facts.title != nil || !facts.aliases.isEmpty || facts.market != nil || facts.language != nil
    }

    /// Editions that may be the same as one after the edit, and were not before; and those that are alike.
    private func likelyDuplicates(
        _ found: FoundEdition, _ recorder: Recorder
    ) async throws -> (duplicates: [BulkReceipt.Duplicate], alike: [BulkReceipt.Duplicate]) {
        guard isCalledOtherwise else { return ([], []) }
        let last = OperationID(recorder.operation.number - 1)
        var catalogue = BulkCatalogue()
        try await catalogue.load([found.series], in: recorder.workspace)
        guard let known = catalogue.editions[found.name] else { return ([], []) }
        func called(_ title: String, _ aliases: [String], _ market: String?, _ language: String?) -> CalledEdition {
            CalledEdition(
                name: known.name, series: found.series, titles: [title] + aliases.filter { $0 != title },
                market: market, language: language, platform: facts.platform ?? known.platform)
        }
        func kept(_ field: String, _ value: String?) -> String? { withdrawal.fields.contains(field) ? nil : value }
        let aliases = known.aliases.keys.sorted()
        let added = facts.aliases.map(\.title).filter { !aliases.contains($0) }
        let after = called(
            facts.title ?? known.title, (aliases + added).filter { !withdrawal.aliases.contains($0) },
            facts.market ?? kept("market", known.market),
            try facts.language.map { try LanguageTag($0).text } ?? kept("language", known.language))
        let made: [(before: CalledEdition?, after: CalledEdition)] = [
            (before: called(known.title, aliases, known.market, known.language), after: after)
        ]
        let duplicates = try await recorder.workspace.likelyDuplicates(made: made, asOf: last)
        return (
            duplicates,
            try await recorder.workspace.alike(made: made, beside: duplicates, most: 100, asOf: last)
        )
    }

    /// What the evidence is of, where any is named; nil: of all.
    private var saidAnew: [String]? { facts.citation == nil || facts.named.isEmpty ? nil : facts.named }

    /// The values of statement `edit_differs`.
    private func asked(
        _ recorder: Recorder, _ found: FoundEdition, parent: FoundEdition?, sources: [FoundEdition]
    ) throws -> [(any PostgresEncodable)?] {
        let identifiers = try facts.identifiers.map { try Identifier(parsing: $0) }
        let ways = [("method", lineage?.method != nil), ("certainty", lineage?.certainty != nil)]
            .filter(\.1).map(\.0)
        let ofSources = sources.flatMap { source in
            ["also_from " + source.name] + ways.map { "also_from \($0) \(source.name)" }
        }
        let ofParent = parent != nil ? ["from"] + ways : sources.isEmpty ? ways : []
        return [
            recorder.operation.number, found.seriesID, found.id.number, facts.title,
            try facts.language.map { try LanguageTag($0).text }, facts.market, facts.origin, facts.platform,
            facts.status?.rawValue, facts.note, facts.citation?.source, facts.citation?.locator, facts.citation?.quote,
            parent?.id.number, lineage?.method?.rawValue, lineage?.certainty?.rawValue, sources.map(\.seriesID),
            sources.map(\.id.number), facts.aliases.map(\.title), facts.aliases.map(\.kind.rawValue),
            try facts.aliases.map { try $0.language.map { try LanguageTag($0).text } }, identifiers.map(\.scheme),
            identifiers.map(\.value), facts.named + ofParent + ofSources, withdrawal.named,
        ]
    }

    /// The edition, where it is moved to, which is what most look for in the log, what else is said, and what is taken
    /// away.
    private func message(_ found: FoundEdition) -> String {
        let ways = [
            ("from", lineage?.parent != nil), ("method", lineage?.method != nil),
            ("certainty", lineage?.certainty != nil), ("also-from", lineage?.alsoFrom.isEmpty == false),
        ].filter(\.1).map(\.0)
        let said = facts.named.filter { $0 != "status" } + ways
        let all = said.isEmpty && facts.status == nil && facts.citation != nil ? ["evidence"] : said
        return found.name + (facts.status.map { " status=" + $0.rawValue } ?? "")
            + (all.isEmpty ? "" : " " + all.joined(separator: ", "))
            + (withdrawal.isEmpty ? "" : " without " + withdrawal.words.joined(separator: ", "))
    }
}

extension Recorder {
    /// Key of the primary parent that an edition has; nil: none.
    fileprivate func parent(of edition: FoundEdition) async throws -> Int? {
        try await rows(
            "select parent_id from edition_as_of($1::bigint, $2::integer) where edition_id = $3",
            [operation.number - 1, edition.seriesID, edition.id.number]
        ).first?.get("parent_id")
    }

    /// Refuses a move of status that is not allowed.
    func requireMove(to status: Status, of edition: FoundEdition) async throws {
        let rows = try await rows(
            Queries.catalogue["list_editions"], [operation.number - 1, edition.series, edition.code])
        let current = try rows.first?.get("status", as: String?.self).flatMap(Status.init(rawValue:))
        try current?.requireMove(to: status, of: edition.name)
    }
}
