import AdaptModel
import Glibc

/// Bytes of a file, block by block, hashed on their way.
///
/// Unchecked: it is read by the one task that imports it, from the first block to the last.
public final class ByteSource: @unchecked Sendable {
    /// Name for messages, as the user gave it.
    public let name: String
    private let descriptor: Int32
    private var memory: [UInt8]?
    private let hash: ContentHash
    private static let blockSize = 1 << 18

    /// Opens a file; `-` is the standard input. Throws a `Refusal` (missing file).
    public init(path: String) throws {
        name = path == "-" ? "stdin" : path
        hash = try ContentHash()
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Refusal(
                .missingFile, "file \"\(path)\" cannot be read: \(String(cString: strerror(errno)).lowercased())",
                hint: "check the name; - reads the standard input")
        }
    }

    /// Reads from memory.
    public init(name: String, bytes: [UInt8]) throws {
        self.name = name
        hash = try ContentHash()
        descriptor = -1
        memory = bytes
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next block; nil at the end. Throws a `Refusal` (missing file) where reading fails.
    func next() throws -> [UInt8]? {
        if descriptor < 0 {
            defer { memory = nil }
            memory.map(hash.update)
            return memory
        }
        var count = 0
        let block = [UInt8](unsafeUninitializedCapacity: ByteSource.blockSize) { buffer, used in
            repeat { count = read(descriptor, buffer.baseAddress, buffer.count) } while count < 0 && errno == EINTR
            used = max(0, count)
        }
        guard count >= 0 else {
            throw Refusal(
                .missingFile, "file \"\(name)\" cannot be read: \(String(cString: strerror(errno)).lowercased())")
        }
        guard count > 0 else { return nil }
        hash.update(block)
        return block
    }

    /// SHA-256 of everything read. Once only, at the end.
    func finishHash() -> String { hash.finish() }
}
