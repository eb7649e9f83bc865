/// The escape of spreadsheets for characters that XML cannot hold: `_x000D_` is a carriage return, and
/// `_x005F_` an underscore that would begin an escape otherwise.
enum EscapedText {
    private static let underscore = UInt8(ascii: "_")

    /// Text of a cell; nil if it holds U+0000, at which C programs would cut it.
    static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> String? {
        guard bytes.contains(underscore) else { return String(decoding: bytes, as: UTF8.self) }
        var text = String.UnicodeScalarView()
        var rest = ArraySlice(bytes)
        while let start = rest.firstIndex(of: underscore) {
            text += String(decoding: rest[..<start], as: UTF8.self).unicodeScalars
            rest = rest[start...]
            if let (scalar, length) = scalar(rest) {
                guard scalar.value != 0 else { return nil }
                text.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                text.append("_")
                rest = rest.dropFirst()
            }
        }
        text += String(decoding: rest, as: UTF8.self).unicodeScalars
        return String(text)
    }

    /// Text as it is written in a cell.
    static func encode(_ text: String) -> String {
        // Nearly every text is written as it is: EF begins U+FFFE and U+FFFF, and no escape begins without an x.
        var before: UInt8 = 0
        let isPlain = text.utf8.allSatisfy { byte in
            defer { before = byte }
            return (byte >= 0x20 || byte == 0x09 || byte == 0x0A) && byte != 0xEF
                && (byte != UInt8(ascii: "x") || before != underscore)
        }
        if isPlain { return text }
        var out = String.UnicodeScalarView()
        var rest = ArraySlice(text.utf8)
        var start = rest.startIndex
        for scalar in text.unicodeScalars {
            let next = start + UTF8.width(scalar)
            switch scalar.value {
            case 0x09, 0x0A: out.append(scalar)
            case 0..<0x20, 0xFFFE, 0xFFFF: out += "_x\(hex(scalar.value))_".unicodeScalars
            case UInt32(underscore):
                rest = rest[start...]
                out += (unit(rest) == nil ? "_" : "_x005F_").unicodeScalars
            case _: out.append(scalar)
            }
            start = next
        }
        return String(out)
    }

    /// Text where nobody reads an escape: U+FFFD stands for what XML cannot hold.
    static func replaced(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isForbidden) else { return text }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { out.append(isForbidden(scalar) ? "\u{FFFD}" : scalar) }
        return String(out)
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D: false
        case 0..<0x20, 0xFFFE, 0xFFFF: true
        case _: false
        }
    }

    /// The escape at the beginning, if there is one. Two escapes make one character beyond U+FFFF.
    private static func scalar(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
        guard let high = unit(bytes) else { return nil }
        if let scalar = Unicode.Scalar(UInt32(high)) { return (scalar, 7) }
        guard UTF16.isLeadSurrogate(high), let low = unit(bytes.dropFirst(7)), UTF16.isTrailSurrogate(low) else {
            return nil
        }
        let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
        return Unicode.Scalar(value).map { ($0, 14) }
    }

    /// The four digits of `_x000D_`.
    private static func unit(_ bytes: ArraySlice<UInt8>) -> UInt16? {
        let start = bytes.startIndex
        guard bytes.count >= 7, bytes[start] == underscore, bytes[start + 1] == UInt8(ascii: "x"),
            bytes[start + 6] == underscore
        else { return nil }
        var value: UInt16 = 0
        for byte in bytes[(start + 2)..<(start + 6)] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private static func hex(_ value: UInt32) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - text.count)) + text
    }
}
