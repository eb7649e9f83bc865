/// The private PostgreSQL server of a machine: made and started when first needed, reached over a Unix
/// socket by its owner and root only. It outlives the commands that start it.
public struct LocalServer: Sendable {
    let configuration: Configuration
    let layout: Layout

    /// Describes the server; nothing is looked at or made yet.
    public init(_ configuration: Configuration) {
        self.configuration = configuration
        layout = Layout(configuration)
    }

    /// Where the server listens when it runs. Cheap: a command connects here straight away, and only calls
    /// `ensureRunning` when that fails.
    public var endpoint: Endpoint { layout.endpoint }

    /// Makes sure that the server runs: creates and starts it where needed. Any number of processes may call
    /// this at once; one of them does the work, all of them return when it is done.
    ///
    /// - Parameter onProgress: told what takes time, in a few words, such as "starting the database server".
    public func ensureRunning(onProgress: (@Sendable (String) -> Void)? = nil) async throws -> Endpoint {
        switch await Probe.of(layout) {
        case .ours: return endpoint
        case .foreign(let what, let kind): throw Self.foreign(what, layout, kind)
        case .halted(let pid): throw Self.halted(pid, layout)
        case .starting, .silent, .mute: break
        }
        let account = try Account.ofServer(configuration)
        let home = Home(layout: layout, account: account)
        try await home.prepare(asWritten: configuration.home)
        let deadline = Deadline(configuration.startDeadline)
        try await DirectoryLock.holding(layout, account: account, deadline: deadline) { lock in
            // Whoever held the lock before us has most likely done it all.
            if case .ours = await Probe.of(layout) { return }
            let binaries = try await Binaries.find(configuration, layout)
            try home.furnish()
            if !Files.exists(layout.versionFile) {
                onProgress?("creating the database server in \(layout.home)")
                try await Initialise(
                    layout: layout, account: account, binaries: binaries, configuration: configuration, lock: lock
                ).run()
            }
            onProgress?("starting the database server")
            try await Start(
                layout: layout, account: account, binaries: binaries, configuration: configuration,
                deadline: deadline
            ).run()
            if configuration.durable { Reserve(layout: layout, account: account).make() }
        }
        return endpoint
    }

    static func foreign(
        _ what: String, _ layout: Layout, _ kind: LocalServerError.Kind = .foreignServer
    ) -> LocalServerError {
        let hint: String? =
            switch kind {
            case .refused: "env | grep '^PG'; unset what is wrong"
            case .crowded: "end programs that are connected, and try again: ps -ef | grep 'postgres: '"
            case .diskFull: "df -h '\(layout.home)'"
            case .failing: "ls '\(layout.log)'"
            default: nil
            }
        if let hint {
            return LocalServerError(
                kind, "database server in \"\(layout.home)\" cannot be asked: \(what)", hint: hint)
        }
        return LocalServerError(
            kind, "socket \"\(layout.endpoint.socket)\" belongs to another server: \(what)",
            hint: "ls -l '\(layout.socketDirectory)'")
    }
}
