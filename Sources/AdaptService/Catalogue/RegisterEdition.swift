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
        public let likelyDuplicates: [(edition: String, title: String, same: String)]
    }

    /// Registers it. Throws a `Refusal`: rule for unknown names, a taken code, a parent of another series.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Result> {
        try await workspace.requireSeries(series)
        let code = try chosenCode()
        return try await workspace.record("register", message: "\(series)/\(code)", dryRun: dryRun) { recorder in
            try await run(code, recorder)
        }
    }

    func run(_ code: Code, _ recorder: Recorder) async throws -> Result {
        guard let title = facts.title else {
            throw Refusal(.usage, "title of \"\(series)/\(code)\" is missing", hint: "give it with --title \"...\"")
        }
        try recorder.check(texts: [("title", facts.title), ("note", facts.note), ("platform", facts.platform)])
        try await recorder.check(
            markets: [facts.market, facts.origin], languages: [facts.language] + facts.aliases.map(\.language))
        let language = try facts.language.map { try LanguageTag($0).text }
        let known = try await recorder.rows(
            "select series_id from series where code = $1", [series])
        let seriesID: Int = try known[0].get(0)
        let parent = try await recorder.parent(lineage, series: series, code: code.text)
        let duplicates = try await recorder.rows(
            Queries.record["likely_duplicates"],
            [recorder.operation.number, seriesID, facts.market, title, language, facts.platform]
        ).map { row in
            (
                edition: try row.get("edition", as: String.self), title: try row.get("title", as: String.self),
                same: try row.get("same", as: String.self)
            )
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
                lineage, parent: parent, sources: try await recorder.sources(lineage), citation: facts.citation,
                of: edition, revision, derives: true)
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
            edition: edition.name, revision: revision, inherits: inherited, likelyDuplicates: duplicates)
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

extension Recorder {
    func addRevision(of edition: FoundEdition) async throws -> Int {
        let rows = try await rows(
            Queries.record["add_revision"], [edition.seriesID, edition.id.number, operation.number])
        return try rows[0].get("revision")
    }

    func parent(_ lineage: LineageFacts?, series: String, code: String) async throws -> FoundEdition? {
        guard let reference = lineage?.parent else { return nil }
        let parent = try await workspace.find(toWrite: reference)
        guard parent.series == series else {
            throw Refusal(
                .rule, "parent \"\(reference)\" is of another series than \"\(series)/\(code)\"",
                hint: "name a work of another series with --also-from: nothing is inherited from it")
        }
        return parent
    }

    /// Refuses external identifiers that another edition has: likely it is the same one. `edition`: whose they are to
    /// be; nil: a new one's.
    func requireOwn(_ identifiers: [String], of edition: FoundEdition? = nil) async throws {
        guard !identifiers.isEmpty else { return }
        let parsed = try identifiers.map { try Identifier(parsing: $0) }
        let others = try await rows(
            Queries.record["identified_otherwise"],
            [operation.number, parsed.map(\.scheme), parsed.map(\.value), edition?.id.number])
        guard let first = others.first else { return }
        let (identifier, other): (String, String) = (try first.get("identifier"), try first.get("edition"))
        throw Refusal.shared(
            identifier, with: other, title: try first.get("title"),
            details: try others.dropFirst().map {
                "\(try $0.get("identifier", as: String.self)): \(try $0.get("edition", as: String.self))"
            })
    }

    /// The further editions that a lineage names.
    func sources(_ lineage: LineageFacts?) async throws -> [FoundEdition] {
        var found: [FoundEdition] = []
        for reference in lineage?.alsoFrom ?? [] { found.append(try await workspace.find(toWrite: reference)) }
        return found
    }

    func addState(
        _ facts: EditionFacts, title: String, language: String?, of edition: FoundEdition, revision: Int
    ) async throws {
        _ = try await rows(
            Queries.record["add_edition_state"],
            [
                edition.seriesID, edition.id.number, revision, operation.number, title, language, facts.market,
                facts.origin, facts.platform, facts.status?.rawValue, facts.note, try await add(facts.citation),
            ])
        try await addNames(facts, of: edition)
    }

    func addNames(_ facts: EditionFacts, of edition: FoundEdition) async throws {
        for alias in facts.aliases {
            _ = try await rows(
                Queries.record["add_alias"],
                [
                    edition.seriesID, edition.id.number, alias.title, alias.kind.rawValue,
                    try alias.language.map { try LanguageTag($0).text }, operation.number,
                ])
        }
        for identifier in facts.identifiers {
            let parsed = try Identifier(parsing: identifier)
            _ = try await rows(
                Queries.record["add_identifier"],
                [edition.seriesID, edition.id.number, parsed.scheme, parsed.value, operation.number])
        }
    }

    /// Adds what a lineage says. `derives`: whether it says anything of the primary parent, and not of further sources
    /// alone.
    func addLineage(
        _ lineage: LineageFacts, parent: FoundEdition?, sources: [FoundEdition], citation: Citation?,
        of edition: FoundEdition, _ revision: Int, derives: Bool
    ) async throws {
        if derives {
            _ = try await rows(
                Queries.record["add_lineage"],
                [
                    edition.seriesID, edition.id.number, revision, operation.number, parent?.id.number,
                    lineage.method?.rawValue, lineage.certainty?.rawValue, try await add(citation),
                ])
        }
        for source in sources {
            _ = try await rows(
                Queries.record["add_lineage_source"],
                [
                    edition.seriesID, edition.id.number, source.seriesID, source.id.number, operation.number,
                    lineage.method?.rawValue, lineage.certainty?.rawValue, try await add(citation),
                ])
        }
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
