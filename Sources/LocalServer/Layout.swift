import Glibc

/// The files of one home. Pure: nothing here touches the disk, but for the socket of a long path.
struct Layout: Sendable {
    /// The home without trailing or double slashes.
    let home: String
    /// Directory of the Unix socket: `home/run`, or a short private one when that is too long.
    let socketDirectory: String
    /// The user whose server it is: no other one's is spoken to.
    private let runsAs: String

    init(_ configuration: LocalServer.Configuration) {
        home = "/" + configuration.home.split(separator: "/").joined(separator: "/")
        socketDirectory = SocketDirectory.path(home: home, serverUser: configuration.serverUser)
        let caller = geteuid()
        runsAs = caller == 0 ? configuration.serverUser : Account.identified(caller)?.name ?? "\(caller)"
    }

    /// The cluster.
    var data: String { home + "/data" }
    /// A cluster in the making: renamed to `data` when whole.
    var unfinished: String { home + "/data.new" }
    /// Beside the data directory, so that it is there before it and survives it.
    var lock: String { home + "/lock" }
    var log: String { home + "/log" }
    /// What the server and `pg_ctl` say before the server's own log is open.
    var startLog: String { log + "/start.log" }
    /// Room for recovery when the disk is full.
    var reserve: String { home + "/reserve" }
    var versionFile: String { data + "/PG_VERSION" }
    var pidFile: String { data + "/postmaster.pid" }
    var controlFile: String { data + "/global/pg_control" }

    /// Names that we make in a home; anything else in a directory without a cluster is not ours.
    static let ownNames: Set<String> = ["data", "data.new", "lock", "log", "run", "reserve", "backup"]

    /// The port is only part of the socket's name.
    static let port = 5432
    /// The superuser role of the cluster, and the name of its user map.
    static let role = "adapt"

    var endpoint: Endpoint {
        Endpoint(socketDirectory: socketDirectory, port: Self.port, user: Self.role, runsAs: runsAs)
    }
}
