public import AdaptModel
import AdaptSQL
import Postgres

/// What is said of a series. Nil: not recorded, or left as it is.
public struct SeriesFacts: Sendable {
    /// Title, in its own spelling.
    public var title: String?
    /// Original language (BCP 47).
    public var language: String?
    /// Market it comes from.
    public var origin: String?
    /// Note.
    public var note: String?
    /// Evidence.
    public var citation: Citation?
    /// How many editions that derive from others somebody says there are, named or not.
    public var asserted: Int?
    /// What is taken away: `language`, `origin`, `note` or `asserted`.
    public var withdrawn: [String] = []

    /// Facts to record.
    public init(
        title: String? = nil, language: String? = nil, origin: String? = nil, note: String? = nil,
        citation: Citation? = nil
    ) {
        self.title = title
        self.language = language
        self.origin = origin
        self.note = note
        self.citation = citation
    }

    /// The fields of the statement on a series that are said, in the words of the function `series_evidence`.
    var named: [String] {
        [("title", title), ("language", language), ("origin", origin), ("note", note)].filter { $0.1 != nil }.map(\.0)
    }

    /// Refuses to take away what is said at the same time, or to cite evidence where nothing is said.
    func checkWithdrawn() throws {
        let said = named + (asserted == nil ? [] : ["asserted"])
        try Withdrawal.check(withdrawn, beside: said, citation)
    }
}

/// What came of an edit of a series.
private struct SeriesEdit: SaysIfSo {
    let wasSo: Bool
    var replaced: [Replaced] = []
}

extension Recorder {
    /// Adds a series and gives its key.
    @discardableResult
    func addSeries(_ code: Code, _ facts: SeriesFacts) async throws -> Int {
        try check(texts: [("title", facts.title), ("note", facts.note)])
        try await check(markets: [facts.origin], languages: [facts.language])
        guard try await rows(Queries.catalogue["series_exists"], [code.text, Int.max]).isEmpty else {
            throw Refusal(
                .rule, "series \"\(code)\" is already there", hint: "adapt series show \(code); or choose another code")
        }
        let rows = try await rows(
            Queries.record["add_series"],
            [
                code.text, operation.number, facts.title ?? code.text,
                try facts.language.map { try LanguageTag($0).text },
                facts.origin, facts.note, try await add(facts.citation),
            ])
        return try rows[0].get("series_id")
    }
}

extension Workspace {
    /// Adds a series, and gives the others of the same title, whatever its case, accents and width. Throws a `Refusal`
    /// (rule) where the code is taken or a market or language does not exist.
    @discardableResult
    public func addSeries(
        _ code: Code, _ facts: SeriesFacts, dryRun: Bool
    ) async throws -> Receipt<[(series: String, title: String)]> {
        try await record("series add", message: code.text, dryRun: dryRun) { recorder in
            let twins = try await recorder.rows(
                Queries.record["series_of_title"], [recorder.operation.number, [facts.title ?? code.text]])
            try await recorder.addSeries(code, facts)
            return try twins.map { (series: try $0.get("series"), title: try $0.get("title")) }
        }
    }

    /// Changes what is said of a series, unless it is so already; what is nil in `facts` stays. `ifRevision`: the one
    /// that the author has seen; nil: any. Throws a `Refusal` (rule) where it has changed since.
    public func editSeries(
        _ code: String, _ facts: SeriesFacts, ifRevision: Int? = nil, dryRun: Bool
    ) async throws -> Receipt<[Replaced]> {
        let code = try await requireSeries(code)
        let receipt = try await record("series edit", message: code, dryRun: dryRun) { recorder in
            try await recorder.requireRevision(ifRevision, ofSeries: code)
            try recorder.check(texts: [("title", facts.title), ("note", facts.note)])
            try facts.checkWithdrawn()
            try await recorder.check(markets: [facts.origin], languages: [facts.language])
            if let asserted = facts.asserted, !(1...Int(Int32.max)).contains(asserted) {
                throw Refusal(
                    .usage, "number of editions asserted \"\(asserted)\" is none", hint: "write 1 or more, as in 6")
            }
            let said: [(any PostgresEncodable)?] = [
                code, recorder.operation.number, facts.title, try facts.language.map { try LanguageTag($0).text },
                facts.origin, facts.note,
            ]
            let evidence: [(any PostgresEncodable)?] = [
                facts.citation?.source, facts.citation?.locator, facts.citation?.quote,
            ]
            let asserted = facts.withdrawn.contains("asserted") ? 0 : facts.asserted
            let current = try await recorder.rows(
                Queries.record["series_differs"], said + evidence + [asserted, facts.withdrawn])
            guard let row = current.first else { throw Refusal.takenBackMeanwhile("series \"\(code)\"") }
            guard try row.get("differs") else { return SeriesEdit(wasSo: true) }
            let fields = facts.named
            if asserted == nil || !fields.isEmpty || facts.withdrawn.contains(where: { $0 != "asserted" }) {
                let evidence = try await recorder.add(facts.citation)
                _ = try await recorder.rows(
                    Queries.record["edit_series"],
                    said + [evidence, evidence == nil || fields.isEmpty ? nil : fields, facts.withdrawn])
            }
            if let asserted {
                _ = try await recorder.rows(
                    Queries.record["add_assertion"],
                    [code, recorder.operation.number, asserted, try await recorder.add(facts.citation)])
            }
            return SeriesEdit(wasSo: false, replaced: try await recorder.replacedFacts(ofSeries: code))
        }
        return Receipt(
            operation: receipt.operation, result: receipt.result.replaced, dryRun: receipt.dryRun, wasSo: receipt.wasSo)
    }
}
