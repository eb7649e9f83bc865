/// Reads figures as people write them: `1180000`, `1,180,000`, `1.18M`, `>70M`, `over 70M`, `70M+`, `~15,000`,
/// `estimated 1.18M`, `10K-50K`, `≤100`, `16.9万`.
///
/// A comma parts thousands, a full stop decimals, unless told otherwise. What can be read in two ways (`1.234`,
/// `1,234M`) or has lost digits on its way (`4.25E+08`) is refused, never guessed.
public enum FigureText {
    /// The figure written in `text` by somebody with such habits, or nil where it says that there is none.
    ///
    /// Of a number in a unit (12.34 million, 1.234M) both readings are tried where nobody says which: it is refused where
    /// both fit and differ. Throws a `Refusal` (input) without a place.
    public static func parse(_ text: String, as reading: NumberReading) throws -> Figure? {
        if let plain = plain(text) { return Figure(.equal, try multiplied(plain, by: reading.unit, text)) }
        switch reading.style {
        case .us?: return try parse(text, text, reading)
        case .eu?: return try parse(swapped(text), text, reading)
        case nil:
            let us = Result { try parse(text, text, reading) }
            let eu = Result { try hasUnit(text, reading) ? parse(swapped(text), text, reading) : us.get() }
            switch (us, eu) {
            case (.success(let us), .success(let eu)) where us != eu:
                throw Refusal(
                    .input, "figure \"\(text)\" can be read in two ways",
                    hint: reading.unit == 1 && reading.wayToSay == nil
                        ? "write all its digits"
                        : "say --numbers us where 1.5 is one and a half, --numbers eu where 1,5 is")
            case (.failure, .success(let eu)) where reading.unit != 1: return eu
            case (.failure(let refusal as Refusal), _) where reading.unit == 1:
                throw FigureText.hinting(refusal, at: text, reading)
            case _: return try us.get()
            }
        }
    }

