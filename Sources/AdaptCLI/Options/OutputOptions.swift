import AdaptModel
public import AdaptReports
public import ArgumentParser
import Glibc

extension Format: ExpressibleByArgument {}

/// How results are written, and where to.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "table, tsv, csv, json, jsonl or markdown (default: table on a terminal, else tsv).", valueName: "format"))
    var format: Format?

    @Option(name: .shortAndLong, help: ArgumentHelp("Write to a file: whole, or not at all.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Print no notes.")
    var quiet = false

    enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }

    /// Colours as asked for; else on a terminal, unless NO_COLOR or a dumb terminal says no.
    var paint: Paint {
        let environment = Streams.current.environment
        func isSet(_ name: String) -> Bool { !(environment[name] ?? "").isEmpty }
        switch color {
        case .always: return Paint(isOn: true)
        case .never: return .plain
        case .auto:
            if isSet("NO_COLOR") { return .plain }
            if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return Paint(isOn: true) }
            let isDumb = environment["TERM"] == "dumb" || !isSet("TERM")
            return Paint(isOn: output == nil && Streams.current.isTerminal && !isDumb)
        }
    }

    /// The format asked for, or the one that fits where results go.
    var chosen: Format {
        format ?? (output == nil && Streams.current.isTerminal ? .table : .tsv)
    }

    /// Width of the terminal for a table on it.
    var width: Int? { output == nil && Streams.current.isTerminal ? Streams.current.width : nil }

    /// Writes what `body` renders.
    func write(_ body: (inout BufferedOutput) -> Void) throws {
        guard let output, output != "-" else {
            var out = BufferedOutput(Streams.current.output)
            body(&out)
            try out.finish()
            return
        }
        try OutputFile.write(to: output) { descriptor in
            var out = BufferedOutput { try Streams.write($0, to: descriptor) }
            body(&out)
            try out.finish()
        }
    }

    /// Writes a list; some columns are numbers.
    func write(_ listing: Listing, numbers: Set<String> = []) throws {
        let (format, width) = (chosen, width)
        try write { out in Sheet(listing, numbers: numbers).write(as: format, width: width, to: &out) }
    }
}

extension OutputOptions {
    /// Writes several sheets: one object with a member each, or one below the other; empty ones only as JSON.
    func write(_ sheets: [Sheet], named names: [String]) throws {
        let (format, width) = (chosen, width)
        try write { out in
            let members = zip(names, sheets).map { name, sheet in (name, JSON.array(sheet.rows.map(sheet.object))) }
            switch format {
            case .json: out.write(JSON.object(members).pretty)
            case .jsonl: out.write(JSON.object(members).line + "\n")
            case .table, .tsv, .csv, .markdown:
                for (index, sheet) in sheets.filter({ !$0.rows.isEmpty }).enumerated() {
                    if index > 0 { out.write("\n") }
                    sheet.write(as: format, width: width, to: &out)
                }
            }
        }
    }
}

/// Collects text and passes it on in blocks; an error on the way is kept for `finish`.
struct BufferedOutput: TextOutputStream {
    private let sink: (String) throws -> Void
    private var pending = ""
    private var failure: (any Error)?

    init(_ sink: @escaping (String) throws -> Void) { self.sink = sink }

    mutating func write(_ text: String) {
        pending += text
        if pending.utf8.count >= 1 << 16 { flush() }
    }

    private mutating func flush() {
        guard failure == nil, !pending.isEmpty else { return }
        do { try sink(pending) } catch { failure = error }
        pending.removeAll(keepingCapacity: true)
    }

    mutating func finish() throws {
        flush()
        if let failure { throw failure }
    }
}

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
