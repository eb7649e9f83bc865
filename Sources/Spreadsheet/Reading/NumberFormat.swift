/// Tells which number formats show a date or a time.
enum NumberFormat {
    /// Formats that every spreadsheet program knows by their number: the common dates and times, and those of
    /// Chinese, Japanese and Korean editions (27-36, 50-58).
    static func isDate(builtIn number: Int) -> Bool {
        switch number {
        case 14...22, 27...36, 45...47, 50...58: true
        case _: false
        }
    }

    /// Whether a format code holds y, m, d, h or s outside of quotes, escapes and brackets. `[h]`, elapsed
    /// time, counts. Only the first section is looked at, which is the one of positive numbers.
    static func isDate(code: String) -> Bool {
        var rest = code.utf8[...]
        while let byte = rest.popFirst(), byte != UInt8(ascii: ";") {
            switch byte {
            case UInt8(ascii: "\""): rest = after(UInt8(ascii: "\""), in: rest).after
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): rest = rest.dropFirst()
            case UInt8(ascii: "["):
                let bracket = after(UInt8(ascii: "]"), in: rest)
                if isElapsed(bracket.before) { return true }
                rest = bracket.after
            case _:
                if isLetter(byte) { return true }
            }
        }
        return false
    }

    private static func isLetter(_ byte: UInt8) -> Bool { "ymdhsYMDHS".utf8.contains(byte) }

    private static func isElapsed(_ bracket: Substring.UTF8View) -> Bool {
        !bracket.isEmpty && bracket.allSatisfy { "hmsHMS".utf8.contains($0) }
    }

    private static func after(
        _ byte: UInt8, in text: Substring.UTF8View
    ) -> (before: Substring.UTF8View, after: Substring.UTF8View) {
        let end = text.firstIndex(of: byte) ?? text.endIndex
        return (text[..<end], text[end...].dropFirst())
    }
}
