extension ReachReport {
    /// The totals of the editions of one series, or of one market.
    public struct Part: Sendable {
        /// What its editions have in common.
        public enum Kind: String, Sendable {
            case series, market
        }

        /// What is added up for a week.
        public enum Sum: Sendable {
            /// Without lines.
            case total(WeekTotal)
            /// Why nothing is: adding would break a rule.
            case refused(Week, String)

            /// The week.
            public var week: Week {
                switch self {
                case .total(let total): total.week
                case .refused(let week, _): week
                }
            }

            /// What else is to be known of it, in the words of flags.
            public var marks: [String] {
                switch self {
                case .total(let week): week.marks
                case .refused: []
                }
            }

            /// The sum, where there is a figure.
            public var figure: ReachTotal? {
                switch self {
                case .total(let week): week.figure
                case .refused: nil
                }
            }
        }

        /// What its editions have in common.
        public let kind: Kind
        /// Code of the series or market.
        public let name: String
        /// The week before the first; nil: there the whole cannot be added up.
        public let before: Sum?
        /// The weeks of the report, earliest first: made whenever they are asked for, since most of many parts are never
        /// looked at together.
        public var weeks: [Sum] { sums() }
        let sums: @Sendable () -> [Sum]
    }
}
