import AdaptModel
import AdaptReports
import AdaptService
import Glibc

/// A backup on the disk: the file that `pg_dump` wrote, and the manifest beside it.
final class BackupFile: Sendable {
    /// Absolute path of the file.
    let path: String
    let manifest: BackupManifest
    /// The file, open for reading: whatever happens to the name.
    let descriptor: Int32

    /// Opens a backup and reads all of it. Throws a `Refusal`: missing file, with `hint`, or input where a byte is not
    /// as written.
    init(_ path: String, hint: String? = nil) throws {
        let path = BackupFile.absolute(path)
        // Before its manifest: where neither is there, the name that was given is told.
        let descriptor = try BackupFile.opened(path, hint: hint)
        let manifest: BackupManifest
        do {
            manifest = try BackupFile.manifest(of: path)
            let (bytes, sha256) = try BackupFile.checksum(descriptor, path)
            guard bytes == manifest.bytes else {
                throw Refusal(
                    .input,
                    "backup \"\(path)\" is damaged: \(grouped(bytes, "byte")), not the \(grouped(manifest.bytes)) written",
                    hint: "use another backup")
            }
            guard sha256 == manifest.sha256 else {
                throw Refusal(
                    .input, "backup \"\(path)\" is damaged: its bytes are not those written (SHA-256)",
                    hint: "use another backup")
            }
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.manifest = manifest
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Reads what stands beside a file. Throws a `Refusal`: see `init`.
    static func manifest(of path: String) throws -> BackupManifest {
        let name = BackupManifest.path(of: path)
        return try BackupManifest(parsing: text(of: name), name: name)
    }

    /// The file's size and SHA-256; it is read from its start, and left there.
    static func checksum(_ descriptor: Int32, _ path: String) throws -> (bytes: Int, sha256: String) {
        let hash = try ContentHash()
        var (total, count) = (0, 0)
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw unreadable(path) }
        try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { buffer in
            repeat {
                count = read(descriptor, buffer.baseAddress, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw unreadable(path) }
                hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                total += count
            } while count != 0
        }
        guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw unreadable(path) }
        return (total, hash.finish())
    }

    /// The path from the root.
    static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let directory = getcwd(nil, 0) else { return path }
        defer { free(directory) }
        return String(cString: directory) + "/" + path
    }

    /// Opens a file for reading, without waiting for anybody: a pipe is none.
    private static func opened(_ path: String, hint: String? = nil) throws -> Int32 {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw unreadable(path, hint: hint) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Refusal(.missingFile, "file \"\(path)\" is no regular file, so it is no part of a backup", hint: hint)
        }
        return descriptor
    }

    private static func text(of path: String) throws -> String {
        let descriptor = try opened(path, hint: "a backup is two files: copy its manifest too")
        defer { close(descriptor) }
        var (all, block) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
        while all.count < 1 << 24 {
            let count = read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { break }
            all += block[..<count]
        }
        return String(decoding: all, as: UTF8.self)
    }

    private static func unreadable(_ path: String, hint: String? = nil) -> Refusal {
        Refusal(
            .missingFile, "file \"\(path)\" cannot be read: \(String(cString: strerror(errno)).lowercased())",
            hint: hint)
    }
}
