import AdaptModel

/// Bytes of another encoding, as UTF-8.
///
/// Unchecked: it is read by the one task that imports it.
final class Recoder: ByteStream, @unchecked Sendable {
    private let source: ByteSource
    private let encoding: Encoding
    private let converter: Converter
    private var rest: [UInt8]
    private var line = 1
    private var isOver = false

    /// Reads on from `source`; `start` is what was already taken from it.
    init(_ source: ByteSource, _ encoding: Encoding, start: [UInt8] = []) throws {
        guard let converter = Converter(from: encoding.converter) else {
            throw Refusal(.missingFile, "encoding \"\(encoding.name)\" is not installed", hint: "apt-get install libc6")
        }
        (self.source, self.encoding, self.converter, rest) = (source, encoding, converter, start)
    }

    var name: String { source.name }
    var encodingHint: String { "the file is not \(encoding.name)" }

    func next() throws -> [UInt8]? {
        while !isOver {
            if let block = try source.next() { rest += block } else { isOver = true }
            guard !rest.isEmpty else { continue }
            let (text, outcome) = converter.convert(&rest)
            line += text.count { $0 == 0x0A }
            guard outcome == .done else {
                isOver = true
                throw Refusal(
                    .input, "text is not \(encoding.name)", hint: "name another with --encoding, or save it as UTF-8",
                    place: .init(file: name, line: line))
            }
            if !text.isEmpty { return text }
        }
        guard rest.isEmpty else {
            throw Refusal(
                .input, "text ends within a character of \(encoding.name)",
                hint: "the file is cut off, or of another encoding", place: .init(file: name, line: line))
        }
        return nil
    }

    /// Whether all of it means something; reads it to the end.
    func isSound() throws -> Bool {
        do {
            while try next() != nil {}
            return true
        } catch let refusal as Refusal where refusal.kind == .input {
            return false
        }
    }
}
