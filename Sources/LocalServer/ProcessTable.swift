import Glibc

/// What /proc says of live PostgreSQL processes. Only read; nothing is ever signalled on a number alone.
enum ProcessTable {
    struct Server: Sendable {
        let pid: pid_t
        /// True for a server or a program that opened the directory itself (`-D`); false for a backend,
        /// which may outlive its killed postmaster for a moment with shared memory still attached.
        let isPostmaster: Bool
    }

    /// Live PostgreSQL processes in the data directory. Zombies are dead.
    static func servers(of data: String) -> [Server] {
        (Files.names("/proc") ?? []).compactMap { name in
            guard let pid = pid_t(name) else { return nil }
            return server(pid, of: data)
        }
    }

    /// The postmaster among them; the lowest pid when one is just forking.
    static func postmaster(of data: String) -> pid_t? {
        servers(of: data).filter(\.isPostmaster).map(\.pid).min()
    }

    /// Whether the number is in use at all, by anybody.
    static func exists(_ pid: pid_t) -> Bool {
        kill(pid, 0) == 0 || errno == EPERM
    }

    static func server(_ pid: pid_t, of data: String) -> Server? {
        guard let line = Files.read("/proc/\(pid)/cmdline", limit: 16_384), !line.isEmpty, !isDead(pid) else {
            return nil
        }
        let arguments = line.split(separator: "\0", omittingEmptySubsequences: false).map(String.init)
        let program = arguments[0].split(separator: "/").last.map(String.init) ?? ""
        if program == "postgres" || program == "postmaster" {
            guard let flag = arguments.firstIndex(of: "-D"), flag + 1 < arguments.count,
                Files.same(arguments[flag + 1], data)
            else { return nil }
            return Server(pid: pid, isPostmaster: true)
        }
        // A backend's title has replaced its arguments. Its directory can be hidden from us (a container's
        // root without CAP_SYS_PTRACE); the server's own check of shared memory still stands then.
        guard line.hasPrefix("postgres:"), Files.same("/proc/\(pid)/cwd", data) else { return nil }
        return Server(pid: pid, isPostmaster: false)
    }

    /// Whether somebody has stopped it (SIGSTOP): it does nothing until it is let go on. Whoever traces a process stops
    /// it too, for moments: that is another letter.
    static func isStopped(_ pid: pid_t) -> Bool { state(pid) == "T" }

    /// A process of the server that somebody has stopped.
    static func stopped(of data: String) -> pid_t? {
        servers(of: data).map(\.pid).first { isStopped($0) }
    }

    private static func isDead(_ pid: pid_t) -> Bool {
        guard let letter = state(pid) else { return true }
        return letter == "Z" || letter == "X"
    }

    /// Its letter in the table of processes; nil where there is no such process.
    private static func state(_ pid: pid_t) -> Character? {
        // The name in brackets may hold anything, brackets too: the state follows the last one.
        guard let line = Files.read("/proc/\(pid)/stat", limit: 4_096), let end = line.lastIndex(of: ")")
        else { return nil }
        return line[end...].dropFirst(2).first
    }
}
