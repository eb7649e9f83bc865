public import AdaptModel
import AdaptSQL
public import Postgres
public import Synchronization

/// One open database and the person who works in it. Every use case starts here.
public struct Workspace: Sendable {
    /// The database. One command at a time.
    public let connection: Connection
    /// Who is the author of what is recorded.
    public let author: String
    /// Connects anew, to ask what became of a transaction whose line was lost; nil: it is not asked.
    let reconnect: (@Sendable () async throws -> Connection)?
    /// How long the database may take to come back and tell.
    let patience: Duration

    /// The settings that every connection of the program has.
    public static let options = ConnectionOptions(
        applicationName: "adapt",
        settings: [
            // What a server, a role or a database is set to must not change how values are written.
            ("search_path", "adapt, pg_temp"), ("DateStyle", "ISO"), ("TimeZone", "UTC"), ("extra_float_digits", "1"),
            ("lock_timeout", "10s"), ("client_connection_check_interval", "1s"),
        ])

    /// A workspace on a connection whose schema was checked (`Schema`). `reconnect` connects to the same database.
    public init(
        connection: Connection, author: String, patience: Duration = .seconds(30),
        reconnect: (@Sendable () async throws -> Connection)? = nil
    ) {
        self.connection = connection
        self.author = author
        self.patience = patience
        self.reconnect = reconnect
    }

    /// Runs a query of ours; what PostgreSQL refuses comes out as a `Refusal`. `patience`: the longest that it may
    /// take; nil: as long as people wait for an answer.
    func rows(
        _ text: String, _ values: [(any PostgresEncodable)?] = [], patience: Duration? = nil
    ) async throws -> Rows {
        try await refusing { try await connection.query(SQL(text, bind: values), deadline: patience) }
    }

    /// Runs `body`, which only reads, with the database as it is at one moment, whoever writes meanwhile; in a
    /// transaction that is open already, as it is in that.
    public func atOneMoment<Result: Sendable>(
        _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        if await connection.isInTransaction { return try await body() }
        return try await refusing { try await connection.transaction(.snapshot) { _ in try await body() } }
    }

    /// The patience with a statement that works on a whole catalogue, however large it is: that it is long at it is no
    /// sign of anything wrong.
    static let longPatience = Duration.seconds(6 * 3600)

    /// The operation that a moment stands for, as `Int`: everything up to it counts. Nil: the present.
    ///
    /// `moment` is a day (then its end, UTC) or a time stamp with zone; of one without fractions of a second, as the
    /// log writes them, that second's end. Throws a `Refusal` (usage).
    public func cut(asOf moment: String?) async throws -> OperationID {
        guard let moment else { return .now }
        let written = Day(moment).map { "\($0 + 1)T00:00:00Z" } ?? moment
        let isTime = Day(moment) != nil || Day(moment.prefix(10)) != nil && moment.utf8.count > 10
        do {
            guard isTime else { throw Refusal(.usage, "") }
            let isWhole = Day(moment) == nil && !moment.contains(".")
            let rows = try await rows(Queries.catalogue["operation_as_of"], [written, isWhole])
            return OperationID(try rows[0].get("cut"))
        } catch let refusal as Refusal where refusal.kind == .usage || refusal.kind == .input {
            throw Refusal(
                .usage, "moment \"\(moment)\" is not a day or time",
                hint: "write 2026-01-31 for the end of a day, or 2026-01-31T12:00:00Z")
        }
    }
}

/// What a writing use case gives back.
public struct Receipt<Result: Sendable>: Sendable {
    /// The operation's number; of a dry run, and where nothing was to be recorded, the one it would have had.
    public let operation: OperationID
    /// What was recorded.
    public let result: Result
    /// Whether nothing was kept.
    public let dryRun: Bool
    /// Whether all of it was so already: then there is no operation.
    public var wasSo = false
}

/// What came of something that may turn out to be so already.
protocol SaysIfSo: Sendable {
    /// Whether all of it was: then nothing was recorded.
    var wasSo: Bool { get }
}

/// The inside of an operation: everything recorded through it belongs to it, and is kept or dropped with it.
public struct Recorder: Sendable {
    let workspace: Workspace
    /// The operation.
    public let operation: OperationID

    func rows(_ text: String, _ values: [(any PostgresEncodable)?] = []) async throws -> Rows {
        try await workspace.rows(text, values)
    }

    /// Adds a citation, if there is one. Throws a `Refusal` (rule) where its source is not known.
    func add(_ citation: Citation?) async throws -> Int? {
        guard let citation else { return nil }
        let rows = try await rows(
            Queries.record["add_citation"], [citation.source, citation.locator, citation.quote, operation.number])
        if let found: Int = try rows.first?.get("citation") { return found }
        let known = try await self.rows(Queries.catalogue["source_codes"]).map { try $0.get("code", as: String.self) }
        throw Refusal(
            .rule, "source \"\(citation.source)\" is not known",
            hint: Nearest.hint(for: citation.source, among: known)
                ?? "adapt source add \(citation.source) --title \"...\"")
    }

    /// Refuses texts of which nothing can be seen.
    func check(texts: [(name: String, text: String?)]) throws {
        for (name, text) in texts {
            guard let text, text.showsNothing else { continue }
            throw Refusal(.usage, "\(name) \"\(text)\" is empty", hint: "write it, or leave it out")
        }
    }

