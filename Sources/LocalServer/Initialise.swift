import Glibc

/// Makes the cluster: aside, whole, synced, and only then under its name. A kill at any moment leaves
/// either no cluster or a whole one. Under the lock.
struct Initialise {
    let layout: Layout
    let account: Account
    let binaries: Binaries
    let configuration: LocalServer.Configuration
    let lock: DirectoryLock

    private var server: ServerProcess { ServerProcess(account: account, directory: layout.home) }

    func run() async throws {
        try await removeUnfinished()
        try await initdb()
        try Settings(layout: layout, account: account, configuration: configuration).write(in: layout.unfinished)
        // The files just written are synced; this syncs their names.
        if configuration.durable { try Files.syncDirectory(layout.unfinished) }
        guard rename(layout.unfinished, layout.data) == 0 else {
            throw Files.failure("directory", layout.data, "cannot be put in place")
        }
        if configuration.durable { try Files.syncDirectory(layout.home) }
    }

    /// A killed `initdb` may still have a child for a moment, which adds a file while we remove: try again.
    private func removeUnfinished() async throws {
        let deadline = Deadline(.seconds(10))
        while Files.exists(layout.unfinished) {
            let ending = try await server.run(
                "/bin/rm", ["-rf", "--", layout.unfinished], deadline: .seconds(60))
            if ending.succeeded { continue }
            guard !deadline.hasPassed else {
                throw LocalServerError(
                    .pathUnusable, "half-made database \"\(layout.unfinished)\" cannot be removed",
                    output: ending.output)
            }
            try await deadline.pause()
        }
    }

    private func initdb() async throws {
        var arguments = [
            "--pgdata=\(layout.unfinished)", "--username=\(Layout.role)", "--auth=peer", "--encoding=UTF8",
            "--locale=C.UTF-8", "--data-checksums", "--no-instructions",
        ]
        if !configuration.durable { arguments.append("--no-sync") }
        let ending = try await server.run(
            binaries.initdb, arguments, input: lock.descriptor, bound: true,
            deadline: configuration.startDeadline)
        guard ending.succeeded else {
            let full = Start.saysDiskFull(ending.output)
            throw LocalServerError(
                full ? .diskFull : .startFailed,
                "database in \"\(layout.home)\" cannot be created: initdb \(ending.status)",
                hint: full ? "df -h '\(layout.home)'" : nil, output: ending.output)
        }
    }
}
