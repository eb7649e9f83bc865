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
        /// The row shows what was said then; said otherwise since, in words.
        case untouched(String)
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

    /// Notes the revision that a row shows of an edition. Throws a `Refusal` (input) for one that it never had.
    mutating func note(_ revision: Int, of edition: BulkCatalogue.Edition, row: Int) throws {
        guard revision <= edition.revision else {
            throw Refusal(
                .input, "edition \"\(edition.name)\" has no revision \(revision): its last is \(edition.revision)",
                hint: "a sheet of another catalogue is read with --ignore revision")
        }
        guard revision < edition.revision else { return }
        rows[row] = Seen(edition: edition.name, revision: revision)
    }

    /// The revision that a row shows, where its edition has moved on since.
    func revision(of row: Int) -> Int? { rows[row]?.revision }

    /// Reads what the editions said then.
    mutating func load(_ catalogue: BulkCatalogue, in workspace: Workspace) async throws {
        let seen = Set(rows.values).compactMap { seen in catalogue.editions[seen.edition].map { (seen, $0) } }
        guard !seen.isEmpty else { return }
        let found = try await workspace.rows(
            Queries.bulk["said_then"], [seen.map(\.1.seriesID), seen.map(\.1.id), seen.map(\.0.revision)],
            patience: Workspace.longPatience)
        for row in found {
            let number: Int = try row.get("n")
            var decision = try SaidDecision(row)
            decision?.by = try SaidDecision.By(row)
            said[seen[number - 1].0, default: [:]][try row.get("element_id")] = decision
        }
    }

    /// Judges what a row says of an element. `author`: whose file it is, who may say otherwise what they said themselves.
    func verdict(on decision: BulkDecision, by author: String, _ catalogue: BulkCatalogue) -> Verdict {
        guard let seen = rows[decision.row], let edition = catalogue.editions[decision.edition],
            let element = decision.element.id
        else { return .meant }
        let (then, now) = (said[seen]?[element], catalogue.said(edition, decision.element))
        guard then?.by != now?.by, !decision.isSaid(already: now, isOutdated: false) else { return .meant }
        let since = "\(decision.path) \(then.words) -> \(now.words)"
        let sayer = catalogue.sayer(edition, decision.element)
        let who = sayer.map { " (\($0))" } ?? ""
        guard !decision.isSaid(already: then, isOutdated: false) else { return .untouched(since + who) }
        guard let sayer, sayer.author != author else { return .meant }
        return .conflict(
            Refusal(
                .rule,
                "element \"\(decision.path)\" of \"\(edition.name)\" was decided since revision \(seen.revision), which "
                    + "the row shows: \(then.words) -> \(now.words)\(who)",
                hint: "to say \(decision.words) all the same, write \(edition.revision) in the column revision",
                place: decision.place))
    }
}

extension SaidDecision? {
    /// What is said, in words.
    fileprivate var words: String {
        map { said in said.value.map { "\"\($0)\"" } ?? "(\(said.state))" } ?? "(not recorded)"
    }
}

extension BulkTable {
    /// The revision that a row shows; nil: none. Throws a `Refusal` (input) for what is no number.
    func revision(_ field: Field, _ row: Int) throws -> Int? {
        try parse(field, row) { text in
            guard let number = Int(text), number > 0 else {
                throw Refusal(
                    .input, "revision \"\(text)\" is no number of a revision",
                    hint:
                        "leave it empty; a column revision that is of something else is left out with --ignore revision"
                )
            }
            return number
        }
    }
}
