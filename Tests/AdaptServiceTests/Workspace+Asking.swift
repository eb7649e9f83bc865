import AdaptModel
import AdaptSQL
import Postgres
import TestSupport
import Testing

@testable import AdaptService

extension Workspace {
    /// The first column of an answer, as text.
    func texts(_ sql: String, _ values: [(any PostgresEncodable)?] = []) async throws -> [String] {
        try await connection.query(SQL(sql, bind: values)).map { try $0.get(0, as: String?.self) ?? "null" }
    }

    /// The first number of an answer.
    func number(_ sql: String) async throws -> Int {
        let rows = try await connection.query(SQL(sql, bind: []))
        return try rows[0].get(0, as: Int?.self) ?? 0
    }

    /// How many rows each table holds: equal before and after where nothing was changed.
    func counts() async throws -> [String] {
        try await connection.rowCounts().map { "\($0.key) \($0.value)" }.sorted()
    }

    /// What some editions say, each element with how it came about.
    func profileTexts(of editions: Listing, asOf cut: OperationID) async throws -> [String] {
        var texts: [String] = []
        for (series, edition) in zip(editions["series"], editions["edition"]) {
            let found = try await find(EditionReference(series: series ?? "", edition: edition), asOf: cut)
            let profile = try await profile(of: found).map { element, resolved in
                "\(element) \(resolved.state) \(resolved.basis.map { "\($0)" } ?? "") \(resolved.outdated)"
            }
            texts.append("\(found.name) \(profile)")
        }
        return texts
    }

    /// Imports a file of figures from memory.
    @discardableResult
    func load(
        _ text: String, dryRun: Bool = false, _ options: ImportReach.Options = .init(today: Catalogue.today)
    ) async throws -> ImportReach.Receipt {
        try await load(Array(text.utf8), dryRun: dryRun, options)
    }

    @discardableResult
    func load(
        _ bytes: [UInt8], dryRun: Bool = false, _ options: ImportReach.Options = .init(today: Catalogue.today)
    ) async throws -> ImportReach.Receipt {
        try await ImportReach(options).run(ByteSource(name: "reach.csv", bytes: bytes), in: self, dryRun: dryRun)
    }

    /// Registers an edition.
    @discardableResult
    func register(
        _ name: String, title: String = "T", market: String? = nil, language: String? = nil, from parent: String? = nil,
        _ decisions: [Decide.Request] = [], dryRun: Bool = false
    ) async throws -> Receipt<RegisterEdition.Result> {
        let reference = try EditionReference(parsing: name)
        var facts = EditionFacts()
        (facts.title, facts.market, facts.language) = (title, market, language)
        let lineage = try parent.map {
            LineageFacts(parent: try EditionReference(parsing: $0), method: .remake)
        }
        return try await RegisterEdition(
            series: reference.series, code: reference.edition, facts: facts, lineage: lineage, decisions: decisions
        ).run(in: self, dryRun: dryRun)
    }

    /// Says something of one element.
    @discardableResult
    func decide(
        _ edition: String, _ path: String, _ statement: Decide.Request.Statement, minor: Bool = false,
        ifRevision: Int? = nil, mayBeNew: Bool = true
    ) async throws -> Receipt<Decide.Result> {
        let request = Decide.Request(try ElementPath(path), statement, minor: minor, mayBeNew: mayBeNew)
        return try await Decide(
            edition: try EditionReference(parsing: edition), requests: [request], ifRevision: ifRevision
        ).run(in: self, verb: "set", dryRun: false)
    }

    /// An element of an edition as it resolves.
    func resolved(
        _ edition: String, _ path: String, asOf cut: OperationID = .now
    ) async throws -> ResolvedElement {
        let sheet = try await sheet(of: EditionReference(parsing: edition), asOf: cut)
        return sheet.elements.first { $0.element == path }?.resolved ?? .notRecorded
    }

    func addSeries(_ code: String, title: String? = nil) async throws {
        _ = try await addSeries(try Code(code, for: "series"), SeriesFacts(title: title), dryRun: false)
    }

    func addSource(_ code: String) async throws {
        _ = try await addSource(try Code(code, for: "source"), SourceFacts(title: code), dryRun: false)
    }
}

/// What `body` is refused with; fails the test where it is not refused.
func refusal(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> Refusal {
    let refusal = await #expect(throws: Refusal.self, sourceLocation: sourceLocation) { try await body() }
    return try #require(refusal, sourceLocation: sourceLocation)
}

/// What PostgreSQL refuses `body` with.
func refusedByDatabase(
    sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async throws -> PostgresError {
    let error = await #expect(throws: PostgresError.self, sourceLocation: sourceLocation) { try await body() }
    return try #require(error, sourceLocation: sourceLocation)
}

extension Receipt {
    /// The number of the operation; nil: all of it was so already.
    var recorded: Int? { wasSo ? nil : operation.number }
}
