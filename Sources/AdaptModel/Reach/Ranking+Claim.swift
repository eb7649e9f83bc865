extension Ranking {
    /// A place on a publisher's list.
    public struct Claim: Sendable, Hashable {
        /// The list.
        public let list: String
        /// The place.
        public let rank: Int
        /// Weeks on the list, by the publisher's count.
        public let weeks: Int?
        /// Place on it in the week before.
        public let previous: Int?
        /// Best place on it up to this week.
        public let peak: Int
        /// Weeks that it was seen on the list, up to this one.
        public let weeksSeen: Int
        /// Place by the metric among those on the list; nil: no figure.
        public internal(set) var place: Int?
        /// How many on the list share that place: a publisher puts equal ones in some order.
        var sharing = 1

        /// A place on a list.
        public init(list: String, rank: Int, weeks: Int?, previous: Int?, peak: Int, weeksSeen: Int) {
            self.list = list
            self.rank = rank
            self.weeks = weeks
            self.previous = previous
            self.peak = peak
            self.weeksSeen = weeksSeen
        }

        /// Whether the publisher's place is another than that by the metric, or than any that equal figures share.
        public var differsInRank: Bool { place.map { !($0..<($0 + sharing)).contains(rank) } ?? false }
        /// Whether the publisher counts other weeks than were seen.
        public var differsInWeeks: Bool { weeks.map { $0 != weeksSeen } ?? false }
    }
}
