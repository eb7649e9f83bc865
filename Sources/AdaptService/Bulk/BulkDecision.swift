import AdaptModel
import AdaptSQL
import Postgres

/// What a row says of an element of an edition.
struct BulkDecision: MeantOfElement, Sendable {
    static let emptyStays = true
    /// Position of the row.
    let row: Int
    /// Where a fault of it is.
    let place: Refusal.Place
    /// `series/edition`.
    let edition: String
    /// Language of the edition, which says what a word means.
    let language: String?
    let path: ElementPath
    let element: BulkNames.Element
    let statement: Decide.Request.Statement
    var reasons: [Reason]
    var note: String?
    var citation: Citation?
    let minor: Bool
    /// Whether its grounds are given for all rows of a sheet that shows none.
    var groundsAreShared = false
    /// The term that stands beside a value, as our own reports write it: which one of several its words mean.
    var beside: String?
    /// The words to store of a value, and the term that they name.
    var value: String?
    var termID: Int?
    /// The same as `vocabulary:code`, and what it is called.
    var term: String?
    var label: String?

    /// `series/edition path`.
    var subject: String { edition + " " + path.text }

    /// What it says, in words.
    var words: String {
        if case .value(let text) = statement { return "\"\(label ?? text)\"" }
        return "(\(statement.state))"
    }

    /// What it makes of what was said before, in words.
    func change(from said: SaidDecision?) -> String {
        if let said, said.state == statement.state, termID != nil ? termID == said.termID : value == said.value {
            return "\(path) \(words), with other reasons, note or evidence"
        }
        return "\(path) \(said.words) -> \(words)"
    }
}

/// Looks up the terms that values name: all at once, each once.
struct BulkTerms {
    private struct Key: Hashable {
        let vocabulary: String
        let path: String
        let words: String
        let language: String?
        let beside: String?
    }

    private var candidates: [Key: [Row]] = [:]
    /// What is called now what stands beside a value, where that was renamed or merged into another term.
    private var namedNow: [Key: Set<String>] = [:]
    private var found: [Key: Result<(String, term: (id: Int, name: String)?), Refusal>] = [:]
    private var refused = 0
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    private func key(of decision: BulkDecision, _ names: BulkNames) -> Key? {
        guard case .value(let words) = decision.statement,
            let vocabulary = names.vocabulary(of: words, for: decision.element)
                ?? decision.beside.flatMap({ names.vocabulary(of: $0, for: decision.element) })
        else { return nil }
        return Key(
            vocabulary: vocabulary, path: decision.path.text, words: words, language: decision.language,
            beside: decision.beside)
    }

    /// Decisions with what their words stand for, and those whose words stand for nothing.
    mutating func resolve(
        _ decisions: [BulkDecision], _ names: BulkNames
    ) async throws -> (resolved: [BulkDecision], refused: [(decision: BulkDecision, refusal: Refusal)]) {
        try await look(up: decisions, names)
        var resolved: [BulkDecision] = []
        var refused: [(decision: BulkDecision, refusal: Refusal)] = []
        for decision in decisions {
            do {
                resolved.append(try await resolve(decision, names))
            } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
                refused.append((decision, refusal))
            }
        }
        let labels = try await workspace.labels(ofTerms: resolved.compactMap(\.termID))
        for index in resolved.indices { resolved[index].label = resolved[index].termID.flatMap { labels[$0] } }
        return (resolved, refused)
    }

    /// Reads what the words of some decisions may mean.
    private mutating func look(up decisions: [BulkDecision], _ names: BulkNames) async throws {
        let keys = Array(Set(decisions.compactMap { key(of: $0, names) }))
        guard !keys.isEmpty else { return }
        let rows = try await workspace.rows(
            Queries.record["find_terms"], [keys.map(\.vocabulary), keys.map(\.words), keys.map(\.language)],
            patience: Workspace.longPatience)
        for row in rows { candidates[keys[try row.get("n", as: Int.self) - 1], default: []].append(row) }
        let former = try keys.filter { key in
            guard key.beside != nil, let found = candidates[key] else { return false }
            return try !found.contains { try $0.get("term", as: String.self) == key.beside }
        }
        guard !former.isEmpty else { return }
        let now = try await workspace.rows(
            Queries.record["find_terms"],
            [former.map(\.vocabulary), former.map { $0.beside ?? "" }, former.map(\.language)],
            patience: Workspace.longPatience)
        for row in now {
            namedNow[former[try row.get("n", as: Int.self) - 1], default: []].insert(try row.get("term"))
        }
    }

    /// The decision with what its words, looked up before, stand for. Throws a `Refusal` (rule) for no term of the
    /// element's vocabulary.
    private mutating func resolve(_ decision: BulkDecision, _ names: BulkNames) async throws -> BulkDecision {
        guard case .value(let words) = decision.statement else { return decision }
        var decision = decision
        decision.value = words
        guard let key = key(of: decision, names) else { return decision }
        let candidates = candidates[key] ?? []
        // What stands beside words that do not mean it is of what was written there before.
        let named = try candidates.filter { row in
            let term: String = try row.get("term")
            return term == key.beside || namedNow[key]?.contains(term) == true
        }
        guard !named.isEmpty || names.vocabulary(of: words, for: decision.element) != nil else { return decision }
        if found[key] == nil {
            do {
                found[key] = .success(
                    try await workspace.meaning(
                        of: words, of: decision.path, vocabulary: decision.element.vocabulary, in: key.language,
                        among: named.isEmpty ? candidates : named, helps: refused < UnknownWords.helped,
                        isInCell: true))
            } catch let refusal as Refusal where refusal.kind == .rule {
                refused += 1
                found[key] = .failure(refusal)
            }
        }
        if let (value, term) = try found[key]?.get() {
            (decision.value, decision.termID, decision.term) = (value, term?.id, term?.name)
        }
        return decision
    }
}
