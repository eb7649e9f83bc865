import Glibc

/// Brings the server of an existing cluster up, whatever a crash left behind. Under the lock.
struct Start {
    let layout: Layout
    let account: Account
    let binaries: Binaries
    let configuration: LocalServer.Configuration
    let deadline: Deadline

    /// Whether a program of PostgreSQL says that the disk is full: of a write that went only halfway, it says so in its
    /// hint alone.
    static func saysDiskFull(_ text: String) -> Bool {
        text.contains("No space left on device") || text.contains("Check free disk space")
    }

    private enum Attempt {
        case up
        case failed(LocalServerError, said: String)
    }

    func run() async throws {
        var mayRelease = true
        var failure: LocalServerError?
        repeat {
            switch await Probe.of(layout) {
            case .ours: return
            case .foreign(let what, let kind): throw LocalServer.foreign(what, layout, kind)
            case .starting: break
            case .halted(let pid): throw LocalServer.halted(pid, layout)
            case .mute:
                let living = ProcessTable.postmaster(of: layout.data)
                if let living, ProcessTable.isStopped(living) { throw LocalServer.halted(living, layout) }
                failure = living.map { LocalServer.mute($0, layout) }
            case .silent:
                // Someone has the directory: a server that starts or stops, or what a killed one left.
                guard ProcessTable.servers(of: layout.data).isEmpty else { break }
                guard case .failed(let error, let said) = try await attempt() else { continue }
                failure = error
                if error.kind == .diskFull, mayRelease, reserve.release() {
                    mayRelease = false
                } else if !Self.passes(said) {
                    throw error
                }
            }
            try await deadline.pause()
        } while !deadline.hasPassed
        throw failure ?? unanswered()
    }

    private var reserve: Reserve { Reserve(layout: layout, account: account) }

    /// Refusals that end by themselves: a zombie in the lock file, a backend of a killed server.
    private static func passes(_ said: String) -> Bool {
        said.contains("lock file") && said.contains("already exists")
            || said.contains("pre-existing shared memory block")
    }

    private func attempt() async throws -> Attempt {
        do {
            try PidFile.removeStale(layout)
            var settings = Settings(layout: layout, account: account, configuration: configuration)
            settings.compressesPages = await compressesPages()
            try settings.write(in: layout.data)
        } catch let error as LocalServerError where error.kind == .diskFull {
            return .failed(error, said: error.message)
        }
        let log = ServerLog(layout)
        guard let ending = try await launch() else { return .up }
        let said = ending.output + log.news
        let full = Self.saysDiskFull(said)
        let error = LocalServerError(
            full ? .diskFull : .startFailed,
            "database server in \"\(layout.home)\" did not start (\(ending.status))",
            hint: full ? "df -h '\(layout.home)'" : "ls '\(layout.log)'", output: said)
        return .failed(error, said: said)
    }

    /// Whether the server knows how to compress the whole pages that its log takes after a checkpoint in next to no
    /// time: not all are built so, and before 15 none was. It says so itself, of the cluster as it was left.
    private func compressesPages() async -> Bool {
        guard configuration.durable, binaries.major >= 15 else { return false }
        let asked = ["-C", "wal_compression", "-c", "wal_compression=lz4", "-D", layout.data]
        let answer = try? await server.run(binaries.postgres, asked, deadline: .seconds(10))
        return answer?.succeeded ?? false
    }

    /// The server as our own child, in a session of its own; nil once it answers. Nobody awaits the task: it
    /// ends with the server, and when we end first the server goes on (or follows, where it is told to).
    /// Not `pg_ctl start`: it puts the path into a shell command, where a quote or a dollar breaks out.
    private func launch() async throws -> ServerProcess.Ending? {
        let output = open(layout.startLog, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard output >= 0, Files.give(output, to: account) else {
            throw Files.failure("file", layout.startLog, "cannot be written")
        }
        let (endings, end) = AsyncStream.makeStream(of: ServerProcess.Ending.self)
        Task.detached { [server, binaries, layout, configuration] in
            do {
                let ending = try await server.serve(
                    binaries.postgres, ["-D", layout.data], output: output, bound: configuration.followsParent)
                end.yield(ending)
            } catch {
                end.yield(ServerProcess.Ending(succeeded: false, status: "\(error)", output: ""))
            }
            close(output)
            end.finish()
        }
        return try await Deadline.within(deadline.remaining) { [layout] in
            try await withThrowingTaskGroup(of: ServerProcess.Ending?.self) { group in
                group.addTask { await endings.first { _ in true } }
                group.addTask {
                    while !Task.isCancelled {
                        let probe = await Probe.of(layout)
                        if case .ours = probe { break }
                        if case .halted(let pid) = probe { throw LocalServer.halted(pid, layout) }
                        if case .foreign(let what, let kind) = probe, kind != .foreignServer, kind != .notPermitted {
                            throw LocalServer.foreign(what, layout, kind)
                        }
                        try await Task.sleep(for: .milliseconds(20))
                    }
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } ?? nil
    }

    private var server: ServerProcess { ServerProcess(account: account, directory: layout.home) }

    private func unanswered() -> LocalServerError {
        let living = ProcessTable.servers(of: layout.data).map { "\($0.pid)" }.joined(separator: ", ")
        return LocalServerError(
            .startFailed,
            "database server in \"\(layout.home)\" does not answer within \(configuration.startDeadline); "
                + "its processes: \(living.isEmpty ? "none" : living)",
            hint: "ls '\(layout.log)'")
    }
}
