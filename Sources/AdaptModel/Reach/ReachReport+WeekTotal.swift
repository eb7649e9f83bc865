extension ReachReport {
    /// One week.
    public struct WeekTotal: Sendable {
        /// The week.
        public let week: Week
        /// Figures first, largest first; then editions without one, by name.
        public internal(set) var lines: [Line]
        /// Sum of the counted lines; a lower bound where an edition is missing.
        public let total: ReachTotal
        /// Editions with a figure of their own, a joint one or that of a creative.
        public let reported: Int
        /// Editions that should have one.
        public let expected: Int
        /// Figures that are less than what they hold.
        public let contradicted: [Contradiction]
        /// Of money: that of all its figures.
        public let currency: String?
        /// What its total adds; nil: it is one figure, or none.
        let adds: Adds?

        /// What a sum is made of.
        enum Adds: Int {
            /// Figures of one subject in several markets.
            case markets = 1
            /// Figures of different editions, creatives or joint ones.
            case subjects
        }

        /// The sum, where there is a figure at all.
        public var figure: ReachTotal? { reported == 0 ? nil : total }

        /// What else is to be known of the sum, in the words of flags.
        public var marks: [String] { (figure?.marks ?? []) + (contradicted.isEmpty ? [] : ["contradicts"]) }

        /// The week's sums alone.
        var bare: WeekTotal {
            var copy = self
            copy.lines = []
            return copy
        }
    }

    /// A figure that is less than what it holds has by itself: one of them is wrong.
    public struct Contradiction: Sendable, Hashable {
        /// What a figure holds.
        public enum Parts: String, Sendable {
            /// The editions of a joint one.
            case editions
            /// The single markets of one of everywhere.
            case markets
            /// The creatives of an edition.
            case creatives
        }

        /// What it is of, as `series/edition`, joined by ` + `.
        public let name: String
        /// Where it was measured; nil: everywhere.
        public let measuredIn: String?
        /// What has more.
        public let than: Parts

        /// Such a figure.
        public init(name: String, measuredIn: String? = nil, than: Parts) {
            self.name = name
            self.measuredIn = measuredIn
            self.than = than
        }
    }
}

extension ReachReport.WeekTotal {
    /// Takes the numbers and places of the week before, and weeks with a figure by subject.
    mutating func follow(_ before: ReachReport.WeekTotal?, weeksOnList: [Int: Int]) {
        let earlier = before?.lines ?? []
        var places: [ReachReport.Line.Key: Int] = [:]
        var ranks: [Int: Int] = [:]
        places.reserveCapacity(earlier.count)
        ranks.reserveCapacity(earlier.count)
        for (index, line) in earlier.enumerated() where line.total != nil && places[line.key] == nil {
            places[line.key] = index
            if let rank = line.rank, let edition = line.only { ranks[edition.subject] = rank }
        }
        for index in lines.indices where lines[index].total != nil {
            let isEdition = lines[index].scope == .edition
            if isEdition, lines[index].counted { lines[index].weeksOnList = weeksOnList[lines[index].key.subject] }
            // A place is the edition's: where its figures were measured may be another from week to week.
            if isEdition || lines[index].counted {
                lines[index].previousRank = lines[index].only.flatMap { ranks[$0.subject] }
            }
            guard let place = places[lines[index].key] else { continue }
            lines[index].previous = earlier[place].total
            lines[index].previousDays = earlier[place].days
            lines[index].previousContradicts = earlier[place].contradicts
        }
    }
}
