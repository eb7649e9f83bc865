extension ReachReport {
    /// What a line is of.
    public enum Scope: String, Sendable {
        case edition, joint, creative
    }

    /// What a line is of, as far as it was asked for.
    enum Subject: Sendable {
        case edition(Edition)
        case creative(Edition, code: String)
        /// `names`: of each edition that the figure is of, also of those not asked for.
        case joint([Edition], names: [String])
    }

    /// One figure, or an edition without one.
    public struct Line: Sendable {
        let subject: Subject
        /// Market where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// Of money.
        public let currency: String?
        /// The figure; nil: not reported, or reported only as part of another.
        public let total: ReachTotal?
        /// Whether the figure is in the week's total. A figure that is not is part of another that is, or reaches
        /// beyond the editions asked for.
        public let counted: Bool
        /// What else is to be known: `included`, `window_inferred`, `estimated`, `not_reported`, `days=5`,
        /// `beyond_scope`, `overlaps_joint`, `guarantees_less`, `contradicts`, `measured=us`.
        public let flags: [String]
        /// Number of the week before, where that is reported too.
        public internal(set) var previous: ReachTotal?
        /// Place of its edition among those of the week, by what its counted figures guarantee together; equal sums share a
        /// place. Every counted line of an edition has it, and no joint one.
        public internal(set) var rank: Int?
        /// Place in the week before.
        public internal(set) var previousRank: Int?
        /// Weeks with a figure, up to this one.
        public internal(set) var weeksOnList: Int?
        /// When the figure was published.
        public let published: Day?
        /// Days of the week that the figure covers; 0 where there is none.
        public let days: Int
        var previousDays = 0
        var previousContradicts = false
        /// Whether it cannot be, beside what its parts have.
        var contradicts: Bool { flags.contains("contradicts") }
        let key: Key

        /// What stays the same of a line from week to week.
        struct Key: Hashable {
            let subject: Int
            let measuredIn: String?

            // Few subjects have figures of several markets: the number alone tells nearly all apart.
            func hash(into hasher: inout Hasher) { hasher.combine(subject) }
        }

        /// What else is to be known of the figure itself, in the words of flags.
        public var marks: [String] {
            (total?.marks ?? []) + (flags.contains("contradicts") ? ["contradicts"] : [])
        }

        /// The change to the week before, where both numbers are exact and of whole weeks.
        public var change: Int? {
            guard !contradicts, !previousContradicts, counted, days == 7, previousDays == 7, let now = total,
                let before = previous
            else { return nil }
            return now.change(since: before)
        }
    }
}

extension ReachTotal {
    /// The change since an earlier sum, where both are exact.
    public func change(since before: ReachTotal) -> Int? {
        guard comparator == .equal, before.comparator == .equal else { return nil }
        return low - before.low
    }
}
