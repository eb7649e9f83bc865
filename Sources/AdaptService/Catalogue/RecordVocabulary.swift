public import AdaptModel
import AdaptSQL

/// What is said of an element.
public struct ElementFacts: Sendable {
    /// Kind; nil: as its path suggests.
    public var kind: String?
    /// Name for people.
    public var label: String?
    /// Vocabulary that its values are taken from.
    public var vocabulary: String?
    /// Of a trope: the storytelling tradition it is said to come from.
    public var tradition: String?
    /// Evidence for the tradition.
    public var citation: Citation?

    /// Facts of an element.
    public init(
        kind: String? = nil, label: String? = nil, vocabulary: String? = nil, tradition: String? = nil,
        citation: Citation? = nil
    ) {
        self.kind = kind
        self.label = label
        self.vocabulary = vocabulary
        self.tradition = tradition
        self.citation = citation
    }
}

/// A source that facts are taken from.
public struct SourceFacts: Sendable {
    /// Title as published.
    public var title: String
    /// Publisher.
    public var publisher: String?
    /// Where it was read; stored, never fetched.
    public var url: String?
    /// When it was published.
    public var published: Day?

    /// Facts of a source.
    public init(title: String, publisher: String? = nil, url: String? = nil, published: Day? = nil) {
        self.title = title
        self.publisher = publisher
        self.url = url
        self.published = published
    }
}

extension Recorder {
    @discardableResult
    func addElement(_ path: ElementPath, _ facts: ElementFacts) async throws -> Int {
        if let vocabulary = facts.vocabulary { try await open(vocabulary: vocabulary) }
        let kind = facts.kind ?? path.kind
        try await workspace.require(kinds: [kind])
        let rows = try await rows(
            Queries.record["add_element"],
            [
                path.text, kind, facts.label, facts.vocabulary, facts.tradition, try await add(facts.citation),
                operation.number,
            ])
        return try rows[0].get("element_id")
    }

    func addSource(_ code: Code, _ facts: SourceFacts) async throws {
        try check(texts: [("title", facts.title), ("publisher", facts.publisher)])
        _ = try await rows(
            Queries.record["add_source"],
            [
                code.text, facts.title, facts.publisher, facts.url, facts.published?.description, operation.number,
            ])
    }
}

extension Workspace {
    /// Adds a source.
    public func addSource(_ code: Code, _ facts: SourceFacts, dryRun: Bool) async throws -> Receipt<Void> {
        try await record("source add", message: code.text, dryRun: dryRun) { try await $0.addSource(code, facts) }
    }
}
