import Glibc

extension LocalServer {
    /// Shuts the server down: sessions are ended, what is committed stays. Fine when it does not run.
    public func stop() async throws {
        try requireReadable()
        // Nothing is made here, not even the lock's file.
        guard Files.exists(layout.versionFile) else {
            if case .foreign(let what, let kind) = await Probe.of(layout) { throw Self.foreign(what, layout, kind) }
            return
        }
        let account = try Account.ofServer(configuration)
        let deadline = Deadline(configuration.startDeadline)
        try await DirectoryLock.holding(layout, account: account, deadline: deadline) { _ in
            try await stopUnderLock(deadline)
        }
    }

    private func stopUnderLock(_ deadline: Deadline) async throws {
        let log = ServerLog(layout)
        // Not pg_ctl: it would signal whatever process the pid file happens to name.
        guard let pid = ProcessTable.postmaster(of: layout.data) else {
            if case .foreign(let what, let kind) = await Probe.of(layout) { throw Self.foreign(what, layout, kind) }
            return
        }
        // Not signalled: it would end, to somebody's surprise, when it is let go on.
        guard !ProcessTable.isStopped(pid) else { throw Self.halted(pid, layout) }
        guard kill(pid, SIGINT) == 0 || errno == ESRCH else {
            throw LocalServerError(
                .notPermitted,
                "database server \(pid) in \"\(layout.home)\" cannot be stopped: "
                    + Files.reason(errno))
        }
        let patience = Deadline(.seconds(5))
        while ProcessTable.server(pid, of: layout.data) != nil {
            // It waits for its sessions, and one that is stopped does not end.
            if patience.hasPassed, let stopped = ProcessTable.stopped(of: layout.data) {
                throw Self.halted(stopped, layout)
            }
            guard !deadline.hasPassed else {
                throw LocalServerError(
                    .stopFailed,
                    "database server \(pid) in \"\(layout.home)\" did not stop within "
                        + "\(configuration.startDeadline)", hint: "ls '\(layout.log)'", output: log.news)
            }
            try await deadline.pause(patience.hasPassed ? .milliseconds(500) : .milliseconds(25))
        }
    }
}
