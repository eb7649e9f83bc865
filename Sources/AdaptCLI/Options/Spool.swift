import AdaptModel
import Glibc
import Synchronization

/// Text that waits until it may be handed on: the first of it in memory, more on the disk under TMPDIR, or /tmp, in a file
/// without a name.
final class Spool: Sendable {
    private struct State {
        var kept: [String] = []
        var size = 0
        var file: Int32?
        /// How many bytes each piece on the disk has.
        var pieces: [Int] = []
    }

    private static let memory = 4 << 20
    private let directory: String
    // The calls come one at a time; the lock only tells the compiler so.
    private let state = Mutex(State())

    /// A spool; the file is made when it is needed.
    init(_ streams: Streams) {
        let asked = streams.environment["TMPDIR"] ?? ""
        directory = asked.hasPrefix("/") ? asked : "/tmp"
    }

    deinit { state.withLock { if let file = $0.file { close(file) } } }

    /// Adds a piece. Throws a `Refusal` (missing file) where the disk takes no more.
    func add(_ text: String) throws {
        try state.withLock { state in
            state.size += text.utf8.count
            guard state.size > Spool.memory else { return state.kept.append(text) }
            let file = try state.file ?? open()
            state.file = file
            var text = text
            try text.withUTF8 { try Streams.write(UnsafeRawBufferPointer($0), to: file, else: { failed() }) }
            state.pieces.append(text.utf8.count)
        }
    }

    /// Hands all pieces on, in their order.
    func read(_ body: (String) throws -> Void) throws {
        let (kept, file, pieces) = state.withLock { ($0.kept, $0.file, $0.pieces) }
        for text in kept { try body(text) }
        guard let file else { return }
        guard lseek(file, 0, SEEK_SET) == 0 else { throw failed() }
        for piece in pieces { try body(String(decoding: read(piece, of: file), as: UTF8.self)) }
    }

    private func read(_ count: Int, of file: Int32) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, count - filled)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else { throw failed() }
                filled += got
            }
        }
    }

    private func open() throws -> Int32 {
        var template = Array("\(directory)/adapt-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw failed() }
        unlink(template)
        return file
    }

    private func failed() -> Refusal {
        Refusal(
            .missingFile, "\"\(directory)\" cannot be used: \(String(cString: strerror(errno)).lowercased())",
            hint: "set TMPDIR to a directory with room")
    }
}
