extension LocalServer {
    /// Where the server lives and how it runs.
    public struct Configuration: Sendable {
        /// Absolute directory of everything: the cluster in `data`, the log in `log`, the socket in `run`.
        public var home: String
        /// False trades safety for speed (fsync and full page writes off, initdb unsynced): tests only.
        public var durable: Bool = true
        /// The operating system user that owns and runs the server when we are uid 0.
        public var serverUser: String = "postgres"
        /// Directory of `initdb` and `postgres`; nil means they are looked for.
        public var binaries: String?
        /// The server's `max_connections`.
        public var maxConnections: Int = 40
        /// The server's `max_prepared_transactions`: nobody leaves one behind that outlives him.
        public var maxPreparedTransactions: Int = 0
        /// How long a start may take, crash recovery and other starters included.
        public var startDeadline: Duration = .seconds(60)
        /// True for tests: the server dies with this process. Otherwise it outlives us on purpose.
        public var followsParent = false

        /// A durable server in `home`, an absolute path.
        public init(home: String) {
            self.home = home
        }
    }

    /// The home when none is named: `/var/lib/adapt` for root (whose own home no server user can
    /// enter), else `$XDG_DATA_HOME/adapt` or `$HOME/.local/share/adapt`.
    public static func defaultHome(environment: [String: String], uid: UInt32) throws -> String {
        if uid == 0 { return "/var/lib/adapt" }
        // The XDG rules: a relative value is invalid and is ignored.
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/adapt" }
        if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/share/adapt" }
        throw LocalServerError(
            .pathUnusable, "a place for the database is not known: neither HOME nor XDG_DATA_HOME is set",
            hint: "export XDG_DATA_HOME=/a/directory/of/yours")
    }
}
