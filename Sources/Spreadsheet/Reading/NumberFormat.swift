/// What a number format makes of a number: a date or a time, or a number with signs and words that say more than it.
struct NumberFormat {
    /// Whether it shows a date or a time.
    private(set) var isDate = false
    /// Whether it shows a time that goes on beyond a day, as 45:30 hours.
    private(set) var isElapsed = false
    /// Signs and words that it writes before the number and behind it, as in `">"0` and `0"K"`: the number alone is not
    /// what is said then.
    private var before = "", after = ""
    /// Whether it is for positive numbers alone, or for zero as well.
    private var isOfPositive = false, isOfZero = true
    /// Whether it shows hundredths.
    private var isPercentage = false

    /// Formats that every spreadsheet program knows by their number: the common dates and times, those of Chinese,
    /// Japanese and Korean editions (27-36, 50-58), and percentages.
    init(builtIn number: Int) {
        switch number {
        case 46: (isDate, isElapsed) = (true, true)
        case 14...22, 27...36, 45, 47, 50...58: isDate = true
        case 9, 10: (after, isPercentage) = ("%", true)
        case _: break
        }
    }

    /// A date has y, m, d, h or s outside of quotes, escapes and brackets; `[h]`, elapsed time, counts. Only the first
    /// section is looked at, which is that of positive numbers where it has no condition; where it is the only one, of
    /// all.
    ///
    /// A number in other digits is meant itself, whatever unit stands behind it: one that commas scale (`0,"K"`), or
    /// that a text parts (`0"."0000"万"`).
    init(code: String) {
        var rest = code[...]
        var (start, end) = ("", "")
        var hasDigits = false
        var hasComma = false
        var isScaled = false
        var isConditional = false
        func literal(_ text: some StringProtocol) {
            if hasDigits { end += text } else { start += text }
        }
        defer {
            before = FormatWords.before(start)
            after = FormatWords.behind(end, isScaled: isScaled || hasComma)
        }
        while let character = rest.popFirst() {
            if hasComma, !"0#?,".contains(character) { (hasComma, isScaled) = (false, true) }
            switch character {
            case ";":
                (isOfPositive, isOfZero) = (true, !rest.contains(";"))
                if isConditional { (start, end, isPercentage) = ("", "", false) }
                return
            case "\"":
                let quoted = NumberFormat.after("\"", in: rest)
                literal(quoted.before)
                rest = quoted.after
            case "\\": rest.popFirst().map { literal(String($0)) }
            case "_", "*": rest = rest.dropFirst()
            case "[":
                let bracket = NumberFormat.after("]", in: rest)
                isElapsed = isElapsed || NumberFormat.goesOn(bracket.before)
                isDate = isDate || isElapsed
                isConditional = isConditional || bracket.before.first.map { "<>=".contains($0) } == true
                rest = bracket.after
            // The word for a number as it is.
            case _ where "Gg".contains(character) && rest.prefix(6).lowercased() == "eneral":
                rest = rest.dropFirst(6)
                hasDigits = true
            // The sign of an exponent.
            case "E", "e": if rest.first == "+" { rest = rest.dropFirst() }
            case "0", "#", "?":
                isScaled = isScaled || !end.allSatisfy(\.isWhitespace)
                (hasDigits, hasComma, end) = (true, false, "")
            case "," where hasDigits: hasComma = true
            case _ where "ymdhsYMDHS".contains(character): isDate = true
            case "%":
                isPercentage = true
                literal("%")
            case ".": break
            case _: literal(String(character))
            }
        }
    }

    /// A number as it is shown, where signs or words are part of it; nil where it is the number alone.
    func shown(_ number: String) -> String? {
        guard !before.isEmpty || !after.isEmpty, !isOfPositive || !number.hasPrefix("-"), isOfZero || number != "0"
        else { return nil }
        return before + (isPercentage ? NumberFormat.hundredfold(number) : number) + after
    }

    /// A decimal number with its point two digits further.
    private static func hundredfold(_ number: String) -> String {
        let parts = number.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = (parts.count > 1 ? String(parts[1]) : "") + "00"
        let rest = fraction.dropFirst(2).reversed().drop { $0 == "0" }.reversed()
        let digits = (parts[0] + fraction.prefix(2)).drop { $0 == "-" || $0 == "0" }
        return (number.hasPrefix("-") ? "-" : "") + (digits.isEmpty ? "0" : digits) + (rest.isEmpty ? "" : "." + rest)
    }

    private static func goesOn(_ bracket: Substring) -> Bool {
        !bracket.isEmpty && bracket.allSatisfy { "hmsHMS".contains($0) }
    }

    private static func after(_ end: Character, in text: Substring) -> (before: Substring, after: Substring) {
        let place = text.firstIndex(of: end) ?? text.endIndex
        return (text[..<place], text[place...].dropFirst())
    }
}
