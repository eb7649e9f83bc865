import Glibc

/// What backups that were killed left beside their names.
enum BackupLeavings {
    /// What the name of a backup has in it until it is whole. A file with it is held by a lock for as long as anybody
    /// writes it, from before it has the name; where locks are not shared, that it was written lately tells as much.
    static let mark = ".unfinished-"

    /// Removes the files that backups into the directory of `path` began and nobody writes any more; gives their names.
    static func clear(beside path: String) -> [String] {
        guard let slash = path.lastIndex(of: "/"), let list = opendir(String(path[...slash])) else { return [] }
        defer { closedir(list) }
        var found: [String] = []
        while let entry = readdir(list) {
            // The name is longer than its declared field on some systems: take it by its address.
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name.wholeMatch(of: #/.+\.unfinished-[A-Za-z0-9]{6}/#) != nil else { continue }
            let left = String(path[...slash]) + name
            if isLeft(left), unlink(left) == 0 { found.append(left) }
        }
        return found.sorted()
    }

    /// Whether a file is one that a backup of ours began, by all that is seen of it: its name alone may be anybody's.
    private static func isLeft(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & ~0o600 == S_IFREG, status.st_uid == geteuid(),
            status.st_nlink == 1, time(nil) - status.st_mtim.tv_sec > 60, flock(descriptor, LOCK_SH | LOCK_NB) == 0
        else { return false }
        var start = [UInt8](repeating: 0, count: pgDump.count)
        let count = read(descriptor, &start, start.count)
        return count >= 0 && pgDump.starts(with: start.prefix(count))
    }

    /// How what pg_dump writes begins.
    private static let pgDump = Array("PGDMP".utf8)
}
