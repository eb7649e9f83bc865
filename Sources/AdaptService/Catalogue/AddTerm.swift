public import AdaptModel
import AdaptSQL

/// What came of adding a term.
public struct AddedTerm: Sendable {
    /// The vocabulary that begins with it; nil: it was there.
    public internal(set) var begun: String?
    /// Vocabularies that are spelt nearly as that.
    public internal(set) var near: [String] = []
    /// How many terms that vocabulary has with it, as it comes with the program.
    public internal(set) var brought = 0
}

extension Workspace {
    /// Adds a term, written `vocabulary:code`, with its labels per language in the order of preference; `citation`: the
    /// evidence of all that.
    ///
    /// Throws a `Refusal` (usage, rule): not written so, a name that a term has or had, a source that is not known.
    public func addTerm(
        _ term: String, labels: [(language: String, label: String)], citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<AddedTerm> {
        try await record("term add", message: term, dryRun: dryRun) { recorder in
            try await recorder.requireFree(term: term)
            let added = try await recorder.addTerm(term, labels: labels)
            if let citation { try await recorder.cite(citation, ofTerm: try await knownTerm(term).id) }
            return added
        }
    }
}

extension Recorder {
    /// Adds a term. One of a vocabulary that comes with the program comes with all of that.
    fileprivate func addTerm(_ term: String, labels: [(language: String, label: String)]) async throws -> AddedTerm {
        let (vocabulary, code) = try Recorder.parts(ofTerm: term)
        var added = AddedTerm()
        let known = try await workspace.vocabularies()
        if !known.contains(vocabulary) {
            added.begun = vocabulary
            added.near = Nearest.matches(for: vocabulary, among: known)
        }
        try await addVocabulary(vocabulary)
        let brought = try await addStandardTerms(of: vocabulary, called: (code, labels))
        added.brought = brought.count
        if !brought.contains(code) { try await add(term: code, of: vocabulary, labels) }
        return added
    }

    private func add(
        term code: String, of vocabulary: String, _ labels: [(language: String, label: String)]
    ) async throws {
        let rows = try await rows(Queries.record["add_term"], [vocabulary, code, operation.number])
        try await addLabels(labels, ofTerm: try rows[0].get("term_id"))
    }

    /// Makes a vocabulary one that values can be taken from: it is added where it is not there.
    func open(vocabulary: String) async throws {
        try await requireMeant(vocabulary)
        try await addVocabulary(vocabulary)
        try await addStandardTerms(of: vocabulary)
    }

    /// Refuses a new vocabulary that is spelt nearly as one that is there: a value's own typos are found by its terms.
    private func requireMeant(_ vocabulary: String) async throws {
        let known = try await workspace.vocabularies()
        guard !known.contains(vocabulary), StandardVocabulary.terms(of: vocabulary) == nil,
            let near = Nearest.hint(for: vocabulary, among: known)
        else { return }
        throw Refusal(
            .rule, "vocabulary \"\(vocabulary)\" is not known",
            hint: near + " a new one begins with its first term: adapt term add \(vocabulary):CODE --label en=\"...\"")
    }

    private func addVocabulary(_ name: String) async throws {
        guard ElementPath.isSegment(name) else {
            throw Refusal(.usage, "vocabulary \"\(name)\" is not a name (a-z, 0-9 and _)", hint: "as in sport")
        }
        _ = try await rows(Queries.record["add_vocabulary"], [name, operation.number])
    }

    /// Adds what a vocabulary of the program's own holds, where it holds nothing yet, and tells the codes. `more`: what
    /// one of them is called besides.
    @discardableResult
    private func addStandardTerms(
        of vocabulary: String, called more: (code: String, labels: [(language: String, label: String)])? = nil
    ) async throws -> [String] {
        guard let terms = StandardVocabulary.terms(of: vocabulary),
            try await rows(Queries.record["terms_of"], [vocabulary]).isEmpty
        else { return [] }
        for term in terms {
            let besides = more?.code == term.code ? more?.labels ?? [] : []
            try await add(term: term.code, of: vocabulary, term.labels + besides)
        }
        return terms.map(\.code)
    }

    /// Records what the running operation says of a term on, if anything is cited.
    func cite(_ citation: Citation?, ofTerm id: Int) async throws {
        guard let evidence = try await add(citation) else { return }
        _ = try await rows(Queries.record["add_term_evidence"], [id, operation.number, evidence])
    }

    func addLabels(_ labels: [(language: String, label: String)], ofTerm id: Int, first: Bool = false) async throws {
        try check(texts: labels.map { ("label", $0.label) })
        try requireVisible(labels)
        try await check(markets: [], languages: labels.map { $0.language })
        _ = try await self.rows(
            Queries.record["add_term_labels"],
            [
                id, try labels.map { try LanguageTag($0.language).text }, labels.map { $0.label }, operation.number,
                first,
            ])
    }

    /// Refuses labels with signs that nobody sees: by a label a term is found.
    private func requireVisible(_ labels: [(language: String, label: String)]) throws {
        for (_, label) in labels
        where label.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            throw Refusal(
                .usage, "label \"\(label)\" has a control character in it",
                hint: "write it without: a term is found by what it is called")
        }
    }

    /// Vocabulary and code of a term written `vocabulary:code`. Throws a `Refusal` (usage).
    static func parts(ofTerm term: String) throws -> (vocabulary: String, code: String) {
        let parts = term.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, ElementPath.isSegment(parts[1]) else {
            throw Refusal(
                .usage, "term \"\(term)\" is not written as vocabulary:code", hint: "as in sport:association_football")
        }
        return (parts[0], parts[1])
    }
}
