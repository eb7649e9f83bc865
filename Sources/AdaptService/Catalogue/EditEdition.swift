public import AdaptModel
import AdaptSQL

/// Changes what is said of an edition; what is nil stays.
public struct EditEdition: Sendable {
    /// Which edition.
    public var edition: EditionReference
    /// What is said anew.
    public var facts: EditionFacts
    /// A new lineage; nil: as it is.
    public var lineage: LineageFacts?
    /// The revision that the author has seen; nil: any.
    public var ifRevision: Int?

    /// An edit of `edition`.
    public init(edition: EditionReference, facts: EditionFacts, lineage: LineageFacts? = nil, ifRevision: Int? = nil) {
        self.edition = edition
        self.facts = facts
        self.lineage = lineage
        self.ifRevision = ifRevision
    }

    /// Records it. Throws a `Refusal` (rule): unknown names, a cycle, a move of status that is not allowed, a stale
    /// revision.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Int> {
        guard lineage != nil || facts.saysSomething else {
            throw Refusal(
                .usage, "nothing to change in \"\(edition)\"", hint: "name what changes, as in --title \"...\"")
        }
        let found = try await workspace.find(edition)
        return try await workspace.record("edition edit", message: found.name, dryRun: dryRun) { recorder in
            try await recorder.requireRevision(ifRevision, of: found)
            try recorder.check(texts: [("title", facts.title), ("note", facts.note), ("platform", facts.platform)])
            try await recorder.check(
                markets: [facts.market, facts.origin], languages: [facts.language] + facts.aliases.map(\.language))
            if let status = facts.status { try await recorder.requireMove(to: status, of: found) }
            let parent = try await recorder.parent(lineage, series: found.series, code: found.code)
            let revision = try await recorder.addRevision(of: found)
            _ = try await recorder.rows(
                Queries.record["edit_edition_state"],
                [
                    found.seriesID, found.id.number, revision, recorder.operation.number, facts.title,
                    try facts.language.map { try LanguageTag($0).text }, facts.market, facts.origin, facts.platform,
                    facts.status?.rawValue, facts.note, try await recorder.add(facts.citation),
                ])
            try await recorder.addNames(facts, of: found)
            if let lineage {
                try await recorder.addLineage(
                    lineage, parent: parent, citation: facts.citation, of: found, revision)
            }
            return revision
        }
    }
}

extension Recorder {
    /// Refuses to write over a revision that the author has not seen, and shows it.
    func requireRevision(_ seen: Int?, of edition: FoundEdition) async throws {
        guard let seen else { return }
        let rows = try await rows(Queries.record["current_revision"], [edition.seriesID, edition.id.number])
        guard let row = rows.first else { return }
        let current: Int = try row.get("revision")
        guard current != seen else { return }
        let (author, at, verb): (String, String, String) = (
            try row.get("author"), try row.get("at"), try row.get("verb")
        )
        let message: String? = try row.get("message")
        throw Refusal(
            .rule, "edition \"\(edition.name)\" is at revision \(current), not \(seen)",
            hint: "look at it with: adapt edition show \(edition.name); then repeat with --if-revision \(current)",
            details: ["\(author) at \(at) UTC: \(verb)" + (message.map { " " + $0 } ?? "")])
    }

    func requireMove(to status: Status, of edition: FoundEdition) async throws {
        let rows = try await rows(
            Queries.catalogue["list_editions"], [operation.number - 1, edition.series, edition.code])
        guard let written: String = try rows.first?.get("status", as: String?.self),
            let current = Status(rawValue: written), current != status, !current.next.contains(status)
        else { return }
        throw Refusal(
            .rule, "status of \"\(edition.name)\" cannot go from \(current.rawValue) to \(status.rawValue)",
            hint: current.next.isEmpty
                ? "\(current.rawValue) is final" : "from here: " + current.next.map(\.rawValue).joined(separator: ", "))
    }
}
