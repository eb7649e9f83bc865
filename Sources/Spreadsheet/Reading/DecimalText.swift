/// A number as a file writes it, taken apart: its value is 0.`digits` times ten to the `point`.
struct DecimalText {
    private var isNegative = false
    private var digits: [UInt8] = []
    private var point = 0
    /// A whole number of more digits than a spreadsheet keeps, as it wrote it; nil: it is none.
    private var cut: String?

    /// Reads `-1.18E+6`; nil for what is no number, or outside of what Excel can hold.
    init?(_ written: some Collection<UInt8>) {
        guard written.count <= 400, read(written), abs(point) <= 400 else { return nil }
        dropNoise()
    }

    /// Plain digits: `-1180000`; `1.234567890123457E+16` where only the first of them are known.
    var description: String {
        if let cut { return cut }
        guard !digits.isEmpty else { return "0" }
        let zero = UInt8(ascii: "0")
        var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        if point <= 0 {
            text += [zero, UInt8(ascii: ".")] + [UInt8](repeating: zero, count: -point) + digits
        } else if point >= digits.count {
            text += digits + [UInt8](repeating: zero, count: point - digits.count)
        } else {
            text += digits[..<point] + [UInt8(ascii: ".")] + digits[point...]
        }
        return String(decoding: text, as: UTF8.self)
    }

    private mutating func read(_ written: some Collection<UInt8>) -> Bool {
        var rest = written[...].drop(while: Self.isSpace)
        isNegative = rest.first == UInt8(ascii: "-")
        if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let whole = rest.prefix(while: Self.isDigit)
        rest = rest[whole.endIndex...]
        digits = Array(whole)
        point = digits.count
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix(while: Self.isDigit)
            rest = rest[fraction.endIndex...]
            digits += fraction
        }
        guard !digits.isEmpty else { return false }
        if rest.first == UInt8(ascii: "E") || rest.first == UInt8(ascii: "e") {
            rest = rest.dropFirst()
            let end = rest.firstIndex(where: Self.isSpace) ?? rest.endIndex
            guard let exponent = Int16(String(decoding: rest[..<end], as: UTF8.self)) else { return false }
            rest = rest[end...]
            point += Int(exponent)
            strip()
            if digits.count > 15, digits.count <= point {
                cut = String(decoding: written.filter { !Self.isSpace($0) }, as: UTF8.self).uppercased()
            }
        }
        guard rest.allSatisfy(Self.isSpace) else { return false }
        strip()
        return true
    }

    /// Zeros at either end say nothing.
    private mutating func strip() {
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// Excel writes the 17 digits of a binary number, of which people typed 15 at most: 0.1 is written as
    /// 0.10000000000000001. What is beyond them is what binary reckoning left, as in 0.30000000000000004 of 0.1 + 0.2,
    /// and Excel shows none of it. Whole numbers are left alone: their digits may be an identifier that some other
    /// program wrote.
    private mutating func dropNoise() {
        guard digits.count > 15, digits.count > point else { return }
        let goesUp = digits[15] >= UInt8(ascii: "5")
        digits.removeSubrange(15...)
        guard goesUp else { return strip() }
        while digits.last == UInt8(ascii: "9") { digits.removeLast() }
        if let last = digits.popLast() {
            digits.append(last + 1)
        } else {
            digits = [UInt8(ascii: "1")]
            point += 1
        }
        strip()
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
    private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
}
