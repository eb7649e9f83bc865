import AdaptModel
import AdaptService
import LocalServer
import Postgres

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
        if let option, DatabaseTarget.holdsPassword(option) {
            throw Refusal(
                .usage, "password in --database can be read by everybody on this machine",
                hint: "set ADAPT_DATABASE_URL, or keep the password in ~/.pgpass")
        }
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
        let environment = streams.environment
        let home =
            try environment["ADAPT_HOME"].flatMap { $0.isEmpty ? nil : $0 }
            ?? LocalServer.defaultHome(environment: environment, uid: streams.uid)
        guard home.hasPrefix("/") else {
            throw Refusal(.usage, "ADAPT_HOME \"\(home)\" is not an absolute path", hint: "start it with /")
        }
        var configuration = LocalServer.Configuration(home: home)
        configuration.binaries = environment["ADAPT_POSTGRES_BIN"]
        self.init(
            .local(LocalServer(configuration), database: database), name: "private database \(database) in \(home)")
    }

    private init(_ place: Place, name: String) {
        self.place = place
        self.name = name
    }

    private static func holdsPassword(_ url: String) -> Bool {
        guard let scheme = url.firstRange(of: "://") else { return url.contains("password=") }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" }
        let user = authority.split(separator: "@", omittingEmptySubsequences: false)
        return user.count > 1 && user[0].contains(":") || url.contains("password=")
    }

    /// The URL that psql accepts as it is.
    var url: String {
        switch place {
        case .url(let url): url
        case .local(let server, let database): server.endpoint.url(database: database)
        }
    }

    var isPrivate: Bool {
        if case .local = place { true } else { false }
    }

    /// Connects. A private server is created and started where it does not answer.
    func connect() async throws -> Connection {
        switch place {
        case .url(let url): return try await Connection.open(url, options: Workspace.options)
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

    /// Runs `body` on the database, whose schema is checked first; a private one is brought up to date unasked.
    func withWorkspace<Result: Sendable>(
        author: String? = nil, _ body: @Sendable (Workspace) async throws -> Result
    ) async throws -> Result {
        let connection = try await connect()
        let streams = Streams.current
        if isPrivate, try await Schema.state(of: connection).needsMigration {
            _ = try await Migrator(connection).migrate()
        } else {
            try await Schema.require(connection)
        }
        let names = [author, streams.environment["ADAPT_AUTHOR"], streams.environment["USER"]]
        let known = names.compactMap { $0 }.first { !$0.isEmpty }
        let result = try await body(
            Workspace(connection: connection, author: known ?? (streams.uid == 0 ? "root" : "uid \(streams.uid)")))
        await connection.close()
        return result
    }
}

extension Schema.State {
    var needsMigration: Bool {
        switch self {
        case .absent, .behind: true
        case .current, .ahead: false
        }
    }
}
