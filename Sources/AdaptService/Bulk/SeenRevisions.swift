import AdaptModel
import AdaptSQL
import Postgres

/// The revisions that rows of our own reports show, where the editions have moved on since, and what these said then.
///
/// A cell that nobody touched is no word against what was decided meanwhile; one that was changed, beside what somebody
/// else changed too, is refused: nobody can say which of the two is meant.
struct SeenRevisions {
    /// What a row says beside what was said when it was written, and what is said now.
    enum Verdict {
        /// To be judged as any row.
        case meant
        /// The row shows what was said then; said otherwise since, in words, and by whom.
        case untouched(String, by: SaidDecision.By)
        /// Both said something else since.
        case conflict(Refusal)
    }

    private struct Seen: Hashable {
        let edition: String
        let revision: Int
    }

    /// By position of the row.
    private var rows: [Int: Seen] = [:]
    /// By key of the element.
    private var said: [Seen: [Int: SaidDecision]] = [:]
    /// Who was the last to say otherwise since: of others where there are any, followed by the author of the file.
    private var sayers: [Seen: [Int: SaidDecision.By]] = [:]

    /// Notes the revision that a row shows of an edition, in a column of some name. Throws a `Refusal` (input) for one
    /// that it never had.
    mutating func note(
        _ revision: Int, of edition: BulkCatalogue.Edition, row: Int, in column: String
    ) throws {
        guard revision <= edition.revision else {
            throw Refusal(
                .input, "edition \"\(edition.name)\" has no revision \(revision): its last is \(edition.revision)",
                hint: "a sheet of another catalogue is read with --ignore \(pasted(identifier: column))")
        }
        guard revision < edition.revision else { return }
        rows[row] = Seen(edition: edition.name, revision: revision)
    }

    /// The revision that a row shows, where its edition has moved on since.
    func revision(of row: Int) -> Int? { rows[row]?.revision }

    /// What an edition said of an element at the revision that a row shows; where it shows none, what it says now. Nil:
    /// nothing.
    func shown(
        _ row: Int, _ element: BulkNames.Element, of edition: String, _ catalogue: BulkCatalogue
    ) -> SaidDecision? {
        guard let seen = rows[row] else { return catalogue.editions[edition].flatMap { catalogue.said($0, element) } }
        return element.id.flatMap { said[seen]?[$0] }
    }

    /// Reads what the editions said then, and who said otherwise since.
    mutating func load(_ catalogue: BulkCatalogue, in workspace: Workspace) async throws {
        let seen = Set(rows.values).compactMap { seen in catalogue.editions[seen.edition].map { (seen, $0) } }
        guard !seen.isEmpty else { return }
        let keys: [(any PostgresEncodable)?] = [
            seen.map(\.1.seriesID), seen.map(\.1.id), seen.map(\.0.revision),
        ]
        for row in try await workspace.rows(Queries.bulk["said_then"], keys, patience: Workspace.longPatience) {
            let number: Int = try row.get("n")
            said[seen[number - 1].0, default: [:]][try row.get("element_id")] = try SaidDecision(row)
        }
        let terms = said.values.flatMap { $0.values.compactMap(\.termID) }
        let labels = try await workspace.labels(ofTerms: terms)
        for (seen, decisions) in said {
            for (element, decision) in decisions {
                said[seen]?[element]?.label = decision.termID.flatMap { labels[$0] }
            }
        }
        let since = try await workspace.rows(
            Queries.bulk["said_since"], keys + [workspace.author], patience: Workspace.longPatience)
        for row in since {
            let number: Int = try row.get("n")
            let (by, last) = (try SaidDecision.By(row), try SaidDecision.By(lastOf: row))
            sayers[seen[number - 1].0, default: [:]][try row.get("element_id")] = by.followed(by: last)
        }
    }

    /// What has become of what an edition said of an element when a row was written, and by whom; nil: it says the same,
    /// on whatever grounds.
    func since(_ row: Int, _ element: BulkNames.Element, _ catalogue: BulkCatalogue) -> (
        then: SaidDecision?, now: SaidDecision?, by: SaidDecision.By
    )? {
        guard let found = change(row, element, catalogue), !found.then.saysTheSame(as: found.now) else { return nil }
        return found
    }

    /// The same, whether it says something else now or the same on other grounds; nil: nobody has said anything.
    private func change(_ row: Int, _ element: BulkNames.Element, _ catalogue: BulkCatalogue) -> (
        then: SaidDecision?, now: SaidDecision?, by: SaidDecision.By
    )? {
        guard let seen = rows[row], let edition = catalogue.editions[seen.edition], let key = element.id,
            let by = sayers[seen]?[key]
        else { return nil }
        return (said[seen]?[key], catalogue.said(edition, element), by)
    }

    /// Judges what a row says of an element. `author`: whose file it is, who may say otherwise what they said themselves.
    /// `isAlone`: whether the row says nothing else; `column`: the name of that which shows the revision.
    func verdict(
        on decision: BulkDecision, by author: String, isAlone: Bool, in column: String, _ catalogue: BulkCatalogue
    ) -> Verdict {
        guard let (then, now, by) = change(decision.row, decision.element, catalogue),
            !decision.isSaid(already: now, isOutdated: false)
        else { return .meant }
        var since = "\(then.words) -> \(now.words)"
        if then.saysTheSame(as: now) {
            guard decision.takesBackGrounds(of: now, since: then) else { return .meant }
            since = "\(now.words), with other reasons, note or evidence"
        }
        guard !decision.isSaid(already: then, isOutdated: false) else {
            return .untouched("\(decision.path) \(since)", by: by)
        }
        guard by.author != author, let edition = catalogue.editions[decision.edition] else { return .meant }
        return .conflict(
            Refusal(
                .rule,
                "element \"\(decision.path)\" of \"\(edition.name)\" was decided since revision "
                    + "\(revision(of: decision.row) ?? 0), which the row shows: \(since) (\(by))",
                hint: Refusal.hint(toSay: decision.words, all: edition.revision, isAlone: isAlone, in: column),
                place: decision.place))
    }
}

extension BulkDecision {
    /// Whether it says the same as is said now, and gives other grounds than were given since: one that leaves them
    /// empty leaves them, and another value has its own.
    fileprivate func takesBackGrounds(of now: SaidDecision?, since then: SaidDecision?) -> Bool {
        guard let now, let then, statement.state == now.state, isSameValue(as: now) else { return false }
        func takesBack<Ground: Equatable>(_ ground: Ground, _ now: Ground, _ then: Ground, isEmpty: Bool) -> Bool {
            !isEmpty && ground != now && then != now
        }
        return takesBack(Set(reasons.map(\.rawValue)), now.reasons, then.reasons, isEmpty: reasons.isEmpty)
            || takesBack(note, now.note, then.note, isEmpty: note == nil)
            || takesBack(citation, now.citation, then.citation, isEmpty: citation == nil)
    }
}

extension SaidDecision? {
    /// Whether both say the same, whatever their grounds.
    fileprivate func saysTheSame(as other: SaidDecision?) -> Bool {
        guard self?.state == other?.state else { return false }
        return self?.termID != nil || other?.termID != nil ? self?.termID == other?.termID : self?.value == other?.value
    }
}
