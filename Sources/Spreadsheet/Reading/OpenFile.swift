import Glibc

/// An open file that can be read at any place.
struct OpenFile {
    let descriptor: Int32
    let size: Int

    /// Opens a file. What is no regular file (a pipe) is copied first.
    static func open(_ path: String, limits: SpreadsheetLimits, temporaryDirectory: String) throws -> OpenFile {
        let opened = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw SpreadsheetError(.file, "\"\(path)\" cannot be opened: \(reason(errno))") }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            defer { close(opened) }
            return try copy(of: opened, limits: limits, temporaryDirectory: temporaryDirectory)
        }
        guard status.st_size <= limits.fileBytes else {
            close(opened)
            throw tooLarge(limits)
        }
        return OpenFile(descriptor: opened, size: Int(status.st_size))
    }

    /// Copies what a descriptor gives until its end to a file without a name.
    static func copy(of source: Int32, limits: SpreadsheetLimits, temporaryDirectory: String) throws -> OpenFile {
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        return try spool(in: temporaryDirectory, limits: limits) {
            var count = read(source, &buffer, buffer.count)
            while count < 0, errno == EINTR { count = read(source, &buffer, buffer.count) }
            guard count >= 0 else { throw SpreadsheetError(.file, "the input cannot be read: \(reason(errno))") }
            return buffer[..<count]
        }
    }

    /// Copies bytes to a file without a name.
    static func copy(of bytes: [UInt8], limits: SpreadsheetLimits, temporaryDirectory: String) throws -> OpenFile {
        var rest = bytes[...]
        return try spool(in: temporaryDirectory, limits: limits) {
            defer { rest = [] }
            return rest
        }
    }

    /// `next` gives the bytes in turn, and an empty slice at the end.
    private static func spool(
        in directory: String, limits: SpreadsheetLimits, next: () throws -> ArraySlice<UInt8>
    ) throws -> OpenFile {
        var template = Array("\(directory)/spreadsheet-XXXXXX".utf8CString)
        let made = mkstemp(&template)
        guard made >= 0 else {
            throw SpreadsheetError(.file, "no file can be made in \"\(directory)\": \(reason(errno))")
        }
        unlink(template)
        _ = fcntl(made, F_SETFD, FD_CLOEXEC)
        do {
            var total = 0
            while case let bytes = try next(), !bytes.isEmpty {
                total += bytes.count
                guard total <= limits.fileBytes else { throw tooLarge(limits) }
                try store(bytes, in: made)
            }
            return OpenFile(descriptor: made, size: total)
        } catch {
            close(made)
            throw error
        }
    }

    private static func store(_ bytes: ArraySlice<UInt8>, in descriptor: Int32) throws {
        try bytes.withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    throw SpreadsheetError(.file, "the input cannot be copied: \(reason(errno))")
                }
                done += count
            }
        }
    }

    /// Bytes at a place; fewer at the end of the file.
    func bytes(at offset: Int, count: Int) throws -> [UInt8] {
        guard offset >= 0, count > 0, offset < size else { return [] }
        var buffer = [UInt8](repeating: 0, count: min(count, size - offset))
        var done = 0
        while done < buffer.count {
            let count = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SpreadsheetError(.file, "the file cannot be read: \(reason(errno))") }
            done += count
        }
        return buffer
    }
}

/// The system's words for an errno.
func reason(_ code: Int32) -> String {
    strerror(code).map { String(cString: $0) } ?? "errno \(code)"
}

private func tooLarge(_ limits: SpreadsheetLimits) -> SpreadsheetError {
    SpreadsheetError(.limit, "the file is larger than \(limits.fileBytes >> 20) MB")
}
