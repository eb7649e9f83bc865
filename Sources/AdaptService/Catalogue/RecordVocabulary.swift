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

    /// Adds a market, and tells the codes of those that are of the same territories, in order.
    func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation?
    ) async throws -> [String] {
        try check(texts: [("name", name)])
        let upper = territories.map { $0.uppercased() }
        guard !upper.isEmpty else {
            throw Refusal(
                .usage, "market \"\(code)\" has no territories", hint: "name them, as in --territory HK MO TW")
        }
        let unknown = try await rows(Queries.record["unknown_territories"], [upper])
        if let territory: String = try unknown.first?.get(0) {
            throw Refusal(
                .rule, "territory \"\(territory)\" does not exist in ISO 3166-1",
                hint: CountryCode.hint(for: territory) ?? "write alpha-2 codes, as in HK MO TW")
        }
        guard try await rows(Queries.record["market_taken"], [code.text]).isEmpty else {
            throw Refusal(
                .rule, "market \"\(code)\" is already there",
                hint: "adapt market show \(code); or choose another code")
        }
        let all = Set(upper).sorted()
        _ = try await rows(
            Queries.record["add_market"], [code.text, name, operation.number, all, try await add(citation)])
        return try await rows(Queries.record["markets_of_territories"], [code.text, all]).map { try $0.get(0) }
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
    /// Adds a market: a named set of ISO 3166-1 alpha-2 territories. Tells the codes of markets that are of the same
    /// ones, in order: likely one of these is meant. `citation`: the evidence of its being so.
    public func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<[String]> {
        try await record("market add", message: code.text, dryRun: dryRun) {
            try await $0.addMarket(code, name: name, territories: territories, citing: citation)
        }
    }

    /// Adds a source.
    public func addSource(_ code: Code, _ facts: SourceFacts, dryRun: Bool) async throws -> Receipt<Void> {
        try await record("source add", message: code.text, dryRun: dryRun) { try await $0.addSource(code, facts) }
    }
}
