/// How a connection is opened and how patient it is.
public struct ConnectionOptions: Sendable {
    /// What `pg_stat_activity` shows, unless the URL or PGAPPNAME says otherwise.
    public var applicationName: String
    /// The longest that connecting may take. Looking up a host name is bounded by the system's resolver only.
    public var connectDeadline: Duration
    /// The longest that a statement may take, or that COPY and streams may stand still; nil is no limit.
    public var statementDeadline: Duration?
    /// Settings of the session, such as `("search_path", "adapt")`, in force from its first statement on.
    public var settings: [(String, String)]
    /// A database to connect to in place of the one that the URL names.
    public var database: String?

    /// The defaults fit short statements of a program that people wait for.
    public init(
        applicationName: String = "adapt",
        connectDeadline: Duration = .seconds(10),
        statementDeadline: Duration? = .seconds(60),
        settings: [(String, String)] = []
    ) {
        self.applicationName = applicationName
        self.connectDeadline = connectDeadline
        self.statementDeadline = statementDeadline
        self.settings = settings
    }

    /// The settings as the server's command line options, spaces and backslashes escaped.
    var commandLine: String {
        settings.map { name, value in
            let escaped = value.replacing("\\", with: "\\\\").replacing(" ", with: "\\ ")
            return "-c \(name)=\(escaped)"
        }.joined(separator: " ")
    }
}
