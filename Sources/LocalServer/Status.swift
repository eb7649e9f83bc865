import Glibc

extension LocalServer {
    /// What can be said of the server without changing anything.
    public enum Status: Sendable, Equatable {
        /// No cluster here.
        case absent
        /// A cluster, made by this major version, that nobody serves.
        case stopped(version: String)
        /// A server that starts, recovers or goes down.
        case starting
        /// Ready for connections. The pid is the postmaster's; 0 where /proc does not tell.
        case running(version: String, dataDirectory: String, pid: Int32)
        /// Our server, which lives, and refuses or does not answer: in words, and what to do.
        case failing(String, fix: String)
        /// Something that is not our server, or that we may not look at: in words.
        case foreign(String)
    }

    /// Looks: at who answers on the socket, then at the files. Never creates anything.
    public func status() async -> Status {
        switch await Probe.of(layout) {
        case .ours(let version):
            let pid = ProcessTable.postmaster(of: layout.data) ?? 0
            return .running(version: version, dataDirectory: layout.data, pid: pid)
        case .starting: return .starting
        case .foreign(let what, let kind):
            guard kind != .foreignServer, kind != .notPermitted else { return .foreign(what) }
            return Status(Self.foreign(what, layout, kind))
        case .halted(let pid): return Status(Self.halted(pid, layout))
        case .mute:
            guard let pid = ProcessTable.postmaster(of: layout.data) else { return atRest() }
            return Status(ProcessTable.isStopped(pid) ? Self.halted(pid, layout) : Self.mute(pid, layout))
        case .silent: return atRest()
        }
    }

    /// What to say of a process that has the directory and took a connection without a word.
    static func mute(_ pid: pid_t, _ layout: Layout) -> LocalServerError {
        LocalServerError(
            .failing, "database server in \"\(layout.home)\" lives, as process \(pid), and does not answer",
            hint: "ps -o pid,stat,wchan,args -p \(pid); ls '\(layout.log)'")
    }

    /// What to say of a process of the server that somebody has stopped: nobody but him knows why.
    static func halted(_ pid: pid_t, _ layout: Layout) -> LocalServerError {
        LocalServerError(
            .failing,
            "process \(pid) of the database server in \"\(layout.home)\" was stopped (state T): "
                + "it does nothing until it is let go on", hint: "kill -CONT \(pid)")
    }

    private func atRest() -> Status {
        do {
            try requireReadable()
            if ProcessTable.postmaster(of: layout.data) != nil { return .starting }
            return try Binaries.majorOfCluster(layout).map { .stopped(version: "\($0)") } ?? .absent
        } catch {
            return .foreign("\(error)")
        }
    }

    /// Throws `notPermitted` where the user may not look at the server's files, and so cannot say what is there.
    public func requireReadable() throws {
        var status = stat()
        guard stat(layout.versionFile, &status) != 0, errno == EACCES else { return }
        let owner = Files.status(layout.home).map { Account.identified($0.st_uid)?.name ?? "uid \($0.st_uid)" }
        throw LocalServerError(
            .notPermitted,
            "directory \"\(layout.home)\" cannot be read" + (owner.map { ": it belongs to \"\($0)\"" } ?? ""),
            hint: owner.map { "run adapt as \"\($0)\" or root, or set ADAPT_HOME to a directory of your own" }
                ?? "ls -ld '\(layout.home)'")
    }
}

extension LocalServer.Status {
    init(_ error: LocalServerError) { self = .failing(error.message, fix: error.hint ?? "adapt doctor") }
}
