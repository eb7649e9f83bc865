import AdaptModel

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
    let note: String?
    let citation: Citation?
    let minor: Bool
    /// The words to store of a value, and the term that they name.
    var value: String?
    var termID: Int?

    /// What it says, in words.
    var words: String {
        if case .value(let text) = statement { return "\"\(text)\"" }
        return "(\(statement.state))"
    }
}

/// Looks up the terms that values name, each once.
struct BulkTerms {
    private struct Key: Hashable {
        let vocabulary: String
        let path: String
        let words: String
        let language: String?
    }

    private var found: [Key: Result<(String, term: (id: Int, name: String)?), Refusal>] = [:]
    private let workspace: Workspace

    init(_ workspace: Workspace) { self.workspace = workspace }

    /// The decision with what its words stand for. Throws a `Refusal` (rule) for no term of the element's vocabulary.
    mutating func resolve(_ decision: BulkDecision, _ names: BulkNames) async throws -> BulkDecision {
        guard case .value(let words) = decision.statement else { return decision }
        var decision = decision
        decision.value = words
        guard let vocabulary = names.vocabulary(of: words, for: decision.element) else { return decision }
        let key = Key(
            vocabulary: vocabulary, path: decision.path.text, words: words, language: decision.language)
        if found[key] == nil {
            do {
                found[key] = .success(
                    try await workspace.value(
                        words, of: decision.path, vocabulary: decision.element.vocabulary, in: decision.language))
            } catch let refusal as Refusal where refusal.kind == .rule {
                found[key] = .failure(refusal)
            }
        }
        if let (value, term) = try found[key]?.get() { (decision.value, decision.termID) = (value, term?.id) }
        return decision
    }
}