    /// Refuses markets and languages that do not exist.
    func check(markets: [String?], languages: [String?] = []) async throws {
        for market in markets.compactMap({ $0 }) {
            let known = try await rows(Queries.catalogue["list_markets"], [Int.max, market, true])
            guard known.isEmpty else { continue }
            let all = try await rows(Queries.catalogue["market_codes"]).map { try $0.get(0, as: String.self) }
            throw Refusal.unknown(market: market, among: all)
        }
        let tags = try languages.compactMap { try $0.map { try LanguageTag($0) } }
        let unknown = try await rows(
            Queries.record["unknown_languages"],
            [tags.map(\.primary), tags.compactMap(\.script), tags.compactMap(\.region)])
        guard let row = unknown.first else { return }
        let (kind, subtag): (String, String) = (try row.get("kind"), try row.get("subtag"))
        throw Refusal.unknown(subtag, of: kind)
    }
}

extension Refusal {
    /// A part of a language tag that does not exist; `kind` is language, script or region.
    static func unknown(_ subtag: String, of kind: String) -> Refusal {
        Refusal(
            .rule,
            "\(kind) \"\(subtag)\" does not exist in "
                + (kind == "language" ? "ISO 639" : kind == "script" ? "ISO 15924" : "ISO 3166-1"),
            hint: kind == "region"
                ? CountryCode.hint(for: subtag) ?? examples
                : kind == "language" && subtag.utf8.count == 3 ? twoLetters : examples)
    }

    private static let examples = "as in es, ko, zh-Hant, pt-BR, es-419"
    private static let twoLetters = "a language that has a code of two letters goes by that: ko, not kor; es, not spa"

    /// A market of which nothing can be seen.
    public static let emptyMarket = Refusal(
        .usage, "market is empty", hint: "leave it out, or name one, as in us; adapt market list --all shows them")

    /// A market that does not exist.
    static func unknown(market: String, among all: [String]) -> Refusal {
        guard !market.showsNothing else { return Refusal.emptyMarket }
        let near = CountryCode.hint(for: market) ?? Nearest.hint(for: market.lowercased(), among: all)
        if market == "001" { return Refusal(.rule, "market \"001\" is not known", hint: near) }
        return Refusal(
            .rule, "market \"\(market)\" is not known",
            hint: (near.map { $0 + (CountryCode.hint(for: market) == nil ? " " : "; ") } ?? "")
                + "add a set of countries with: adapt market add \(Code.suggestion(for: market)) --territory XX ...")
    }
}

extension Workspace {
    private struct Rehearsed<Result: Sendable>: Error {
        let result: Result
    }

    private struct WasSo<Result: Sendable>: Error {
        let receipt: Receipt<Result>
    }

    /// How many transactions of this process have been sent to be committed: what became of them is for certain only
    /// when they have told. Who holds it keeps others from being sent.
    public static let commits = Mutex(0)

    /// Runs `body` in one transaction: all of it is kept, or nothing. With `dryRun` it is done, then taken back.
    ///
    /// Where the line is lost at the very end, the database is asked what became of it: what this gives or throws is
    /// what happened. Only where that cannot be told either it throws a `Refusal` (busy).
    func transaction<Result: Sendable>(
        dryRun: Bool, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        let ending = Ending<Result>()
        do {
            return try await refusing {
                do {
                    return try await connection.transaction { connection in
                        let result = try await body()
                        if dryRun { throw Rehearsed(result: result) }
                        ending.note(result, try await LastOperation(of: connection))
                        Workspace.commits.withLock { $0 += 1 }
                        return result
                    }
                } catch let error as PostgresError where error.kind == .outcomeUnknown {
                    // Whoever is told to stop is told what became of it all the same.
                    return try await Task { try await outcome(of: ending, error) }.value
                } catch {
                    // Nothing was kept.
                    if ending.known != nil { Workspace.commits.withLock { $0 -= 1 } }
                    throw error
                }
            }
        } catch let rehearsed as Rehearsed<Result> {
            return rehearsed.result
        }
    }

    /// Runs `body` as one operation in one transaction: all of it is kept, or nothing.
    ///
    /// With `dryRun` everything is checked and done, then taken back.
    public func record<Result: Sendable>(
        _ verb: String, message: String?, undoes: OperationID? = nil, dryRun: Bool,
        _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> Receipt<Result> {
        try await transaction(dryRun: dryRun) {
            let (operation, result) = try await operation(verb, message: message, undoes: undoes, body)
            return Receipt(operation: operation, result: result, dryRun: dryRun)
        }
    }

    /// The same, where it may turn out that all of it was so already: then nothing is kept, not even the operation.
    func record<Result: SaysIfSo>(
        _ verb: String, message: String?, dryRun: Bool, _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> Receipt<Result> {
        do {
            return try await transaction(dryRun: dryRun) {
                let (operation, result) = try await operation(verb, message: message, body)
                guard !result.wasSo else {
                    throw WasSo(
                        receipt: Receipt(operation: operation, result: result, dryRun: dryRun, wasSo: true))
                }
                return Receipt(operation: operation, result: result, dryRun: dryRun)
            }
        } catch let was as WasSo<Result> {
            return was.receipt
        }
    }

    /// Runs `body` as one operation of the running transaction.
    func operation<Result: Sendable>(
        _ verb: String, message: String?, undoes: OperationID? = nil,
        _ body: @Sendable (Recorder) async throws -> Result
    ) async throws -> (OperationID, Result) {
        let recorder = try await begin(verb, message: message, undoes: undoes)
        return (recorder.operation, try await body(recorder))
    }

    /// Begins an operation of the running transaction, to be recorded in.
    func begin(_ verb: String, message: String?, undoes: OperationID? = nil) async throws -> Recorder {
        let begun = try await rows(Queries.record["begin"], [author, verb, message, undoes?.number])
        return Recorder(workspace: self, operation: OperationID(try begun[0].get("operation")))
    }
}
