import AdaptModel
import AdaptSQL

/// A new edition with its decisions, recorded in one transaction.
public struct RegisterEdition: Sendable {
    /// Code of the series.
    public var series: String
    /// Code of the edition; nil: its market, else its language.
    public var code: String?
    /// What is said of it.
    public var facts: EditionFacts
    /// From what it derives; nil: it is a source.
    public var lineage: LineageFacts?
    /// What it says of elements.
    public var decisions: [Decide.Request]
    /// Whether another edition may have the same external identifier.
    public var mayShareIdentifiers = false

    /// A registration.
    public init(
        series: String, code: String?, facts: EditionFacts, lineage: LineageFacts?, decisions: [Decide.Request] = []
    ) {
        self.series = series
        self.code = code
        self.facts = facts
        self.lineage = lineage
        self.decisions = decisions
    }

    /// What was registered.
    public struct Result: Sendable {
        /// `series/edition`.
        public let edition: String
        /// Its revision: more than 1 where it was registered before and that was taken back.
        public let revision: Int
        /// Elements that it now takes from its ancestors: path, value in words, and `series/edition` that says it.
        public let inherits: [(element: String, value: String, from: String)]
        /// Editions that may be the same: `series/edition`, title, and what else is the same (series, market, language,
        /// platform).
        public let likelyDuplicates: [BulkReceipt.Duplicate]
        /// The other editions of its series for the same market and language, whatever their title.
        public let alike: [BulkReceipt.Duplicate]
        /// The editions of its series that derive from none, as `series/edition`, the first of many, where it derives
        /// from none either.
        public let otherSources: [String]
    }

    /// Registers it. Throws a `Refusal`: rule for unknown names, a taken code, a parent of another series.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Result> {
        var registration = self
        registration.series = try await workspace.requireSeries(series)
        let code = try chosenCode()
        return try await workspace.record(
            "register", message: "\(registration.series)/\(code)", dryRun: dryRun
        ) { [registration] recorder in try await registration.run(code, recorder) }
    }

    func run(_ code: Code, _ recorder: Recorder) async throws -> Result {
        guard let title = facts.title else {
            throw Refusal(.usage, "title of \"\(series)/\(code)\" is missing", hint: "give it with --title \"...\"")
        }
        try recorder.check(
            texts: [("title", facts.title), ("note", facts.note), ("platform", facts.platform)]
                + facts.aliases.map { ("alias", $0.title) })
        try await recorder.check(
            markets: [facts.market, facts.origin], languages: [facts.language] + facts.aliases.map(\.language))
        let language = try facts.language.map { try LanguageTag($0).text }
        // Found before, when others could still take it back.
        let known = try await recorder.rows(
            "select series_id from series_as_of($2) where series = $1", [series, recorder.operation.number])
        guard let seriesID: Int = try known.first?.get(0) else {
            throw Refusal.takenBackMeanwhile("series \"\(series)\"")
        }
        let parent = try await recorder.parent(lineage, series: series, code: code.text)
        let new = CalledEdition(
            name: "\(series)/\(code)", series: series, titles: [title] + facts.aliases.map(\.title),
            market: facts.market, language: language, platform: facts.platform)
        let duplicates = try await recorder.workspace.likelyDuplicates(
            of: [new], asOf: OperationID(recorder.operation.number - 1))
        let alike = try await recorder.workspace.alike(
            made: [(before: nil, after: new)], beside: duplicates, most: 100,
            asOf: OperationID(recorder.operation.number - 1))
        var otherSources: [String] = []
        if lineage?.saysOfParent(isDerived: false) != true {
            let found = try await recorder.rows(
                Queries.record["sources_of"], [seriesID, recorder.operation.number - 1])
            otherSources = try found.map { "\(series)/" + (try $0.get("code", as: String.self)) }
        }
        let taken = try await recorder.rows(
            Queries.record["edition_taken"], [seriesID, code.text, recorder.operation.number])
        guard taken.isEmpty else {
            throw Refusal(
                .rule, "edition \"\(series)/\(code)\" is already registered",
                hint: "adapt edition show \(series)/\(code); or choose another --code")
        }
        if !mayShareIdentifiers { try await recorder.requireOwn(facts.identifiers) }
        let added = try await recorder.rows(
            Queries.record["add_edition"], [seriesID, code.text, recorder.operation.number])
        let id: Int = try added[0].get("edition_id")
        let edition = FoundEdition(
            seriesID: seriesID, id: EditionID(id), series: series, code: code.text, language: language, cut: .now)
        let revision = try await recorder.addRevision(of: edition)
        try await recorder.addState(facts, title: title, language: language, of: edition, revision: revision)
        if let lineage {
            try await recorder.addLineage(
                lineage, parent: parent,
                sources: try await recorder.sources(lineage, of: series, beside: parent?.id.number),
                citation: facts.citation,
                of: edition, revision, derives: lineage.saysOfParent(isDerived: false))
        }
        try await recorder.decide(decisions, on: edition, revision: revision)
        let lines = try await recorder.workspace.lines(of: edition)
        let (side, names) = (lines.sides[0], lines.names)
        let inherited = side.history.profile(of: side.chain, asOf: .now).compactMap { element, resolved in
            resolved.basis != .inherited
                ? nil
                : (
                    element: element, value: resolved.state.words,
                    from: resolved.decision.flatMap { names[$0.edition] } ?? ""
                )
        }
        return Result(
            edition: edition.name, revision: revision, inherits: inherited, likelyDuplicates: duplicates,
            alike: alike, otherSources: otherSources)
    }

    func chosenCode() throws -> Code {
        if let code { return try Code(code, for: "edition code") }
        guard let stem = facts.market ?? facts.language else {
            throw Refusal(
                .usage, "edition of \"\(series)\" has neither code, market nor language",
                hint: "give --code, or --market or --language")
        }
        return try Code(Code.suggestion(for: stem), for: "edition code")
    }
}

extension Refusal {
    /// An external identifier that another edition has. `line`: where that is registered in the same file.
    static func shared(
        _ identifier: String, with other: String, title: String? = nil, line: Int? = nil, details: [String] = []
    ) -> Refusal {
        Refusal(
            .rule,
            "likely duplicate: identifier \"\(identifier)\" is given to \"\(other)\""
                + (title.map { " (\"\($0)\")" } ?? "") + (line.map { " in line \($0)" } ?? ""),
            hint: (line == nil ? "adapt edition show \(other); " : "") + "--shared-id where both go by it",
            details: details)
    }
}
