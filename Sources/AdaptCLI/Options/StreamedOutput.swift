import AdaptModel
import AdaptReports
import Synchronization

/// Results written while they are read. The calls come one at a time; the lock only tells the compiler so.
final class StreamedOutput<Report: Sendable>: Sendable {
    private struct State {
        var report: Report
        var out: BufferedOutput
    }

    private let state: Mutex<State>

    init(_ report: Report, _ sink: @escaping @Sendable (String) throws -> Void) {
        state = Mutex(State(report: report, out: BufferedOutput(sink)))
    }

    /// Writes what `body` makes of the report. Throws where an earlier write has failed, so that nobody works on for a
    /// reader who has left.
    func write(_ body: (inout Report, inout BufferedOutput) throws -> Void) throws {
        try state.withLock { state in
            try body(&state.report, &state.out)
            try state.out.check()
        }
    }

    func finish() throws -> Report {
        try state.withLock { state in
            try state.out.finish()
            return state.report
        }
    }
}

extension OutputOptions {
    /// Writes a report piece by piece; a file whole or not at all. Gives the report back.
    func stream<Report: Sendable>(
        _ report: Report, _ body: (StreamedOutput<Report>) async throws -> Void
    ) async throws -> Report {
        try await StreamedOutput.write(report, to: output, else: sink, body)
    }

    /// Writes a report piece by piece, and hands on nothing before it is whole: `front` of it, then the pieces. Gives the
    /// report back.
    func spool<Report: Sendable>(
        _ report: Report, front: (Report) -> String = { _ in "" },
        _ body: (StreamedOutput<Report>) async throws -> Void
    ) async throws -> Report {
        let spool = Spool(Streams.current)
        let stream = StreamedOutput(report) { try spool.add($0) }
        try await body(stream)
        let report = try stream.finish()
        try write { out in
            out.write(front(report))
            try spool.read { out.write($0) }
        }
        return report
    }
}

extension StreamedOutput {
    /// Writes a report piece by piece to a file, whole or not at all; nil or `-`: to the results, by `sink`. Gives it
    /// back.
    static func write(
        _ report: Report, to output: String?,
        else sink: @escaping @Sendable (String) throws -> Void = Streams.current.output,
        _ body: (StreamedOutput<Report>) async throws -> Void
    ) async throws -> Report {
        guard let output, output != "-" else {
            let stream = StreamedOutput(report, sink)
            try await body(stream)
            return try stream.finish()
        }
        let file = try OutputFile(output)
        do {
            let stream = StreamedOutput(report) { try file.write($0) }
            try await body(stream)
            let report = try stream.finish()
            try file.keep()
            return report
        } catch {
            file.discard()
            throw error
        }
    }
}
