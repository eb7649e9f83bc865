/// One figure of a window, as of one publication.
public struct Vintage: Sendable, Equatable {
    /// When it was published.
    public let published: Day
    /// Whether that is stated; else it is the day of the import.
    public let isStated: Bool
    /// The import that brought it; a later one has a higher number.
    public let turn: Int
    /// Its line in that import.
    public let line: Int
    /// What it says.
    public let figure: Figure

    /// A vintage.
    public init(published: Day, isStated: Bool = true, turn: Int, line: Int, figure: Figure) {
        self.published = published
        self.isStated = isStated
        self.turn = turn
        self.line = line
        self.figure = figure
    }

    /// Whether it comes before another of the same window: by publication, then import, then line.
    public func precedes(_ other: Vintage) -> Bool {
        if published != other.published { return published < other.published }
        return (turn, line) < (other.turn, other.line)
    }
}

/// The vintages of one window in order: those that are known, and those that an import brings.
public struct VintageTimeline: Sendable {
    /// What a vintage is among the others.
    public enum Verdict: Sendable, Equatable {
        /// It was there before.
        case known
        /// The first of its window.
        case new
        /// It replaces an earlier one.
        case revised
        /// Others were published after it: it is kept, and changes no report.
        case older
        /// It says what the one before it says: nothing is stored. `confirming` is the earlier import that holds it.
        case unchanged(confirming: Int?)
        /// It says what the one before it says, and states a later publication: it is kept, so that what was published
        /// between the two is known to be the older one.
        case repeated
    }

    /// All of them, in order.
    public let vintages: [(vintage: Vintage, verdict: Verdict)]
    /// The figure that counted before.
    public let before: Vintage?
    /// The figure that counts now.
    public let after: Vintage?

    /// Puts `arriving`, all of one import, among `known`, some of which may be of the same import.
    public init(known: [Vintage], arriving: [Vintage]) {
        let turn = arriving.first?.turn ?? Int.max
        let all =
            (known.map { ($0, true) } + arriving.map { ($0, false) }).sorted { $0.0.precedes($1.0) }
        let lastKnown = all.lastIndex { $0.1 && $0.0.turn < turn } ?? -1
        vintages = all.enumerated().map { index, entry in
            let (vintage, isKnown) = entry
            if isKnown { return (vintage, .known) }
            if index > 0, all[index - 1].0.figure == vintage.figure {
                if vintage.isStated, all[index - 1].0.published < vintage.published { return (vintage, .repeated) }
                let holder = all[index - 1].0.turn
                return (vintage, .unchanged(confirming: holder < turn ? holder : nil))
            }
            return (vintage, index < lastKnown ? .older : index == 0 && known.isEmpty ? .new : .revised)
        }
        before = all.last { $0.1 }?.0
        after =
            vintages.last {
                if case .unchanged = $0.verdict { return false }
                return true
            }?.vintage
    }
}
