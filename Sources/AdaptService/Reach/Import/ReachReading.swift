public import AdaptModel

/// The habits of those who wrote a file of figures, where it can be read in two ways.
public struct ReachReading: Sendable, Equatable {
    /// What comes first in their dates; nil: a date with two meanings is refused.
    public var dates: DateOrder?
    /// How they write numbers, and in what unit.
    public var numbers = NumberReading()
    /// On which day their weeks begin; weeks from Sunday are placed in the ISO week that holds six of their days.
    public var weekStart = WeekStart.monday

    /// What they call categories, and lists, now, with what those were called before, by which works are told apart.
    public var formerCategories: [String: String] = [:]

    /// Habits that are not known.
    public init() {}

    /// Told apart in the content hash.
    var signature: [String] {
        [
            dates.map { "dates=" + $0.rawValue }, numbers.style.map { "numbers=" + $0.rawValue },
            numbers.unit == 1 ? nil : "unit=\(numbers.unit)",
            weekStart == .monday ? nil : "weeks=" + weekStart.rawValue,
        ].compactMap(\.self) + formerCategories.map { "category=\($0.key)=\($0.value)" }.sorted()
    }
}
