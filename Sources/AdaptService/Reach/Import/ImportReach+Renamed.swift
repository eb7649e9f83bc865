import AdaptModel
import AdaptSQL
import Postgres

extension ImportReach {
    /// Refuses to register an edition though another one, which the file no longer names, has figures of the same days:
    /// likely it is that one under a new title, and every sum would count it twice.
    func refuseRenamed(_ registered: Registered, _ workspace: Workspace) async throws {
        guard !registered.editions.isEmpty else { return }
        let likely = try await workspace.rows(
            Queries.called["renamed"],
            [registered.editions.map(\.series), registered.editions.map(\.edition), registered.others.sorted()]
        ).map(Renamed.init)
        guard let first = likely.first else { return }
        throw Refusal(
            .rule, first.words, hint: "\(first.ways); then import again",
            details: likely.dropFirst().map { "\($0.words) (\($0.ways))" })
    }
}

/// An edition registered just now that is likely another one under a new title.
private struct Renamed {
    let words: String
    /// What to type where it is, and where it is not.
    let ways: String

    init(_ row: Row) throws {
        let (title, other): (String, String) = (try row.get("title"), try row.get("other"))
        let (series, edition): (String, String) = (try row.get("series"), try row.get("edition"))
        let (same, both): (Int, Int) = (try row.get("same"), try row.get("both"))
        let evidence =
            switch (same, both) {
            case (1, 1): "a figure is the same"
            case (0, _): "\(both) figures are of the same days"
            case (both, _): "\(both) figures are the same"
            default: "\(same) of \(both) figures \(same == 1 ? "is" : "are") the same"
            }
        words = "title \"\(title)\" is likely a new one of \"\(other)\", which the file does not name: \(evidence)"
        let add = try row.get("is_at_home") ? "" : "adapt series add \(series) --title \(pasted(title)) and "
        ways =
            "if so: adapt edition edit \(other) --alias \(pasted(title)); if not: \(add)"
            + "adapt register \(series) --code \(edition) --title \(pasted(title))"
    }
}
