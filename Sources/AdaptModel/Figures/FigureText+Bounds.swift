/// What stands around the number: a sign or words that make it a bound, words that make it an estimate, a second end.
extension FigureText {
    /// The figure written in `text`, where a full stop is before decimals; `whole`: as it was written, for refusals.
    static func parse(_ text: String, _ whole: String, _ reading: NumberReading) throws -> Figure? {
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

    static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop(while: \.isWhitespace)
        while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
        return rest
    }
}
