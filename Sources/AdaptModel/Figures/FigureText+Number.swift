/// The number itself: its digits in groups, its decimals, its unit. Counts are whole.
extension FigureText {
    private static let suffixes: [(String, Int)] = [
        ("bn", 1_000_000_000), ("b", 1_000_000_000), ("m", 1_000_000), ("k", 1000), ("w", 10_000), ("万", 10_000),
        ("萬", 10_000), ("만", 10_000), ("亿", 100_000_000), ("億", 100_000_000), ("억", 100_000_000), ("천", 1000),
    ]

    static func suffix(of text: Substring) -> (name: String, factor: Int)? {
        let lowered = text.lowercased()
        return suffixes.first { lowered.hasSuffix($0.0) }.map { (name: $0.0, factor: $0.1) }
    }

    static func number(_ text: Substring, _ reading: NumberReading, in whole: String) throws -> Int {
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

    static func multiplied(_ value: Int?, by factor: Int, _ whole: String) throws -> Int {
        guard let value else { throw beyond(whole) }
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        guard !overflow else { throw beyond(whole) }
        return product
    }

    static func beyond(_ whole: String) -> Refusal {
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

    static func isDigit(_ character: Character) -> Bool {
        character.isASCII && character.isNumber
    }
}
