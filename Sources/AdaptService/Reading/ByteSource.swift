import AdaptModel
import Glibc

/// Bytes of a file, block by block, hashed on their way.
///
/// Unchecked: it is read by the one task that imports it, from the first block to the last.
public final class ByteSource: ByteStream, @unchecked Sendable {
    /// Name for messages, as the user gave it.
    public let name: String
    private let descriptor: Int32
    private var memory: [UInt8]?
    /// All of it, where it was in memory from the start.
    private let content: [UInt8]?
    private let hash: ContentHash
    private var isBegun = false
    private static let blockSize = 1 << 18

    /// What to do where it turns out not to be UTF-8; looked for once, however many fields are not.
    lazy var encodingHint: String = Encoding.hint(for: self)

    /// Opens a file; `-` is the standard input. Throws a `Refusal` (missing file).
    public convenience init(path: String) throws {
        let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal(
                .missingFile, "file \"\(path)\" cannot be read: \(String(cString: strerror(errno)).lowercased())",
                hint: "check the name; - reads the standard input")
        }
        try self.init(name: path == "-" ? "stdin" : path, owning: descriptor)
    }

    /// Reads from memory.
    public init(name: String, bytes: [UInt8]) throws {
        self.name = name
        hash = try ContentHash()
        descriptor = -1
        memory = bytes
        content = bytes
    }

    private init(name: String, owning descriptor: Int32) throws {
        self.name = name
        hash = try ContentHash()
        self.descriptor = descriptor
        content = nil
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next block; nil at the end. Throws a `Refusal` (missing file) where reading fails.
    func next() throws -> [UInt8]? {
        if descriptor < 0 {
            defer { memory = nil }
            memory.map(hash.update)
            return memory
        }
        if !isBegun, descriptor == 0 || !isRegular { Done.current?.noteInputGone() }
        isBegun = true
        var count = 0
        let block = [UInt8](unsafeUninitializedCapacity: ByteSource.blockSize) { buffer, used in
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            used = max(0, count)
        }
        guard count >= 0 else { throw unreadable() }
        guard count > 0 else { return nil }
        hash.update(block)
        return block
    }

    /// SHA-256 of everything read. Once only, at the end.
    func finishHash() -> String { hash.finish() }

    /// SHA-256 of all of it, before it is read; nil where it can be read only once, as a pipe.
    func hashAhead() throws -> String? {
        guard let again = try reopened() else { return nil }
        while try again.next() != nil {}
        return again.finishHash()
    }

    /// The same bytes from the start; nil where they are gone once read, as those of a pipe.
    func reopened() throws -> ByteSource? {
        if let content { return try ByteSource(name: name, bytes: content) }
        guard isRegular else { return nil }
        let again = open("/proc/self/fd/\(descriptor)", O_RDONLY | O_CLOEXEC)
        guard again >= 0 else { throw unreadable() }
        return try ByteSource(name: name, owning: again)
    }

    /// The same bytes as something that can be read again from the start: itself, or a copy of what a pipe brings.
    public func rereadable() throws -> ByteSource {
        content != nil || isRegular ? self : try wholeFile(start: []).keeping.reopened() ?? self
    }

    /// Reads all that is left, so that the hash is of everything, and gives all of it as a file to be opened by
    /// name, as long as `keeping` is; `start` is what was already taken.
    func wholeFile(start: [UInt8]) throws -> (path: String, keeping: ByteSource) {
        if isRegular {
            while try next() != nil {}
            return ("/proc/self/fd/\(descriptor)", self)
        }
        var path = Array("/tmp/adapt-XXXXXX".utf8CString)
        let spool = mkstemp(&path)
        guard spool >= 0 else { throw unreadable() }
        _ = fcntl(spool, F_SETFD, FD_CLOEXEC)
        // Without a name it is gone when nobody reads it any more.
        unlink(path)
        let file = try ByteSource(name: name, owning: spool)
        try ByteSource.write(start, to: spool)
        while let block = try next() { try ByteSource.write(block, to: spool) }
        return ("/proc/self/fd/\(spool)", file)
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else {
                throw Refusal(.missingFile, "file in /tmp cannot be written: \(String(cString: strerror(errno)))")
            }
            rest = rest.dropFirst(max(0, count))
        }
    }

    /// How many bytes there are; nil where nobody knows before they are read, as of a pipe.
    var size: Int? {
        if let content { return content.count }
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    private var isRegular: Bool { content == nil && size != nil }

    private func unreadable() -> Refusal {
        Refusal(.missingFile, "file \"\(name)\" cannot be read: \(String(cString: strerror(errno)).lowercased())")
    }
}
