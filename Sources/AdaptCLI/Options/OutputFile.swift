import AdaptModel
import Glibc

/// A file written beside its place and renamed into it once it is whole.
struct OutputFile {
    /// Where to write.
    let descriptor: Int32
    private let path: String
    /// Nil: the path is a device or a pipe, which is written into, never replaced.
    private let temporary: String?

    /// Opens the file beside `path`. Throws a `Refusal` (missing file).
    init(path: String) throws {
        self.path = path
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            temporary = nil
            descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputFile.failed(path) }
            return
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw OutputFile.failed(path) }
        temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        // mkstemp makes it for its owner alone; results are as readable as the user's other files.
        let mask = umask(0)
        umask(mask)
        guard fchmod(descriptor, 0o666 & ~mask) == 0 else {
            abandon()
            throw OutputFile.failed(path)
        }
    }

    /// Puts the file into its place. Throws a `Refusal` (missing file) where that fails, and leaves nothing.
    func finish() throws {
        guard let temporary else {
            guard close(descriptor) == 0 else { throw OutputFile.failed(path) }
            return
        }
        guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
            let failure = OutputFile.failed(path)
            unlink(temporary)
            throw failure
        }
    }

    /// Throws away what was written.
    func abandon() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// Writes a file whole, or not at all.
    static func write(to path: String, _ body: (Int32) throws -> Void) throws {
        let file = try OutputFile(path: path)
        do { try body(file.descriptor) } catch {
            file.abandon()
            throw error
        }
        try file.finish()
    }

    private static func failed(_ path: String) -> Refusal {
        Refusal(
            .missingFile, "file \"\(path)\" cannot be written: \(String(cString: strerror(errno)).lowercased())")
    }
}
