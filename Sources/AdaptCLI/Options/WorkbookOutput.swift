import AdaptModel
import AdaptReports
import Glibc

extension OutputOptions {
    /// Writes results as a workbook or, in every other format, what `text` renders.
    func write(
        as format: Format, _ workbook: @autoclosure () -> Workbook, text: (inout BufferedOutput) -> Void
    ) throws {
        guard format == .xlsx else { return try write(text) }
        let place = try WorkbookPlace(Streams.current)
        defer { place.remove() }
        try workbook().write(to: place.file, temporaryDirectory: place.directory)
        try send(place)
    }

    /// Writes a report piece by piece into a workbook. Gives the report back.
    func stream<Report: Sendable>(
        into report: (WorkbookFile) -> Report,
        _ body: (StreamedOutput<Report>) async throws -> Void
    ) async throws -> Report {
        let place = try WorkbookPlace(Streams.current)
        defer { place.remove() }
        let file = try WorkbookFile(path: place.file, temporaryDirectory: place.directory)
        let stream = StreamedOutput(report(file)) { _ in }
        try await body(stream)
        let report = try stream.finish()
        try file.close()
        try send(place)
        return report
    }

    /// Hands on a workbook that is whole: to a file whole or not at all, to a pipe or device byte by byte.
    private func send(_ place: WorkbookPlace) throws {
        guard let output, output != "-" else { return try place.read(Streams.current.bytes) }
        try OutputFile.write(to: output) { file in
            try place.read { bytes in try bytes.withUnsafeBytes { try file.write($0) } }
        }
    }
}

/// A directory of the user's own where a workbook comes into being: an archive is not written from front to end, so a
/// pipe cannot take it until it is whole.
struct WorkbookPlace {
    /// The directory.
    let directory: String
    /// The workbook.
    var file: String { directory + "/book.xlsx" }

    /// Makes it under TMPDIR, or /tmp.
    init(_ streams: Streams) throws {
        let asked = streams.environment["TMPDIR"] ?? ""
        let root = asked.hasPrefix("/") ? asked : "/tmp"
        var template = Array("\(root)/adapt-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw WorkbookPlace.failed(root) }
        directory = template.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }

    /// Removes it with the workbook. What is still there has another owner, or none: nobody is told.
    func remove() {
        unlink(file)
        rmdir(directory)
    }

    /// Hands on the bytes of the workbook, a block at a time.
    func read(_ body: ([UInt8]) throws -> Void) throws {
        let descriptor = open(file, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw WorkbookPlace.failed(file) }
        defer { close(descriptor) }
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &block, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw WorkbookPlace.failed(file) }
            if count == 0 { return }
            try body(Array(block[..<count]))
        }
    }

    private static func failed(_ path: String) -> Refusal {
        Refusal(
            .missingFile, "\"\(path)\" cannot be used: \(String(cString: strerror(errno)).lowercased())",
            hint: "set TMPDIR to a directory with room")
    }
}
