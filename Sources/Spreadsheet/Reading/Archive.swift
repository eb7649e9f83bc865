import CSpreadsheet
import Glibc

/// The zip archive that an .xlsx file is. Names of entries are never used as paths.
final class Archive {
    private let pointer: OpaquePointer
    let limits: SpreadsheetLimits

    /// Takes the file over.
    init(_ file: OpenFile, limits: SpreadsheetLimits) throws {
        self.limits = limits
        do {
            try Signature.check(file)
            try Signature.checkDirectory(file, limits: limits)
            try Library.zip.load()
            var code: Int32 = 0
            guard let opened = zip_fdopen(file.descriptor, 0, &code) else {
                throw SpreadsheetError(.damaged, "the file cannot be unpacked: \(Self.text(code))")
            }
            pointer = opened
        } catch {
            // Libzip owns the descriptor only once it has opened the archive.
            close(file.descriptor)
            throw error
        }
        guard zip_get_num_entries(pointer, 0) <= limits.entries else { throw Signature.tooMany(limits) }
        try refuseDoubles()
    }

    /// The names of its entries, in their order.
    var names: [String] {
        (0..<zip_uint64_t(max(0, zip_get_num_entries(pointer, 0)))).compactMap { index in
            zip_get_name(pointer, index, 0).map { String(cString: $0) }
        }
    }

    /// Refuses two entries of one name: which of them is read is each program's own affair.
    private func refuseDoubles() throws {
        var known: Set<String> = []
        for name in names {
            guard known.insert(name.lowercased()).inserted else {
                throw SpreadsheetError(
                    .damaged, "the file holds \(name) twice",
                    hint: "open it in a spreadsheet program, see that it is the right one, and save it")
            }
        }
    }

    deinit {
        // Not zip_close, which writes changes.
        zip_discard(pointer)
    }

    /// Opens an entry to be read, of `limit` bytes at most; nil if there is none of that name. Part names do not
    /// tell upper from lower case.
    func entry(_ name: String, limit: Int) throws -> ArchiveEntry? {
        var index = zip_name_locate(pointer, name, 0)
        if index < 0 { index = zip_name_locate(pointer, name, zip_flags_t(ZIP_FL_NOCASE)) }
        guard index >= 0 else { return nil }
        var status = zip_stat_t()
        guard zip_stat_index(pointer, zip_uint64_t(index), 0, &status) == 0 else {
            throw SpreadsheetError(.damaged, "\(name) cannot be read: \(Self.text(zip_get_error(pointer)))")
        }
        guard status.valid & UInt64(ZIP_STAT_ENCRYPTION_METHOD) == 0 || status.encryption_method == ZIP_EM_NONE else {
            throw SpreadsheetError(
                .format, "the file is protected by a password", hint: "save it as .xlsx without a password")
        }
        guard let opened = zip_fopen_index(pointer, zip_uint64_t(index), 0) else {
            throw SpreadsheetError(.damaged, "\(name) cannot be unpacked: \(Self.text(zip_get_error(pointer)))")
        }
        let size = status.valid & UInt64(ZIP_STAT_SIZE) == 0 ? nil : status.size
        return ArchiveEntry(name, owning: opened, of: self, claimed: size, limit: limit)
    }

    static func text(_ error: UnsafeMutablePointer<zip_error_t>?) -> String {
        guard let error, let text = zip_error_strerror(error) else { return "unknown reason" }
        return String(cString: text)
    }

    private static func text(_ code: Int32) -> String {
        var error = zip_error_t()
        zip_error_init_with_code(&error, code)
        defer { zip_error_fini(&error) }
        return text(&error)
    }
}

/// One entry while it is read, from its beginning to its end.
final class ArchiveEntry {
    let name: String
    private let pointer: OpaquePointer
    private let archive: Archive
    private let claimed: UInt64?
    private let limit: Int
    private var count = 0

    init(_ name: String, owning pointer: OpaquePointer, of archive: Archive, claimed: UInt64?, limit: Int) {
        self.name = name
        self.pointer = pointer
        self.archive = archive
        self.claimed = claimed
        self.limit = limit
    }

    deinit {
        // What it returns is the last error of reading, which was thrown then.
        zip_fclose(pointer)
    }

    /// The next bytes; 0 at the end. The end is where the checksum and the size that the archive names are
    /// checked, so that whoever reads an entry reads all of it.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let got = zip_fread(pointer, buffer.baseAddress, zip_uint64_t(buffer.count))
        guard got >= 0 else {
            throw SpreadsheetError(
                .damaged, "\(name) cannot be unpacked: \(Archive.text(zip_file_get_error(pointer)))")
        }
        count += Int(got)
        guard count <= limit else {
            throw SpreadsheetError(.limit, "\(name) is larger than \(limit >> 20) MB when unpacked")
        }
        guard got > 0 || claimed == nil || claimed == UInt64(count) else {
            throw SpreadsheetError(.damaged, "\(name) is not of the size that the file names")
        }
        return Int(got)
    }
}
