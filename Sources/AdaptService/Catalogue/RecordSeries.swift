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
}

/// What came of an edit of a series.
private struct SeriesEdit: SaysIfSo {
    let wasSo: Bool
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
                Queries.record["series_of_title"], [recorder.operation.number, facts.title ?? code.text])
            try await recorder.addSeries(code, facts)
            return try twins.map { (series: try $0.get("series"), title: try $0.get("title")) }
        }
    }

    /// Changes what is said of a series, unless it is so already; what is nil in `facts` stays.
    public func editSeries(_ code: String, _ facts: SeriesFacts, dryRun: Bool) async throws -> Receipt<Void> {
        let code = try await requireSeries(code)
        let receipt = try await record("series edit", message: code, dryRun: dryRun) { recorder in
            try recorder.check(texts: [("title", facts.title), ("note", facts.note)])
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
            let current = try await recorder.rows(Queries.record["series_differs"], said + evidence + [facts.asserted])
            guard let row = current.first else { throw Refusal.takenBackMeanwhile("series \"\(code)\"") }
            guard try row.get("differs") else { return SeriesEdit(wasSo: true) }
            let texts = [facts.title, facts.language, facts.origin, facts.note]
            if facts.asserted == nil || texts.contains(where: { $0 != nil }) {
                _ = try await recorder.rows(
                    Queries.record["edit_series"], said + [try await recorder.add(facts.citation)])
            }
            if let asserted = facts.asserted {
                _ = try await recorder.rows(
                    Queries.record["add_assertion"],
                    [code, recorder.operation.number, asserted, try await recorder.add(facts.citation)])
            }
            return SeriesEdit(wasSo: false)
        }
        return Receipt(operation: receipt.operation, result: (), dryRun: receipt.dryRun, wasSo: receipt.wasSo)
    }
}
