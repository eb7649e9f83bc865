import AdaptModel
import Postgres

/// The lines of a catalogue on their way into the database.
extension ImportCatalogue {
    /// Copies the lines as they are; the database reads them as JSON.
    func stage(_ source: ByteSource, _ workspace: Workspace) async throws {
        _ = try await workspace.connection.copyIn("copy arrival from stdin (format binary)") { sink in
            var (writer, number, staged, rest) = (BinaryCopyWriter(), 0, 0, [UInt8]())
            func put(_ bytes: ArraySlice<UInt8>) throws {
                number += 1
                guard bytes.contains(where: { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }) else { return }
                guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                    throw Refusal(
                        .input, "line is not UTF-8", hint: Self.asExported,
                        place: .init(file: source.name, line: number))
                }
                staged += 1
                writer.beginRow(columns: 2)
                writer.put(Int32(number))
                writer.put(text)
            }
            var isFirst = true
            while let block = try source.next() {
                rest += block
                // What an editor puts before the first line is no part of it.
                if isFirst {
                    guard rest.count >= 3 else { continue }
                    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest.removeFirst(3) }
                    isFirst = false
                }
                var start = rest.startIndex
                while let end = rest[start...].firstIndex(of: 0x0A) {
                    try put(rest[start..<end])
                    start = end + 1
                }
                rest.removeFirst(start)
                if writer.count >= 1 << 17 { try await sink.write(writer.take()) }
            }
            for line in rest.split(separator: 0x0A, omittingEmptySubsequences: false) { try put(line) }
            writer.finish()
            try await sink.write(writer.take())
            guard staged > 0 else {
                throw Refusal(
                    .input, "file is empty", hint: Self.asExported, place: .init(file: source.name, line: 1))
            }
        }
    }
}
