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
    public var line: String {
        var out = ""
        write(to: &out, indent: nil)
        return out
    }

    /// The value over several lines, two spaces a level, with a line end.
    public var pretty: String {
        var out = ""
        write(to: &out, indent: 0)
        return out + "\n"
    }

    /// The value over several lines as part of another, `level` levels deep.
    func pretty(level: Int) -> String {
        var out = ""
        write(to: &out, indent: level)
        return out
    }

    private func write(to out: inout String, indent: Int?) {
        switch self {
        case .object(let members) where members.isEmpty: out += "{}"
        case .object(let members):
            JSON.list(members, "{", "}", indent, to: &out) { member, out, inner in
                JSON.quote(member.0, to: &out)
                out += inner == nil ? ":" : ": "
                member.1.write(to: &out, indent: inner)
            }
        case .array(let items) where items.isEmpty: out += "[]"
        case .array(let items):
            JSON.list(items, "[", "]", indent, to: &out) { item, out, inner in item.write(to: &out, indent: inner) }
        case .string(let text): JSON.quote(text, to: &out)
        case .int(let number): out += String(number)
        case .number(let digits): out += digits
        case .bool(let flag): out += flag ? "true" : "false"
        case .null: out += "null"
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, _ indent: Int?, to out: inout String,
        _ each: (Item, inout String, Int?) -> Void
    ) {
        out += open
        let inner = indent.map { $0 + 1 }
        for (index, item) in items.enumerated() {
            if index > 0 { out += "," }
            if let inner { out += "\n" + String(repeating: "  ", count: inner) }
            each(item, &out, inner)
        }
        if let indent { out += "\n" + String(repeating: "  ", count: indent) }
        out += close
    }

    private static func quote(_ text: String, to out: inout String) {
        out += "\""
        guard !text.utf8.allSatisfy(isPlainInJSON) else {
            out += text
            out += "\""
            return
        }
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            // Control characters, and the two line ends that JavaScript does not take in strings.
            case _
            where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        out += "\""
    }
}

/// Whether a byte cannot be part of what JSON, or JavaScript, wants escaped: quotes, backslashes, control characters (of
/// two bytes after C2), and the line ends U+2028 and U+2029 (which begin with E2).
func isPlainInJSON(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != 0x22 && byte != 0x5C && byte != 0x7F && byte != 0xC2 && byte != 0xE2
}
