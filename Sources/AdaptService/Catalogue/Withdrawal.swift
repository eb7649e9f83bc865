public import AdaptModel
import AdaptSQL

/// What is taken away from an edition: it counts no more from here on, history keeps it.
public struct Withdrawal: Sendable {
    /// Of `language`, `market`, `origin`, `platform`, `note`.
    public var fields: [String] = []
    /// Whether its primary parent is, and how it was made from it: it is a source then.
    public var lineage = false
    /// Other titles.
    public var aliases: [String] = []
    /// External identifiers, as `scheme:value`.
    public var identifiers: [String] = []
    /// Further editions that it draws on.
    public var alsoFrom: [EditionReference] = []

    /// Nothing.
    public init() {}

    var isEmpty: Bool { named.isEmpty && aliases.isEmpty && identifiers.isEmpty && alsoFrom.isEmpty }

    /// The facts, in the words of the function `edition_evidence`.
    var named: [String] { fields + (lineage ? ["from"] : []) }

    /// All of it, as people read it.
    var words: [String] {
        named + aliases.map { "alias \"\($0)\"" } + identifiers.map { "id " + $0 } + alsoFrom.map { "also-from \($0)" }
    }

    /// Refuses to take away what is said at the same time, or to cite evidence where nothing is said.
    func check(beside facts: EditionFacts, _ lineage: LineageFacts?) throws {
        let origin = lineage.map { $0.parent != nil || $0.method != nil || $0.certainty != nil } ?? false
        let sources = (lineage?.alsoFrom ?? []).map { "also-from \($0)" }
        try Withdrawal.check(
            named + aliases.map { "alias " + $0 } + identifiers.map { "id " + $0 } + alsoFrom.map { "also-from \($0)" },
            beside: facts.named + (origin ? ["from"] : []) + sources, facts.citation)
    }

    /// Refuses to say and take away the same at once, and evidence where things are taken away and nothing is said.
    static func check(_ withdrawn: [String], beside said: [String], _ citation: Citation?) throws {
        if let both = withdrawn.first(where: said.contains) {
            throw Refusal(.usage, "\(both) is said and taken away at once", hint: "leave out one of the two")
        }
        guard said.isEmpty, !withdrawn.isEmpty, citation != nil else { return }
        throw Refusal(
            .usage, "evidence is of what is said, and here things are only taken away",
            hint: "leave out --cite, or write in --note why they are taken away")
    }
}

extension Recorder {
    /// The names, by kind, that are to be taken away and are there; one that was taken away before is so already.
    /// Refuses one that the edition never had.
    func names(_ withdrawal: Withdrawal, of edition: FoundEdition) async throws -> [String: [String]] {
        var asked = withdrawal.aliases.map { ("alias", $0) }
        asked += try withdrawal.identifiers.map { text in
            let identifier = try Identifier(parsing: text)
            return ("id", identifier.scheme + ":" + identifier.value)
        }
        for source in withdrawal.alsoFrom {
            asked.append(("also_from", try await workspace.find(source: source, of: edition.series).name))
        }
        guard !asked.isEmpty else { return [:] }
        let found = try await rows(
            Queries.record["names_to_withdraw"],
            [edition.seriesID, edition.id.number, asked.map(\.0), asked.map(\.1), operation.number])
        var names: [String: [String]] = [:]
        for row in found {
            let (kind, name): (String, String) = (try row.get("kind"), try row.get("name"))
            guard try row.get("had") else {
                let others: [String] = try row.get("others")
                let hint = others.isEmpty ? "it has none" : "it has " + others.joined(separator: ", ")
                throw Refusal(
                    .rule, "\(kind) \"\(name)\" is none of \"\(edition.name)\"",
                    hint: Nearest.hint(for: name, among: others) ?? hint)
            }
            if try row.get("has") { names[kind, default: []].append(name) }
        }
        if let aliases = names["alias"] { try await requireNothingFound(by: aliases, edition) }
        return names
    }

    /// Refuses to take away aliases by which imports found figures: read again, they would find another edition, or none.
    private func requireNothingFound(by aliases: [String], _ edition: FoundEdition) async throws {
        let found = try await rows(
            Queries.record["found_by_alias"], [edition.seriesID, edition.id.number, aliases, operation.number])
        guard let row = found.first else { return }
        let (last, title): (Int, String) = (try row.get("operation_id"), try row.get("title"))
        throw Refusal(
            .rule, "alias \"\(title)\" of \"\(edition.name)\" cannot be taken away: operation \(last) rests on it",
            hint: "it found the edition by that: take it back first: adapt undo \(last)")
    }

    /// Takes away names that are there, and the primary parent if asked.
    func withdraw(
        _ names: [String: [String]], lineage: Bool, of edition: FoundEdition, _ revision: Int
    ) async throws {
        for (kind, query) in [
            ("alias", "withdraw_aliases"), ("id", "withdraw_identifiers"), ("also_from", "withdraw_sources"),
        ] {
            guard let withdrawn = names[kind] else { continue }
            _ = try await rows(
                Queries.record[query], [edition.seriesID, edition.id.number, operation.number, withdrawn])
        }
        guard lineage else { return }
        _ = try await rows(
            Queries.record["withdraw_lineage"], [edition.seriesID, edition.id.number, revision, operation.number])
    }
}