    /// Whether a number is one of thousands, millions and the like, which have decimals, by its own words or those of
    /// all. Of others a comma can only part thousands.
    private static func hasUnit(_ text: String, _ reading: NumberReading) -> Bool {
        reading.unit != 1
            || !text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ".")
            }
    }

    /// With the way to say that a comma stands before decimals, where that makes a number of what is none: `1,5`.
    private static func hinting(_ refusal: Refusal, at text: String, _ reading: NumberReading) -> Refusal {
        guard reading.wayToSay != nil, text.contains(","), refusal.message.hasSuffix("is not a number") else {
            return refusal
        }
        var way = "where a comma stands before decimals: --numbers eu"
        do {
            _ = try parse(swapped(text), text, NumberReading(.eu))
        } catch let other as Refusal where other.message.hasSuffix("is not a whole number") {
            way += ", and --unit for what it counts, as --unit million"
        } catch {
            return refusal
        }
        return Refusal(refusal.kind, refusal.message, hint: way, place: refusal.place)
    }

    /// A number of digits alone, which most are.
    private static func plain(_ text: String) -> Int? {
        guard (1...18).contains(text.utf8.count) else { return nil }
        var value = 0
        for byte in text.utf8 {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }

    /// With what stands behind digits the other way round; the point of `ca.` stays.
    private static func swapped(_ text: String) -> String {
        var previous: Character = " "
        return String(
            text.map { character in
                defer { previous = character }
                guard isDigit(previous) else { return character }
                return character == "," ? "." : character == "." ? "," : character
            })
    }

    /// The figure written in `text`, or nil where it says that there is none: nothing, a dash, `N/A`.
    ///
    /// Throws a `Refusal` (input) without a place.
    public static func parse(_ text: String) throws -> Figure? {
        try parse(text, as: NumberReading())
    }

    private static func parse(_ text: String, _ whole: String, _ reading: NumberReading) throws -> Figure? {
        var rest = trimmed(Substring(text))
        if ["", "-", "–", "—", "n/a", "na", "null"].contains(rest.lowercased()) { return nil }
        var estimated = false
        if let after = dropping(["estimated", "est.", "an estimated"], from: rest) {
            (rest, estimated) = (after, true)
        }
        if let figure = try range(rest, reading, estimated: estimated, in: whole) { return figure }
        var comparator = Figure.Comparator.equal
        for (sign, words) in signs {
            if let after = dropping(words, from: rest) {
                (rest, comparator) = (after, sign)
                break
            }
        }
        if comparator == .equal, let last = rest.last, last == "+" {
            (rest, comparator) = (trimmed(rest.dropLast()), .atLeast)
        }
        if let after = dropping(["estimated", "est."], from: rest) { (rest, estimated) = (after, true) }
        guard let figure = Figure(comparator, try number(rest, reading, in: whole), estimated: estimated) else {
            throw beyond(whole)
        }
        return figure
    }

    private static let signs: [(Figure.Comparator, [String])] = [
        (.atLeast, [">=", "≥", "at least", "no less than"]),
        (.atMost, ["<=", "≤", "at most", "up to"]),
        (.more, [">", "over", "more than", "above"]),
        (.less, ["<", "under", "less than", "below"]),
        (.about, ["~", "≈", "about", "around", "roughly", "approximately", "nearly", "ca."]),
        (.equal, ["="]),
    ]

    private static let suffixes: [(String, Int)] = [
        ("bn", 1_000_000_000), ("b", 1_000_000_000), ("m", 1_000_000), ("k", 1000), ("w", 10_000), ("万", 10_000),
        ("萬", 10_000), ("만", 10_000), ("亿", 100_000_000), ("億", 100_000_000), ("억", 100_000_000), ("천", 1000),
    ]

    private static func range(
        _ text: Substring, _ reading: NumberReading, estimated: Bool, in whole: String
    ) throws -> Figure? {
        let ends = text.split(maxSplits: 2, omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
        guard ends.count == 2, let left = ends.first.map(trimmed), let right = ends.last.map(trimmed),
            !left.isEmpty, !right.isEmpty, !left.lowercased().hasSuffix("e")
        else { return nil }
        // "10-50K" may mean ten or ten thousand to fifty thousand.
        guard suffix(of: left) != nil || suffix(of: right) == nil else {
            throw Refusal(
                .input, "figure \"\(whole)\" can be read in two ways",
                hint: "write the unit at both ends, as in 10K-50K")
        }
        let (low, high) = (try number(left, reading, in: whole), try number(right, reading, in: whole))
        // From and to the same, as in 1,200K-1.2M, is exactly so much. Of plain numbers it may be a day.
        if low == high, suffix(of: left) != nil { return Figure(.equal, low, estimated: estimated) }
        guard let figure = Figure(from: low, to: high, estimated: estimated) else {
            throw Refusal(
                .input, "figure \"\(whole)\" is a range whose ends are not in order",
                hint: "write the lower end first, as in 10K-50K")
        }
        return figure
    }

    private static func suffix(of text: Substring) -> (name: String, factor: Int)? {
        let lowered = text.lowercased()
        return suffixes.first { lowered.hasSuffix($0.0) }.map { (name: $0.0, factor: $0.1) }
    }

    private static func number(_ text: Substring, _ reading: NumberReading, in whole: String) throws -> Int {
        if text.hasPrefix("-") || text.hasPrefix("−") {
            throw Refusal(
                .input, "figure \"\(whole)\" is below 0",
                hint: "where it corrects an earlier one, write the whole figure as it is now")
        }
        var digits = text
        var factor = reading.unit
        if let found = suffix(of: text) {
            guard factor == 1 else {
                throw Refusal(
                    .input, "figure \"\(whole)\" has a unit of its own", hint: "import it apart, without --unit")
            }
            digits = trimmed(text.dropLast(found.name.count))
            factor = found.factor
        }
        let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
        if halves.count > 2, let value = grouped(halves) { return try scaled(value, "", factor, whole) }
        guard halves.count <= 2, let head = halves.first else { throw notANumber(whole) }
        let groups = head.split(separator: ",", omittingEmptySubsequences: false)
        guard let integer = grouped(groups) else { throw notANumber(whole) }
        guard halves.count == 2, let fraction = halves.last else { return try scaled(integer, "", factor, whole) }
        guard !fraction.isEmpty, fraction.allSatisfy(isDigit) else { throw notANumber(whole) }
        if factor == 1, reading.style == nil, fraction.count == 3, groups.count == 1, integer != "0" {
            throw Refusal(
                .input, "figure \"\(whole)\" can be read in two ways",
                hint: "write \(integer)\(fraction) for thousands; counts have no decimals"
                    + (reading.wayToSay.map { "; or say \($0)" } ?? ""))
        }
        return try scaled(integer, fraction, factor, whole)
    }

    /// The digits of `12`, `345`, `678` joined, where all groups but the first have three.
    private static func grouped(_ groups: [Substring]) -> String? {
        guard let first = groups.first, !first.isEmpty, groups.allSatisfy({ $0.allSatisfy(isDigit) }),
            groups.count == 1
                || first.count <= 3 && first.first != "0" && groups.dropFirst().allSatisfy({ $0.count == 3 })
        else { return nil }
        return groups.joined()
    }

    private static func scaled(_ integer: String, _ fraction: Substring, _ factor: Int, _ whole: String) throws -> Int {
        var value = try multiplied(Int(integer), by: factor, whole)
        var unit = factor
        for digit in fraction {
            guard let number = digit.wholeNumberValue else { throw notANumber(whole) }
            guard unit % 10 == 0 || number == 0 else {
                throw Refusal(
                    .input, "figure \"\(whole)\" is not a whole number",
                    hint: "counts are whole, and money is in the smallest unit of its currency: 10.50 as 1050")
            }
            unit /= 10
            let (sum, overflow) = value.addingReportingOverflow(number * unit)
            guard !overflow else { throw beyond(whole) }
            value = sum
        }
        return value
    }

    private static func multiplied(_ value: Int?, by factor: Int, _ whole: String) throws -> Int {
        guard let value else { throw beyond(whole) }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw beyond(whole) }
        return product
    }

    private static func beyond(_ whole: String) -> Refusal {
        Refusal(.input, "figure \"\(whole)\" is beyond what can be counted")
    }

    private static func notANumber(_ whole: String) -> Refusal {
        let damaged = whole.lowercased().contains("e+")
        return Refusal(
            .input, "figure \"\(whole)\" is not a number",
            hint: damaged
                ? "a spreadsheet has cut its digits: export the column as plain numbers"
                : "write it as 1180000, 1.18M, >70M, 70M+, ~15,000, 10K-50K or ≤100")
    }

    private static func dropping(_ words: [String], from text: Substring) -> Substring? {
        let lowered = text.lowercased()
        guard lowered.count == text.count else { return nil }
        for word in words where lowered.hasPrefix(word) {
            let after = text.dropFirst(word.count)
            let isWord = word.last.map { $0.isLetter } ?? false
            if isWord, let next = after.first, next.isLetter { continue }
            return trimmed(after)
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest
    }

    private static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
