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

    /// Puts two in their places, where nothing has their names: both, or none. Where that throws, `discard` of both
    /// follows.
    static func keep(_ first: OutputFile, _ second: OutputFile) throws {
        try first.sync()
        try second.sync()
        try first.placeNew()
        do {
            try second.placeNew()
        } catch {
            if first.temporary != nil { unlink(first.target) }
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

    /// The same, never over what has come there meanwhile: that, a renaming would replace.
    private func placeNew() throws {
        guard let temporary else { return }
        if link(temporary, target) == 0 {
            unlink(temporary)
            return
        }
        if errno == EEXIST { throw OutputFile.isThere(path) }
        // Not every file system knows second names.
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw OutputFile.failed(path) }
        try OutputFile.require(newName: target)
        try place()
    }

    /// Leaves everything as it was.
    func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Writes all of `text`. Throws a `Refusal` (missing file), which names the file, where that is not possible.
    func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes all of `bytes`, as `write` does text.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Streams.write(bytes, to: descriptor, else: { OutputFile.failed(path) })
    }

    /// Writes a whole file, or none where `body` throws.
    static func write(to path: String, isPrivate: Bool = false, _ body: (OutputFile) throws -> Void) throws {
        let file = try OutputFile(path, isPrivate: isPrivate)
        do {
            try body(file)
            try file.keep()
        } catch {
            file.discard()
            throw error
        }
    }
}
