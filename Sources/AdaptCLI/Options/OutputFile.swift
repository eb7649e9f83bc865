import AdaptModel
import Glibc

/// A file written beside its place and renamed into it once it is whole.
struct OutputFile: Sendable {
    /// Where to write.
    let descriptor: Int32
    private let path: String
    /// The place that it is renamed into: what a link names, not the link. /dev/stdout is one, for everybody.
    private let target: String
    /// Its name until it is whole; nil: a device or a pipe, which is written into, never replaced.
    private let temporary: String?

    /// A file to be written to `path`; end with `keep` or `discard`. `isPrivate`: for its owner alone. `mark`: what its
    /// name has in it until it is whole; who writes it then holds a lock on it.
    init(_ path: String, isPrivate: Bool = false, mark: String? = nil) throws {
        self.path = path
        let target = try OutputFile.linked(path)
        self.target = target
        var status = stat()
        let isThere = stat(path, &status) == 0
        // Whoever gave it this process writes into it still: it is gone on with, at the place where it stands.
        if isThere, let stream = OutputFile.stream(status) {
            temporary = nil
            descriptor = fcntl(stream, F_DUPFD_CLOEXEC, 0)
            guard descriptor >= 0 else { throw OutputFile.failed(path) }
            return
        }
        if isThere, status.st_mode & S_IFMT != S_IFREG {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputFile.failed(path) }
            return
        }
        var template = Array("\(target).XXXXXX".utf8CString)
        let opened = mkstemp(&template)
        descriptor = opened
        guard opened >= 0 else { throw OutputFile.failed(path) }
        let made = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        let marked = mark.map { target + $0 + made.suffix(6) }
        // Where there are no locks it keeps its name: a marked one without a lock is taken to be left by somebody.
        let isMarked = marked.map { flock(opened, LOCK_EX | LOCK_NB) == 0 && rename(made, $0) == 0 } ?? false
        temporary = isMarked ? marked : made
        if isPrivate { return }
        // mkstemp makes it for its owner alone; results are as readable as the user's other files.
        let mask = umask(0)
        umask(mask)
        guard fchmod(descriptor, 0o666 & ~mask) == 0 else {
            let failure = OutputFile.failed(path)
            discard()
            throw failure
        }
    }

    /// Puts it in its place. Where that throws, `discard` follows.
    func keep() throws {
        try sync()
        try place()
        close(descriptor)
    }

    /// Puts two in their places: both, or none. Where that throws, `discard` of both follows.
    static func keep(_ first: OutputFile, _ second: OutputFile) throws {
        try first.sync()
        try second.sync()
        try first.place()
        do {
            try second.place()
        } catch {
            unlink(first.target)
            throw error
        }
        close(first.descriptor)
        close(second.descriptor)
    }

    private func sync() throws {
        guard temporary == nil || fsync(descriptor) == 0 else { throw OutputFile.failed(path) }
    }

    private func place() throws {
        if let temporary, rename(temporary, target) != 0 { throw OutputFile.failed(path) }
    }

    /// Leaves everything as it was.
    func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Writes a whole file, or none where `body` throws.
    static func write(to path: String, isPrivate: Bool = false, _ body: (Int32) throws -> Void) throws {
        let file = try OutputFile(path, isPrivate: isPrivate)
        do {
            try body(file.descriptor)
            try file.keep()
        } catch {
            file.discard()
            throw error
        }
    }

    /// Throws a `Refusal` (missing file) where a file has the name already, or none may have it: also the name that it
    /// has until it is whole must not be too long.
    static func require(newName path: String) throws {
        if access(path, F_OK) == 0 {
            throw Refusal(.missingFile, "file \"\(path)\" is there already", hint: "choose another name")
        }
        if access(path + ".XXXXXX", F_OK) != 0, errno == ENAMETOOLONG { throw failed(path) }
    }

    /// Makes the name of a file survive a power cut.
    static func syncDirectory(of path: String) throws {
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(directory) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failed(directory) }
    }

    /// Makes a directory for the user alone, with those above it.
    static func makeDirectory(_ path: String) throws {
        var made = ""
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o700) == 0 || errno == EEXIST else { throw failed(made) }
        }
    }

    static func failed(_ path: String) -> Refusal {
        Refusal(
            .missingFile, "file \"\(path)\" cannot be written: \(String(cString: strerror(errno)).lowercased())")
    }
}
