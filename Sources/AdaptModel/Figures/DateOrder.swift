/// Which comes first in a date as `05/01/2026`.
public enum DateOrder: String, CaseIterable, Sendable {
    /// The day: 5 January.
    case dmy
    /// The month: May 1.
    case mdy
}

extension Day {
    /// Every day that `text` can mean: one of `2026-01-05`, `2026/1/5`, `05/01/2026`, `5.1.2026`; earliest first.
    ///
    /// Where the year comes last, `order` says what comes first; without it both readings are given where they differ.
    public static func readings(of text: String, _ order: DateOrder? = nil) -> [Day] {
        if let day = Day(text) { return [day] }
        guard text.utf8.count <= 10, let mark = text.first(where: { !$0.isNumber }), "/.-".contains(mark) else {
            return []
        }
        let parts = text.split(separator: mark, omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part in part.allSatisfy { $0.isASCII && $0.isNumber } ? Int(part) : nil }
        guard parts.count == 3, numbers.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return [] }
        if parts[0].count == 4 {
            return [Day(year: numbers[0], month: numbers[1], day: numbers[2])].compactMap(\.self)
        }
        guard parts[2].count == 4, parts[0].count <= 2, parts[1].count <= 2 else { return [] }
        let days = (order.map { [$0] } ?? DateOrder.allCases).compactMap { order in
            switch order {
            case .dmy: Day(year: numbers[2], month: numbers[1], day: numbers[0])
            case .mdy: Day(year: numbers[2], month: numbers[0], day: numbers[1])
            }
        }
        return Set(days).sorted()
    }
}

/// On which day the weeks of a file begin.
public enum WeekStart: String, CaseIterable, Sendable {
    /// ISO 8601.
    case monday
    /// As in North America.
    case sunday
}
