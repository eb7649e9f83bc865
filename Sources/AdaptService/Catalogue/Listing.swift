public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Every series, or one: columns series, title, language, origin, note, editions, markets, revision, and of the
    /// editions that somebody says it has, nil where nobody does: asserted, registered, which are all but the source, and
    /// source_known; where it is not, at most so many are registered. Ordered by code.
    public func series(_ code: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        let code = try await requireSeriesIfAny(code, asOf: cut)
        return try await listing(Queries.catalogue["list_series"], [cut.number, code])
    }

    /// Editions of a series, or of all, or one edition, with what is said of them. Ordered by reference.
    public func editions(
        of series: String? = nil, edition: String? = nil, asOf cut: OperationID = .now
    ) async throws -> Listing {
        let series = try await requireSeriesIfAny(series, asOf: cut)
        return try await listing(Queries.catalogue["list_editions"], [cut.number, series, edition])
    }

    /// The code of a series, where one is named. Throws a `Refusal` (rule).
    func requireSeriesIfAny(_ name: String?, asOf cut: OperationID) async throws -> String? {
        guard let name else { return nil }
        return try await requireSeries(name, asOf: cut)
    }

    /// Who says that a series has how many editions, beside how many are registered.
    public func assertions(of series: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        try await listing(Queries.catalogue["list_assertions"], [cut.number, series])
    }

    /// The same as numbers, of a series by its code.
    func assertedEditions(of series: String?, asOf cut: OperationID) async throws -> [AssertedEditions] {
        try await rows(Queries.catalogue["list_assertions"], [cut.number, series]).map { row in
            AssertedEditions(
                series: try row.get("series"), asserted: try row.get("editions"), registered: try row.get("registered"),
                isSourceKnown: try row.get("source_known"))
        }
    }

    /// Notes on a series, or all.
    public func notes(on series: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        try await listing(Queries.catalogue["list_notes"], [cut.number, series])
    }

    /// Creatives of a series or edition, with their beats in order.
    public func creatives(
        of series: String, edition: String? = nil, asOf cut: OperationID = .now
    ) async throws -> Listing {
        try await listing(Queries.catalogue["list_creatives"], [cut.number, series, edition])
    }

    /// Markets that are used or were added, with what those stand on; all of them with `all`.
    public func markets(_ code: String? = nil, all: Bool = false, asOf cut: OperationID = .now) async throws -> Listing
    {
        let found = try await listing(
            Queries.catalogue["list_markets"], [cut.number, code?.lowercased(), all || code != nil])
        guard let code, found.rows.isEmpty else { return found }
        guard !code.showsNothing else { throw Refusal.emptyMarket }
        let names = try await marketNames()
        throw Refusal(
            .rule, "market \"\(code)\" is not known",
            hint: CountryCode.hint(for: code) ?? CountryCode.hint(forName: code, among: names)
                ?? Nearest.hint(for: code, among: Array(names.keys)) ?? "adapt market list --all")
    }

    /// Names of all markets by their codes.
    func marketNames() async throws -> [String: String] {
        let known = try await rows(Queries.catalogue["market_names"])
        return Dictionary(try known.map { (try $0.get("market_code"), try $0.get("name")) }) { $1 }
    }

    /// Sources, or one, ordered by code.
    public func sources(_ code: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        let found = try await listing(Queries.catalogue["list_sources"], [cut.number, code])
        guard let code, found.rows.isEmpty else { return found }
        let known = try await rows(Queries.catalogue["source_codes"]).map { try $0.get(0, as: String.self) }
        throw Refusal(
            .rule, "source \"\(code)\" is not known",
            hint: Nearest.hint(for: code, among: known) ?? "adapt source list")
    }

    /// What a source says of the market as a whole, and the notes taken from it.
    public func statements(
        of source: String, asOf cut: OperationID = .now
    ) async throws -> (market: Listing, notes: Listing) {
        let cut = try await pinned(cut)
        return (
            try await listing(Queries.catalogue["claims_of"], [cut.number, source]),
            try await listing(Queries.catalogue["notes_of"], [cut.number, source])
        )
    }

    func listing(_ text: String, _ values: [(any PostgresEncodable)?]) async throws -> Listing {
        try Listing(try await rows(text, values))
    }
}

extension Listing {
    /// An answer of the database, each cell as text.
    init(_ rows: Rows) throws {
        self.init(
            columns: rows.columns,
            rows: try rows.map { row in try rows.columns.indices.map { try row.get($0, as: String?.self) } })
    }
}
