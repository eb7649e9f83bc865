import Glibc

/// The few file operations that the server's home needs. As root we work in a directory that another
/// account owns, so links are never followed and ownership is set on open descriptors only.
enum Files {
    static func exists(_ path: String) -> Bool { status(path) != nil }

    /// Metadata of what the path leads to, or nil where it leads nowhere we can see.
    static func status(_ path: String) -> stat? {
        var value = stat()
        return stat(path, &value) == 0 ? value : nil
    }

    /// Whether both paths lead to one file or directory.
    static func same(_ one: String, _ other: String) -> Bool {
        guard let first = status(one), let second = status(other) else { return one == other }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// The first `limit` bytes as text, or nil where the file cannot be read.
    static func read(_ path: String, limit: Int = 1 << 20, from offset: off_t = 0) -> String? {
        bytes(path, limit: limit, from: offset).map { String(decoding: $0, as: UTF8.self) }
    }

    static func bytes(_ path: String, limit: Int, from offset: off_t = 0) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        if offset > 0, lseek(descriptor, offset, SEEK_SET) < 0 { return nil }
        var all: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 8_192)
        while all.count < limit {
            let count = Glibc.read(descriptor, &chunk, min(chunk.count, limit - all.count))
            guard count > 0 else { return count == 0 ? all : nil }
            all += chunk[..<count]
        }
        return all
    }

    /// Puts `text` in place of the file at once, synced, readable by `account` only.
    static func replace(_ path: String, with text: String, account: Account) throws {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure("file", draft, "cannot be written") }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw failure("file", draft, "cannot be written") }
            written += count
        }
        guard give(descriptor, to: account), fsync(descriptor) == 0, rename(draft, path) == 0 else {
            throw failure("file", path, "cannot be replaced")
        }
    }

    /// Makes what a directory lists survive a power cut.
    static func syncDirectory(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("directory", path, "cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("directory", path, "cannot be synced") }
    }

    /// Hands a file that we made to `account`; nothing to do when it is ours already.
    static func give(_ descriptor: Int32, to account: Account) -> Bool {
        geteuid() != 0 || fchown(descriptor, account.uid, account.gid) == 0
    }

    /// Names in a directory, or nil where it cannot be listed.
    static func names(_ path: String) -> [String]? {
        guard let directory = opendir(path) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            // The name is longer than its declared field on some systems: take it by its address.
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The path with links resolved as far as it exists.
    static func canonical(_ path: String) -> String {
        var known = path
        var rest = ""
        while known != "/", !known.isEmpty {
            if let resolved = realpath(known, nil) {
                defer { free(resolved) }
                return String(cString: resolved) + rest
            }
            rest = "/" + (known.split(separator: "/").last ?? "") + rest
            known = parent(known)
        }
        return rest.isEmpty ? "/" : rest
    }

    static func parent(_ path: String) -> String {
        "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    }

    /// An error of the last system call: call it before anything else can change `errno`.
    static func failure(_ thing: String, _ path: String, _ what: String) -> LocalServerError {
        let number = errno
        return LocalServerError(kind(of: number), "\(thing) \"\(path)\" \(what): \(reason(number))")
    }

    /// What a failed system call means.
    static func kind(of number: Int32) -> LocalServerError.Kind {
        switch number {
        case ENOSPC, EDQUOT: .diskFull
        case EACCES, EPERM: .notPermitted
        default: .pathUnusable
        }
    }

    static func reason(_ number: Int32) -> String {
        String(cString: strerror(number)).lowercased()
    }
}
