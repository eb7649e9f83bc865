import AdaptModel
import AdaptSQL
import Postgres

/// What an edition says of an element itself, as it stands in the database.
struct SaidDecision: Sendable {
    /// The word of the database for it, as in value or keep.
    let state: String
    /// The words stored of a value.
    let value: String?
    /// Key of the term that they mean now.
    let termID: Int?
    let reasons: Set<String>
    let note: String?
    let citation: Citation?
    /// What that term is called; nil: none, or not asked.
    var label: String?
    /// Who said it; nil: not asked.
    var by: By?

    /// Who said something, in which operation.
    struct By: Equatable, Sendable, CustomStringConvertible {
        let author: String
        let operation: Int
        /// Who said otherwise after them, in words: what is said now is theirs; nil: nobody.
        private(set) var successor: String?
        var description: String { "\(author), operation \(operation)" + (successor.map { ", then \($0)" } ?? "") }

        /// The same, with who was the last to say otherwise, where that was in another operation.
        func followed(by last: By) -> By {
            guard last.operation != operation else { return self }
            var both = self
            both.successor = last.description
            return both
        }
    }

    /// From the columns `state`, `value`, `term_id`, `reasons`, `note`, `source`, `locator` and `quote`; nil: nothing is
    /// said, or it was withdrawn.
    init?(_ row: Row) throws {
        guard let state: String = try row.get("state"), state != "inherit" else { return nil }
        self.state = state
        value = try row.get("value")
        termID = try row.get("term_id")
        reasons = Set(try row.get("reasons", as: [String].self))
        note = try row.get("note")
        citation = try Citation(row)
    }
}

extension SaidDecision? {
    /// What is said, in words.
    var words: String {
        guard let said = self else { return "(not recorded)" }
        return (said.label ?? said.value).map { "\"\($0)\"" } ?? "(\(said.state))"
    }
}

extension Workspace {
    /// What some terms are called now, by their keys.
    func labels(ofTerms keys: some Sequence<Int>) async throws -> [Int: String] {
        let keys = Set(keys).sorted()
        guard !keys.isEmpty else { return [:] }
        let found = try await rows(
            Queries.series["terms"], [OperationID.now.number, keys], patience: Workspace.longPatience)
        var labels: [Int: String] = [:]
        for row in found { labels[try row.get("term_id")] = try row.get("label", as: String.self) }
        return labels
    }
}

extension SaidDecision.By {
    /// From the columns `author` and `operation_id`.
    init(_ row: Row) throws {
        (author, operation) = (try row.get("author"), try row.get("operation_id"))
    }

    /// From the columns `last_author` and `last_operation_id`.
    init(lastOf row: Row) throws {
        (author, operation) = (try row.get("last_author"), try row.get("last_operation_id"))
    }
}

/// What is to be said of an element, with what its words stand for.
protocol MeantOfElement {
    var statement: Decide.Request.Statement { get }
    /// The words to store of a value, and the key of the term that they name.
    var value: String? { get }
    var termID: Int? { get }
    var reasons: [Reason] { get set }
    var note: String? { get set }
    var citation: Citation? { get set }
    /// Whether it says something of the note, if only that there is none.
    var givesNote: Bool { get }
    /// A correction that leaves the meaning.
    var minor: Bool { get }
    /// Whether what is left empty of the grounds stays as it is.
    static var emptyStays: Bool { get }
    /// Whether its grounds are those of all rows of a sheet that shows none: of what is said already they are nothing.
    var groundsAreShared: Bool { get }
}

extension MeantOfElement {
    var givesNote: Bool { note != nil }
    var groundsAreShared: Bool { false }

    /// The same on the grounds that the edition has for what it says so far, where none is given: who settles what is
    /// outdated, or corrects it and leaves the meaning, need not say them again.
    func keepingGrounds(of said: SaidDecision?) -> Self {
        guard let said, said.state == statement.state, minor || isSameValue(as: said) else { return self }
        var decision = self
        if reasons.isEmpty { decision.reasons = Reason.allCases.filter { said.reasons.contains($0.rawValue) } }
        if !givesNote { decision.note = said.note }
        if citation == nil { decision.citation = said.citation }
        return decision
    }

    func isSameValue(as said: SaidDecision) -> Bool {
        termID != nil || said.termID != nil ? termID == said.termID : value == said.value
    }

    /// Whether an edition that says `said` says just this, on the same grounds, so that it need not be said again.
    ///
    /// `isOutdated`: whether its parent has moved on since: to settle that is to say something, though in the same words.
    func isSaid(already said: SaidDecision?, isOutdated: Bool) -> Bool {
        guard let said else { return statement == .inherit }
        guard said.state == statement.state, !isOutdated else { return false }
        func isSame<Ground: Equatable>(_ ground: Ground, _ old: Ground, isEmpty: Bool) -> Bool {
            ground == old || Self.emptyStays && isEmpty
        }
        guard isSameValue(as: said) else { return false }
        return groundsAreShared
            || isSame(Set(reasons.map(\.rawValue)), said.reasons, isEmpty: reasons.isEmpty)
                && isSame(note, said.note, isEmpty: note == nil)
                && isSame(citation, said.citation, isEmpty: citation == nil)
    }
}

extension Citation {
    /// The citation in the columns `source`, `locator` and `quote`; nil where there is none.
    init?(_ row: Row) throws {
        guard let source: String = try row.get("source") else { return nil }
        self.init(source: source, locator: try row.get("locator"), quote: try row.get("quote"))
    }
}
