import AdaptModel
import AdaptService
import LocalServer
import Postgres
import Synchronization

/// The database that a command works on.
struct DatabaseTarget: Sendable {
    enum Place: Sendable {
        /// A server that somebody else runs; the text is a libpq URL, or empty for libpq's own variables.
        case url(String)
        /// A database of the machine's private server.
        case local(LocalServer, database: String)
    }

    let place: Place
    /// For people; never with a password.
    let name: String

    /// The first that is set: `option`, the environment's URLs, libpq's variables, the private server.
    init(option: String?, _ streams: Streams) throws {
        let environment = streams.environment
        if let option, DatabaseURL.isSecret(option) { throw DatabaseTarget.readable("--database") }
        let urls = [option, environment["ADAPT_DATABASE_URL"], environment["DATABASE_URL"]]
        if let url = urls.compactMap({ $0 }).first(where: { !$0.isEmpty }) {
            self.init(.url(url), name: "database given by URL")
        } else if ["PGHOST", "PGSERVICE", "PGDATABASE"].contains(where: { environment[$0] != nil }) {
            self.init(.url(""), name: "database given by libpq's variables")
        } else {
            try self.init(local: "adapt", streams)
        }
    }

    /// A database of the private server.
    init(local database: String, _ streams: Streams) throws {
        let home = try DatabaseTarget.home(streams)
        var configuration = LocalServer.Configuration(home: home)
        configuration.binaries = streams.environment["ADAPT_POSTGRES_BIN"]
        self.init(
            .local(LocalServer(configuration), database: database), name: "private database \(database) in \(home)")
    }

    /// The directory of the private server.
    static func home(_ streams: Streams) throws -> String {
        let environment = streams.environment
        let home =
            try environment["ADAPT_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? LocalServer.defaultHome(environment: environment, uid: streams.uid)
        guard home.hasPrefix("/") else {
            throw Refusal(.usage, "ADAPT_HOME \"\(home)\" is not an absolute path", hint: "start it with /")
        }
        guard home.split(separator: "/").contains(where: { $0 != "." && $0 != ".." }) else {
            throw Refusal(
                .usage, "ADAPT_HOME \"\(home)\" is not a directory of its own", hint: "name one like /var/lib/adapt")
        }
        return home
    }

    private init(_ place: Place, name: String) {
        self.place = place
        self.name = name
    }

    /// Refuses a password on the command line, which `ps` shows to everybody.
    static func readable(_ place: String) -> Refusal {
        Refusal(
            .usage, "password in \(place) can be read by everybody on this machine",
            hint: "set ADAPT_DATABASE_URL, or keep the password in ~/.pgpass")
    }

    /// The URL that psql accepts as it is.
    var url: String {
        switch place {
        case .url(let url): url
        case .local(let server, let database): server.endpoint.url(database: database)
        }
    }

    /// The same for people: without a password, and without what keeps a program from being led astray.
    var shownURL: String {
        switch place {
        case .url(let url): DatabaseURL.shown(url)
        case .local(let server, let database): server.endpoint.shortURL(database: database)
        }
    }

    var isPrivate: Bool {
        if case .local = place { true } else { false }
    }

    /// Connects. A private server is created and started where it does not answer.
    func connect() async throws -> Connection {
        switch place {
        case .url(let url): return try await patiently { try await Connection.open(url, options: Workspace.options) }
        case .local(let server, let database):
            do {
                return try await Connection.open(url, options: Workspace.options)
            } catch let error as PostgresError where error.kind == .cannotConnect || error.kind == .connectionLost {
                let streams = Streams.current
                _ = try await server.ensureRunning { streams.warn("adapt: \($0)") }
                try await server.ensureDatabase(database)
                return try await Connection.open(url, options: Workspace.options)
            }
        }
    }

    /// Connects; waits for a server that is starting, recovering or going down (57P01 to 57P03), up to half a minute.
    private func patiently(_ open: () async throws -> Connection) async throws -> Connection {
        let end = ContinuousClock.now + .seconds(30)
        while true {
            do {
                return try await open()
            } catch let error as PostgresError where error.sqlState?.hasPrefix("57P") == true {
                guard ContinuousClock.now < end else { throw error }
                try await Task.sleep(for: .milliseconds(250))
            }
        }
    }

    /// Runs `body` on the database, whose schema is checked first; a private one is brought up to date unasked.
    func withWorkspace<Result: Sendable>(
        author: String? = nil, _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        try await withConnection { try await with($0, author: author, body) }
    }

    /// Runs `body`, which only reads, as `withWorkspace` does.
    func reading<Result: Sendable>(
        _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        do {
            return try await withWorkspace(body)
        } catch let refusal as Refusal {
            throw refusal.ofReading
        }
    }

    /// Runs `body` on the database, whatever it holds. What the user may not, or waits for in vain, is told by the
    /// right that is missing, or by who is in the way.
    func withConnection<Result: Sendable>(
        _ body: @Sendable (Connection) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        let result = try await DatabaseTarget.explaining(connection) { try await body(connection) }
        await connection.close()
        return result
    }

    /// Runs `body`, which works on a connection: see `withConnection`.
    static func explaining<Result: Sendable>(
        _ connection: Connection, _ body: @Sendable () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            let refusal = error as? Refusal ?? (error as? PostgresError).map { Refusal($0) }
            guard let refusal, [.forbidden, .busy].contains(refusal.kind) else { throw error }
            let told = await refusal.explained(in: connection)
            await connection.close()
            throw told
        }
    }

    private func with<Result: Sendable>(
        _ connection: Connection, author: String?, _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        let schema = try await Schema.state(of: connection)
        if isPrivate, schema.needsMigration {
            let sent = Workspace.commits.withLock { $0 }
            _ = try await Migrator.migrate(on: connection, lines: Reconnection { try await connect() })
            // That is done, and nothing yet of what the command is for.
            Workspace.commits.withLock { $0 = sent }
        } else {
            try schema.require()
        }
        return try await body(
            Workspace(
                connection: connection, author: Streams.current.author(author),
                reconnect: { try await connect() }))
    }
}

extension Schema.State {
    var needsMigration: Bool {
        switch self {
        case .absent, .behind, .unfinished: true
        // Without its ledger there is nothing to go on from.
        case .lost(let version): version > 0
        case .current, .ahead: false
        }
    }
}
