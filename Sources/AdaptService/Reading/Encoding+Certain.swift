import AdaptModel

extension Encoding {
    /// Byte order marks of encodings other than UTF-8.
    static let marks: [(bytes: [UInt8], name: String)] = [([0xFF, 0xFE], "utf-16le"), ([0xFE, 0xFF], "utf-16be")]

    /// Refuses this encoding, which was said, of a file that is certainly in another: one that begins with the mark of
    /// another, or whose bytes beyond ASCII are all of characters of UTF-8, which other text is by rare chance alone.
    ///
    /// Of what can be read only once, as a pipe, the `start` is looked at.
    func refuseOther(_ source: ByteSource, start: [UInt8]) throws {
        let marks = Encoding.marks + [(bytes: [0xEF, 0xBB, 0xBF], name: "utf-8")]
        if let mark = marks.first(where: { start.starts(with: $0.bytes) }), !takes(mark: mark.name) {
            throw Refusal(
                .input, "file begins with the byte order mark of \(mark.name), and is not \(name)",
                hint: "say so: --encoding \(mark.name)", place: .init(file: source.name, line: 1))
        }
        guard converter != "UTF-8", let line = try Encoding.lineInUTF8(source, start: start) else { return }
        throw Refusal(
            .input, "text is UTF-8, and not \(name)",
            hint: "say so: --encoding utf-8; where it is \(name) all the same, hand it over as UTF-8: "
                + "iconv -f \(converter) -t UTF-8", place: .init(file: source.name, line: line))
    }

    /// Whether a file in this encoding may begin with a mark.
    private func takes(mark: String) -> Bool {
        let name = converter.uppercased()
        guard mark != "utf-8", !["UTF-16LE", "UTF-16BE"].contains(name) else { return name == mark.uppercased() }
        // They say the order of bytes by the mark, or have four bytes a character.
        return ["UTF-16", "UTF16", "UTF-32", "UTF32", "UCS", "UNICODE"].contains { name.hasPrefix($0) }
    }

    /// The line of the first character beyond ASCII, where all of a file is UTF-8; nil: it is not, or has none.
    private static func lineInUTF8(_ source: ByteSource, start: [UInt8]) throws -> Int? {
        var look = LookForUTF8()
        guard let again = try source.reopened() else {
            _ = look.goOn(start)
            return look.line
        }
        while let block = try again.next(), look.goOn(block) {}
        return look.isWhole ? look.line : nil
    }
}

/// A look whether bytes are text in UTF-8, block by block.
private struct LookForUTF8 {
    /// The line of the first character beyond ASCII; nil: there was none, or something is no UTF-8.
    private(set) var line: Int?
    /// Whether no character is cut off.
    var isWhole: Bool { left == 0 }
    private var lines = 1
    /// How many bytes of a character are to come, and between what the next of them lies.
    private var left = 0
    private var next: ClosedRange<UInt8> = 0x80...0xBF

    /// Looks at more bytes; false: they are no UTF-8.
    mutating func goOn(_ bytes: [UInt8]) -> Bool {
        for byte in bytes {
            guard takes(byte) else {
                line = nil
                return false
            }
        }
        return true
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard left == 0 else {
            guard next.contains(byte) else { return false }
            (left, next) = (left - 1, 0x80...0xBF)
            if left == 0, line == nil { line = lines }
            return true
        }
        switch byte {
        case 0x0A: lines += 1
        // No text has one, but that of two bytes a character.
        case 0: return false
        case 1...0x7F: break
        case 0xC2...0xDF: left = 1
        case 0xE0...0xEF:
            (left, next) = (2, byte == 0xE0 ? 0xA0...0xBF : byte == 0xED ? 0x80...0x9F : 0x80...0xBF)
        case 0xF0...0xF4:
            (left, next) = (3, byte == 0xF0 ? 0x90...0xBF : byte == 0xF4 ? 0x80...0x8F : 0x80...0xBF)
        case _: return false
        }
        return true
    }
}
