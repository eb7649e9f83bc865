import AdaptService
import Glibc

/// What backups that were killed left beside their names. Only told: that a file looks so is no proof.
enum BackupLeavings {
    /// Takes the file of a running backup, so that it is not told to be a leaving.
    static func take(_ descriptor: Int32) { flock(descriptor, LOCK_EX | LOCK_NB) }

    /// Files in the directory of `path` that a backup of that name, or of a name we chose, began and nobody writes.
    static func beside(_ path: String) -> [String] {
        guard let slash = path.lastIndex(of: "/"), let list = opendir(String(path[...slash])) else { return [] }
        defer { closedir(list) }
        let (directory, name) = (path[...slash], path[slash...].dropFirst())
        var found: [String] = []
        while let entry = readdir(list) {
            // The name is longer than its declared field on some systems: take it by its address.
            let other = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard let match = other.wholeMatch(of: #/(.+)\.[A-Za-z0-9]{6}/#),
                match.1 == name || match.1.hasPrefix("adapt-") && match.1.hasSuffix(".dump"),
                isLeft(directory + other)
            else { continue }
            found.append(directory + other)
        }
        return found.sorted()
    }

    private static func isLeft(_ path: String) -> Bool {
        guard access(BackupManifest.path(of: path), F_OK) != 0 else { return false }
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_uid == geteuid(),
            flock(descriptor, LOCK_SH | LOCK_NB) == 0
        else { return false }
        var start = [UInt8](repeating: 0, count: 5)
        let count = read(descriptor, &start, start.count)
        return count == 0 || count == 5 && start == Array("PGDMP".utf8)
    }
}
