import Glibc

/// Only one process at a time creates, starts or stops the cluster of a home. The kernel holds the lock
/// (`flock`), so a killed holder leaves nothing stale; the file lies beside the data directory.
struct DirectoryLock: Sendable {
    /// Open for as long as the lock is held. Given to `initdb` as its input: should we be killed, the
    /// orphan holds the lock until it has ended, and no second one starts in the same directory.
    let descriptor: Int32

    /// Runs `body` under the lock; throws `busy` when another holds it beyond `deadline`.
    static func holding<Result: Sendable>(
        _ layout: Layout, account: Account, deadline: Deadline,
        _ body: (DirectoryLock) async throws -> Result
    ) async throws -> Result {
        let descriptor = try openFile(layout.lock, account: account)
        defer { close(descriptor) }
        // Never a blocking flock: it would hold a thread of the pool, without a deadline.
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                throw Files.failure("file", layout.lock, "cannot be locked")
            }
            guard !deadline.hasPassed else {
                throw LocalServerError(
                    .busy, "database in \"\(layout.home)\" is being started or stopped by another process",
                    hint: "fuser -v '\(layout.lock)'")
            }
            try await deadline.pause()
        }
        return try await body(DirectoryLock(descriptor: descriptor))
    }

    private static func openFile(_ path: String, account: Account) throws -> Int32 {
        let flags = O_RDWR | O_NOFOLLOW | O_CLOEXEC
        let made = open(path, flags | O_CREAT | O_EXCL, 0o600)
        if made >= 0 {
            guard Files.give(made, to: account) else {
                defer { close(made) }
                throw Files.failure("file", path, "cannot be given to \"\(account.name)\"")
            }
            return made
        }
        guard errno == EEXIST else { throw Files.failure("file", path, "cannot be made") }
        let found = open(path, flags)
        guard found >= 0 else { throw Files.failure("file", path, "cannot be opened") }
        return found
    }
}
