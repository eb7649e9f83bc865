import Glibc

/// A directory for one test, gone afterwards.
public struct TemporaryDirectory: Sendable {
    /// Its absolute path.
    public let path: String

    /// A directory that is already there.
    public init(path: String) { self.path = path }

    /// Why a directory could not be made.
    public struct Failure: Error, CustomStringConvertible {
        /// What failed, with the path.
        public let description: String
    }

    /// Where temporary files go: TMPDIR; else memory where there is plenty, as a database of some 500 files is made for
    /// nearly every test; else /tmp.
    public static let root: String = {
        guard let value = getenv("TMPDIR").map({ String(cString: $0) }), value.hasPrefix("/") else {
            return isPlenty(of: "/dev/shm") ? "/dev/shm" : "/tmp"
        }
        return value.hasSuffix("/") ? String(value.dropLast()) : value
    }()

    /// Whether a file system has 8 GB to spare, for us to write to and run programs from.
    private static func isPlenty(of path: String) -> Bool {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0, access(path, W_OK | X_OK) == 0 else { return false }
        // ST_RDONLY and ST_NOEXEC.
        let isHindered = UInt(disk.f_flag) & (1 | 8) != 0
        return !isHindered && UInt64(disk.f_bavail) * UInt64(disk.f_frsize) >= 8 << 30
    }

    /// Makes a directory, hands it to `body` and removes it with all that is in it, whatever happens.
    public static func with<R: Sendable>(
        _ body: @Sendable (TemporaryDirectory) async throws -> R
    ) async throws -> R {
        var template = Array("\(root)/adapt-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else {
            throw Failure(description: "no directory can be made in \"\(root)\": errno \(errno)")
        }
        let directory = TemporaryDirectory(path: String(cString: made))
        // Open to all: a server's account has to reach its own directory inside.
        chmod(directory.path, 0o755)
        defer { remove(directory.path) }
        return try await body(directory)
    }

    /// Removes a file, or a directory with all that is in it. Links are removed, not followed.
    public static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in names(path) { remove(path + "/" + name) }
        rmdir(path)
    }

    /// Names in a directory; none where it cannot be listed.
    public static func names(_ path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
