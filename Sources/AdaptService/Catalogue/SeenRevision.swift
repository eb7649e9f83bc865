import AdaptModel
import AdaptSQL
import Postgres

extension Refusal {
    /// Something that was there when it was looked for, and not when it was written to.
    static func takenBackMeanwhile(_ what: String) -> Refusal {
        Refusal(
            .rule, "\(what) was taken back meanwhile",
            hint: "adapt log --limit 5 tells by whom; to bring it back: adapt undo OPERATION")
    }
}

extension Recorder {
    /// How many lines of what others changed are shown.
    private static let most = 40

    /// Refuses to write to an edition that was taken back between being found and now, when nobody else can write.
    func requireStanding(_ edition: FoundEdition) async throws {
        let standing = try await rows(
            Queries.record["edition_taken"], [edition.seriesID, edition.code, operation.number])
        guard standing.isEmpty else { return }
        throw Refusal.takenBackMeanwhile("edition \"\(edition.name)\"")
    }

    /// Refuses to write over a revision that the author has not seen, and shows what others changed since; and one that
    /// is not there yet, which nobody can have seen.
    func requireRevision(_ seen: Int?, of edition: FoundEdition) async throws {
        guard let seen else { return }
        let rows = try await rows(
            Queries.record["changes_since"],
            [[edition.seriesID], [edition.id.number], [Recorder.clamped(seen)], true])
        try await require(seen, rows, of: "edition", edition.name, inheritedBy: edition)
    }

    /// The same of a series.
    func requireRevision(_ seen: Int?, ofSeries code: String) async throws {
        guard let seen else { return }
        let rows = try await rows(Queries.record["series_changes_since"], [code, Recorder.clamped(seen)])
        try await require(seen, rows, of: "series", code)
    }

    /// A revision that is asked for, as near as the database can hold it.
    private static func clamped(_ revision: Int) -> Int { Int(Int32(clamping: max(revision, 0))) }

    /// `rows`: what each revision changed since the one that was seen. `edition`: what it inherits is told of elements
    /// that it says nothing of itself.
    private func require(
        _ seen: Int, _ rows: Rows, of kind: String, _ name: String, inheritedBy edition: FoundEdition? = nil
    ) async throws {
        guard let current: Int = try rows.last?.get("revision"), current != seen else { return }
        let hint = "look at it with: adapt \(kind) show \(name); then repeat with --if-revision \(current)"
        guard seen < current else {
            throw Refusal(
                .rule, "\(kind) \"\(name)\" has no revision \(seen) yet: it is at \(current)", hint: hint)
        }
        // Each operation, and what it changed.
        var (lines, told): ([(row: Row, change: String?)], Int?) = ([], nil)
        for row in rows {
            let revision: Int = try row.get("revision")
            if revision != told { lines.append((row, nil)) }
            told = revision
            if let what: String = try row.get("what") { lines.append((row, what)) }
        }
        // Of too many it is the oldest that are left out; whose the first of the others are stands before them.
        var shown = Array(lines.suffix(Recorder.most))
        if let first = shown.first { shown[0] = (first.row, nil) }
        let more = lines.count - shown.count
        var details = more > 0 ? ["... and \(more) more before"] : []
        for (row, what) in shown {
            guard let what else {
                details.append(try Recorder.operation(row))
                continue
            }
            var (old, new): (String?, String?) = (try row.get("old"), try row.get("new"))
            if let edition, try row.get("is_element") {
                let operation: Int = try row.get("operation_id")
                if old == nil { old = try await inherited(what, by: edition, asOf: operation - 1) }
                if new == nil { new = try await inherited(what, by: edition, asOf: operation) }
            }
            // Of what stays it is as what it is said that changed.
            if let was: String = try row.get("was"), let now: String = try row.get("now") {
                (old, new) = (old.map { "\($0) (\(was))" }, new.map { "\($0) (\(now))" })
            }
            details.append("  \(what) \(old ?? "(not recorded)") -> \(new ?? "(not recorded)")")
        }
        throw Refusal(
            .rule, "\(kind) \"\(name)\" is at revision \(current), not \(seen)", hint: hint, details: details)
    }

    /// What an edition inherited of an element that it said nothing of itself; nil: nothing.
    private func inherited(_ element: String, by edition: FoundEdition, asOf operation: Int) async throws -> String? {
        let then = FoundEdition(
            seriesID: edition.seriesID, id: edition.id, series: edition.series, code: edition.code,
            language: edition.language, cut: OperationID(operation))
        let named = try await rows(Queries.catalogue["path_as_of"], [operation, element])
        guard let index = try await workspace.index(of: edition.series, asOf: then.cut),
            index.editions.contains(where: { $0.id == edition.id }), let path: String = try named.first?.get("path")
        else { return nil }
        let side = try await workspace.lines(of: ([then], [index])).sides[0]
        let state = side.history.resolve(path, side.chain[...], asOf: then.cut).state
        switch state {
        case .notRecorded: return nil
        case .value(let value): return "\"\(value.text)\" (inherited)"
        case .absent, .unknown: return state.words + " (inherited)"
        }
    }

    /// Who did what when, of a row, and who took it back since.
    private static func operation(_ row: Row) throws -> String {
        let (author, at, verb): (String, String, String) = (
            try row.get("author"), try row.get("at"), try row.get("verb")
        )
        let (message, takenBack): (String?, String?) = (try row.get("message"), try row.get("taken_back"))
        // What its author said may have several lines, and none of them is one of ours.
        return "\(author) at \(at) UTC: \(verb)" + (message.map { " " + $0.replacing("\n", with: "⏎") } ?? "")
            + (takenBack.map { " (taken back by \($0) UTC)" } ?? "")
    }
}
