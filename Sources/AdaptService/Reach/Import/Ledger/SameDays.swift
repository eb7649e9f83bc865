import AdaptModel

/// What becomes of several figures of one edition in the same days, where a file has them on purpose: episodes of a
/// night, parts of a day.
public enum SameDays: String, CaseIterable, Sendable {
    /// They add up, where the metric does.
    case add
    /// People of several may be the same ones: no less than the highest of them.
    case highest

    /// What is known of a part whose figure is missing.
    static let unreported = Figure(stored: .atLeast, low: 0, high: nil, estimated: false)

    /// Two figures put together. Throws a `Refusal` (rule) where their sum passes 64 bits.
    func together(_ one: Figure, _ other: Figure) throws -> Figure {
        var total = ReachTotal(one)
        guard self == .add else {
            return Figure(.atLeast, max(one.low, other.low), estimated: one.estimated || other.estimated) ?? one
        }
        try total.add(ReachTotal(other))
        let comparator = total.comparator == .more ? .atLeast : total.comparator
        let estimated = total.estimated > 0
        let sum: Figure? =
            switch (comparator, total.high) {
            case (.range, let high?): Figure(from: total.low, to: high, estimated: estimated)
            case (.atMost, let high?): Figure(.atMost, high, estimated: estimated)
            case _: Figure(comparator, total.low, estimated: estimated)
            }
        guard let sum else { throw ReachTotal.tooLarge(of: nil) }
        return sum
    }
}

extension [Entry] {
    private struct Key: Hashable {
        let track: Int32
        let span: Span
        let imputed: Bool
        let published: Int32

        init(_ entry: Entry) {
            (track, span, imputed, published) = (entry.track, entry.span, entry.imputed, entry.published)
        }
    }

    /// The same, those of one track, window and publication put together, in the place of the first of them.
    /// `unreported`: parts whose figure is missing, which make a lower bound of those they belong to.
    func together(_ how: SameDays, unreported: [Entry]) throws -> [Entry] {
        var (places, entries): ([Key: Int], [Entry]) = ([:], [])
        func add(_ entry: Entry, at place: Int) throws {
            let first = entries[place]
            entries[place] = Entry(
                track: first.track, span: first.span, published: first.published,
                line: first.line, wording: -1, figure: try how.together(first.figure, entry.figure),
                isStated: first.isStated, windowInferred: first.windowInferred || entry.windowInferred,
                imputed: first.imputed)
        }
        for entry in self {
            let key = Key(entry)
            // Of days that are not stated nobody knows whether they are the same.
            if entry.span.isDated, let place = places[key] {
                try add(entry, at: place)
            } else {
                places[key] = entries.count
                entries.append(entry)
            }
        }
        for entry in unreported where entry.span.isDated {
            if let place = places[Key(entry)] { try add(entry, at: place) }
        }
        return entries
    }
}
