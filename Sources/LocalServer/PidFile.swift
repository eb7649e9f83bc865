import Glibc

/// `postmaster.pid` and the socket's lock file: both begin with a pid, and a server refuses to start when
/// that number is in use by its own user, or when the file is empty or cut.
enum PidFile {
    /// The pid in the first line; nil for an empty or cut file. A single-user server's is negative.
    static func pid(in text: String) -> pid_t? {
        guard let line = text.split(separator: "\n", omittingEmptySubsequences: false).first,
            let number = pid_t(line), number != 0, number != .min
        else { return nil }
        return abs(number)
    }

    /// The server of the directory that the file names, which lives; nil where it names another process, or none.
    static func postmaster(_ layout: Layout) -> pid_t? {
        guard let text = Files.read(layout.pidFile, limit: 4_096), let number = pid(in: text),
            ProcessTable.server(number, of: layout.data)?.isPostmaster == true
        else { return nil }
        return number
    }

    /// Removes what would stop a start. Only under the lock, and only when no live process has the directory.
    ///
    /// A dead pid is left to the server, which knows the shared memory named in the file. A zombie counts
    /// as a user of its number for the server, but not for us: waiting for its parent can take seconds.
    static func removeStale(_ layout: Layout) throws {
        for file in [layout.pidFile, layout.endpoint.socket + ".lock"] {
            guard let text = Files.read(file, limit: 4_096) else { continue }
            if let pid = pid(in: text), !ProcessTable.exists(pid) { continue }
            guard unlink(file) == 0 || errno == ENOENT else {
                throw Files.failure("file", file, "is stale and cannot be removed")
            }
        }
    }
}
