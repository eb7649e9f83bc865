/// What is put together.
extension ReachAssembly {
    /// What a figure is of.
    public enum Of: Sendable, Hashable {
        case edition
        case joint(members: [Int])
        case creative(code: String, edition: Int)
    }

    /// A week's figure of one subject in one market.
    public struct Entry: Sendable {
        /// Key of the subject.
        public let subject: Int
        /// What it is of.
        public let of: Of
        /// Where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// Of money.
        public let currency: String?
        /// The figure.
        public let total: ReachTotal
        /// How many of its parts have an inferred window.
        public let inferred: Int
        /// Days of the week that it covers.
        public let days: Int
        /// When it was published.
        public let published: Day
        /// Of a joint figure: `series/edition` of each edition, also of those not asked for.
        public let memberNames: [String]

        /// A figure.
        public init(
            subject: Int, of: Of, measuredIn: String?, currency: String? = nil, total: ReachTotal, inferred: Int,
            days: Int, published: Day, memberNames: [String] = []
        ) {
            self.subject = subject
            self.of = of
            self.measuredIn = measuredIn
            self.currency = currency
            self.total = total
            self.inferred = inferred
            self.days = days
            self.published = published
            self.memberNames = memberNames
        }
    }
}
