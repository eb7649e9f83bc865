import AdaptModel
import Glibc

/// A file written beside its place and renamed into it once it is whole.
enum OutputFile {
    static func write(to path: String, _ body: (Int32) throws -> Void) throws {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            // A device or a pipe is written into, never replaced.
            return try writeInto(path, body)
        }
        var template = Array("\(path).XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failed(path) }
        let temporary = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
        do {
            // mkstemp makes it for its owner alone; results are as readable as the user's other files.
            let mask = umask(0)
            umask(mask)
            guard fchmod(descriptor, 0o666 & ~mask) == 0 else { throw failed(path) }
            try body(descriptor)
            guard fsync(descriptor) == 0, close(descriptor) == 0, rename(temporary, path) == 0 else {
                throw failed(path)
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func writeInto(_ path: String, _ body: (Int32) throws -> Void) throws {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failed(path) }
        defer { close(descriptor) }
        try body(descriptor)
    }

    private static func failed(_ path: String) -> Refusal {
        Refusal(
            .missingFile, "file \"\(path)\" cannot be written: \(String(cString: strerror(errno)).lowercased())")
    }
}
