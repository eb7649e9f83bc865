import AdaptModel
import AdaptSQL
import Postgres

/// What has become of an edition's facts since a revision.
struct SeenFacts {
    /// By field.
    private var changes: [String: Steps<String?, SaidDecision.By>] = [:]
    /// As what each is said that is one of several, by field and name.
    private var named: [String: [String: Steps<String?, SaidDecision.By>]] = [:]

    /// Reads what was changed of some editions since the revisions that rows show of them, by position of the row.
    static func load(
        _ asked: [(row: Int, edition: BulkCatalogue.Edition, revision: Int)], in workspace: Workspace
    ) async throws -> [Int: SeenFacts] {
        guard !asked.isEmpty else { return [:] }
        let changes = try await workspace.rows(
            Queries.record["changes_since"],
            [asked.map(\.edition.seriesID), asked.map(\.edition.id), asked.map(\.revision), false],
            patience: Workspace.longPatience)
        var found: [Int: SeenFacts] = [:]
        for change in changes {
            guard let what: String = try change.get("what") else { continue }
            let number: Int = try change.get("n")
            try found[asked[number - 1].row, default: SeenFacts()].note(what, change)
        }
        return found
    }

    private mutating func note(_ what: String, _ row: Row) throws {
        let (old, new): (String?, String?) = (try row.get("old"), try row.get("new"))
        let by = try SaidDecision.By(row)
        guard !SeenFacts.several.contains(what) else {
            let (was, now): (String?, String?) = (try row.get("was"), try row.get("now"))
            guard let name = old ?? new else { return }
            named[what, default: [:]][name, default: Steps()].add(was, now, by)
            return
        }
        changes[what, default: Steps()].add(old, new, by)
    }

    private static let several: Set<String> = ["alias", "id", "also_from"]

    /// Judges what a row says of a field otherwise than is recorded. `author`: whose file it is; `column`: the name of
    /// that which shows the revision `seen`.
    func verdict(
        _ field: EditionField, _ words: String?, by author: String, _ edition: BulkCatalogue.Edition, _ seen: Int,
        in column: String
    ) -> SeenRevisions.Verdict {
        guard let words, let steps = changes[field.rawValue]?.all, let first = steps.first, let last = steps.last else {
            return .meant
        }
        // Somebody else's word before one's own remains one of others.
        let by = (steps.last { $0.cause.author != author } ?? last).cause.followed(by: last.cause)
        let named = field == .from ? String(words.drop { $0 != "/" }.dropFirst()) : words
        guard last.new != quoted(named) else { return .meant }
        let since = "\(first.old ?? "(not recorded)") -> \(last.new ?? "(not recorded)")"
        guard first.old != quoted(named) else { return .untouched("\(field.rawValue) \(since)", by: by) }
        guard by.author != author else { return .meant }
        return .conflict(
            Refusal(
                .rule,
                "\(field.rawValue) of \"\(edition.name)\" was changed since revision \(seen), which the row shows: "
                    + "\(since) (\(by))",
                hint: Refusal.hint(toSay: "\"\(words)\"", all: edition.revision, isAlone: false, in: column)))
    }

    /// Who took away what a row names, one of several, since.
    func taker(of name: String, _ field: EditionField) -> SaidDecision.By? {
        last(of: name, field).flatMap { $0.new == nil ? $0.cause : nil }
    }

    /// Who said of what a row names, one of several, what it is since.
    func giver(of name: String, _ field: EditionField) -> SaidDecision.By? {
        last(of: name, field).flatMap { $0.new == nil ? nil : $0.cause }
    }

    private func last(of name: String, _ field: EditionField) -> Steps<String?, SaidDecision.By>.Step? {
        named[field.rawValue]?[quoted(name)]?.all.last
    }

    private func quoted(_ words: String) -> String { "\"\(words)\"" }
}
