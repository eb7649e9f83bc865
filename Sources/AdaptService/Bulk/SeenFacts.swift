import AdaptModel
import AdaptSQL
import Postgres

/// What has become of an edition's facts since a revision.
struct SeenFacts {
    /// What one of them was, what it is, and who changed it last: of others where there are any.
    private struct Change {
        let old: String?
        let new: String?
        let by: SaidDecision.By
    }

    /// By field; what is one of several by field and name.
    private var changes: [String: Change] = [:]
    private var taken: [String: [String: SaidDecision.By]] = [:]
    private var given: [String: [String: SaidDecision.By]] = [:]

    /// Reads what was changed of an edition since a revision.
    init(since revision: Int, of edition: BulkCatalogue.Edition, in workspace: Workspace) async throws {
        let rows = try await workspace.rows(
            Queries.record["changes_since"], [edition.seriesID, edition.id, revision])
        for row in rows {
            guard try row.get("is_element", as: Bool?.self) == false, let what: String = try row.get("what") else {
                continue
            }
            let (old, new): (String?, String?) = (try row.get("old"), try row.get("new"))
            let by = try SaidDecision.By(row)
            if SeenFacts.several.contains(what) {
                guard let name = old ?? new else { continue }
                taken[what, default: [:]][name] = new == nil ? by : nil
                given[what, default: [:]][name] = new == nil ? nil : by
            } else {
                let earlier = changes[what] ?? Change(old: old, new: new, by: by)
                // Somebody else's word before one's own remains one of others.
                let isOwn = by.author == workspace.author
                changes[what] = Change(old: earlier.old, new: new, by: isOwn ? earlier.by : by)
            }
        }
    }

    private static let several: Set<String> = ["alias", "id", "also_from"]

    /// Judges what a row says of a field otherwise than is recorded.
    func verdict(
        _ field: EditionField, _ words: String?, by author: String, _ edition: BulkCatalogue.Edition, _ seen: Int
    )
        -> SeenRevisions.Verdict
    {
        guard let words, let change = changes[field.rawValue] else { return .meant }
        let named = field == .from ? String(words.drop { $0 != "/" }.dropFirst()) : words
        guard change.new != quoted(named) else { return .meant }
        let since = "\(change.old ?? "(not recorded)") -> \(change.new ?? "(not recorded)")"
        guard change.old != quoted(named) else { return .untouched("\(field.rawValue) \(since)", by: change.by) }
        guard change.by.author != author else { return .meant }
        return .conflict(
            Refusal(
                .rule,
                "\(field.rawValue) of \"\(edition.name)\" was changed since revision \(seen), which the row shows: "
                    + "\(since) (\(change.by))",
                hint: Refusal.hint(toSay: "\"\(words)\"", all: edition.revision, isAlone: false)))
    }

    /// Who took away what a row names, one of several, since.
    func taker(of name: String, _ field: EditionField) -> SaidDecision.By? { taken[field.rawValue]?[quoted(name)] }

    /// Who said of what a row names, one of several, what it is since.
    func giver(of name: String, _ field: EditionField) -> SaidDecision.By? { given[field.rawValue]?[quoted(name)] }

    private func quoted(_ words: String) -> String { "\"\(words)\"" }
}
