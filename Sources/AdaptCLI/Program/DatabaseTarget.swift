import AdaptModel
import LocalServer

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
}
