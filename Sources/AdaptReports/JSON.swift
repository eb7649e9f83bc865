/// A JSON value that keeps the order of its members, so that the same results give the same bytes.
public indirect enum JSON: Sendable {
    case object([(String, JSON)])
    case array([JSON])
    case string(String)
    case int(Int)
    /// A number with decimals, already written.
    case number(String)
    case bool(Bool)
    case null

    /// A string, or null.
    public init(_ text: String?) { self = text.map { .string($0) } ?? .null }

    /// A number, or null.
    public init(_ number: Int?) { self = number.map { .int($0) } ?? .null }

    /// The value on one line.
    public var line: String { written(indent: nil) }

    /// The value over several lines, two spaces a level, with a line end.
    public var pretty: String { written(indent: 0) + "\n" }

    /// The value over several lines as part of another, `level` levels deep.
    func pretty(level: Int) -> String { written(indent: level) }

    private func written(indent: Int?) -> String {
        var out: [UInt8] = []
        write(to: &out, indent: indent)
        return String(decoding: out, as: UTF8.self)
    }

    /// By bytes, as it is made of many short pieces: a `String` looks at each whether it can take it as it is.
    private func write(to out: inout [UInt8], indent: Int?) {
        switch self {
        case .object(let members) where members.isEmpty: out += "{}".utf8
        case .object(let members):
            JSON.list(members, "{", "}", indent, to: &out) { member, out, inner in
                JSON.quote(member.0, to: &out)
                out += (inner == nil ? ":" : ": ").utf8
                member.1.write(to: &out, indent: inner)
            }
        case .array(let items) where items.isEmpty: out += "[]".utf8
        case .array(let items):
            JSON.list(items, "[", "]", indent, to: &out) { item, out, inner in item.write(to: &out, indent: inner) }
        case .string(let text): JSON.quote(text, to: &out)
        case .int(let number): out += String(number).utf8
        case .number(let digits): out += digits.utf8
        case .bool(let flag): out += (flag ? "true" : "false").utf8
        case .null: out += "null".utf8
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ indent: Int?, to out: inout [UInt8],
        _ each: (Item, inout [UInt8], Int?) -> Void
    ) {
        out.append(UInt8(ascii: open))
        let inner = indent.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { out.append(UInt8(ascii: ",")) }
            if let inner { breakLine(inner, in: &out) }
            each(item, &out, inner)
        }
        if let indent { breakLine(indent, in: &out) }
        out.append(UInt8(ascii: close))
    }

    private static func breakLine(_ indent: Int, in out: inout [UInt8]) {
        out.append(UInt8(ascii: "\n"))
        for _ in 0..<2 * indent { out.append(UInt8(ascii: " ")) }
    }

    private static func quote(_ text: String, to out: inout [UInt8]) {
        out.append(UInt8(ascii: "\""))
        if text.utf8.allSatisfy(isPlainInJSON) {
            out += text.utf8
        } else {
            for scalar in text.unicodeScalars { escape(scalar, to: &out) }
        }
        out.append(UInt8(ascii: "\""))
    }

    private static func escape(_ scalar: Unicode.Scalar, to out: inout [UInt8]) {
        switch scalar {
        case "\"": out += "\\\"".utf8
        case "\\": out += "\\\\".utf8
        case "\n": out += "\\n".utf8
        case "\r": out += "\\r".utf8
        case "\t": out += "\\t".utf8
        // Control characters, and the two line ends that JavaScript does not take in strings.
        case _
        where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            || scalar.value == 0x2028 || scalar.value == 0x2029:
            let digits = String(scalar.value, radix: 16)
            out += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
        default: out += String(scalar).utf8
        }
    }
}

/// Whether a byte cannot be part of what JSON, or JavaScript, wants escaped: quotes, backslashes, control characters (of
/// two bytes after C2), and the line ends U+2028 and U+2029 (which begin with E2).
func isPlainInJSON(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F && byte != 0xC2 && byte != 0xE2
}
