/// How those who wrote a file write numbers.
public struct NumberReading: Sendable, Equatable {
    /// What stands between whole numbers and their parts.
    public enum Style: String, CaseIterable, Sendable {
        /// `1,234.5`
        case us
        /// `1.234,5`
        case eu
    }

    /// Nil: nobody says.
    public var style: Style?
    /// What each number is a multiple of.
    public var unit: Int
    /// How the user can say the style, for hints; nil: not at all.
    public var wayToSay: String?

    /// Numbers written in one style, in a unit.
    public init(_ style: Style? = nil, unit: Int = 1) {
        self.style = style
        self.unit = unit
    }

    /// A unit as people name it: `million`, `1000`. Throws a `Refusal` (usage).
    public static func unit(parsing text: String) throws -> Int {
        let names = [
            "thousand": 1000, "k": 1000, "万": 10_000, "만": 10_000, "million": 1_000_000, "m": 1_000_000,
            "billion": 1_000_000_000, "bn": 1_000_000_000,
        ]
        let digits = text.filter { $0 != "_" && $0 != "," }
        guard let unit = names[text.lowercased()] ?? Int(digits), unit > 0, unit <= 1_000_000_000_000 else {
            throw Refusal(
                .usage, "unit \"\(text)\" is not known", hint: "one of thousand, million, billion, or a number as 1000")
        }
        return unit
    }
}
