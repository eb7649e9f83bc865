import AdaptModel
import AdaptSQL
import Postgres

extension Recorder {
    /// How many lines of what others changed are shown.
    private static let most = 40

    /// Refuses to write over a revision that the author has not seen, and shows what others changed since.
    func requireRevision(_ seen: Int?, of edition: FoundEdition) async throws {
        guard let seen else { return }
        let rows = try await rows(Queries.record["changes_since"], [edition.seriesID, edition.id.number, seen])
        guard let current: Int = try rows.last?.get("revision"), current != seen else { return }
        var (lines, told): ([String], Int?) = ([], nil)
        for row in rows {
            let revision: Int = try row.get("revision")
            if revision != told { lines.append(try Recorder.operation(row)) }
            told = revision
            guard let what: String = try row.get("what") else { continue }
            let (old, new): (String?, String?) = (try row.get("old"), try row.get("new"))
            lines.append("  \(what) \(old ?? "(not recorded)") -> \(new ?? "(not recorded)")")
        }
        let more = lines.count - Recorder.most
        throw Refusal(
            .rule, "edition \"\(edition.name)\" is at revision \(current), not \(seen)",
            hint: "look at it with: adapt edition show \(edition.name); then repeat with --if-revision \(current)",
            details: lines.prefix(Recorder.most) + (more > 0 ? ["... and \(more) more"] : []))
    }

    /// Who did what when, of a row.
    private static func operation(_ row: Row) throws -> String {
        let (author, at, verb): (String, String, String) = (
            try row.get("author"), try row.get("at"), try row.get("verb")
        )
        let message: String? = try row.get("message")
        return "\(author) at \(at) UTC: \(verb)" + (message.map { " " + $0 } ?? "")
    }
}
