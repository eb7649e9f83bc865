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
