/// Creatives with their figures; of a week also how many are new.
public struct CreativeList: Sendable {
    /// The week asked for; nil: all.
    public let week: Week?
    /// Creatives with state: `new`, `active`, `dates_not_stated`, or `dated` where no week was asked for.
    public let creatives: Listing
    /// Their figures: of an edition no more than lower bounds.
    public let figures: Listing

    /// A list. Creatives that are not active are left out.
    public init(week: Week?, creatives: Listing, figures: Listing) {
        self.week = week
        self.figures = figures
        let states = creatives["state"]
        self.creatives = Listing(
            columns: creatives.columns,
            rows: zip(creatives.rows, states).filter { $0.1 != "not_active" }.map(\.0))
    }

    /// How many creatives an edition has in the week, and how fast they change.
    public struct Count: Sendable, Equatable {
        /// `series/edition`.
        public let edition: String
        /// Seen in the week, new ones included.
        public var active = 0
        /// First seen in the week.
        public var new = 0
        /// Of which nobody says when they were seen; in no other count.
        public var undated = 0
        /// Seconds of those that are active, shortest first.
        public var durations: [Int] = []
    }

    /// The counts of each edition, by name; of no week there are none.
    public var counts: [Count] {
        guard week != nil else { return [] }
        var counts: [Count] = []
        let columns = zip(zip(creatives["edition"], creatives["state"]), creatives["duration_seconds"])
        for ((edition, state), duration) in columns {
            // Creatives come by edition.
            if counts.last?.edition != edition { counts.append(Count(edition: edition ?? "")) }
            switch state {
            case "dates_not_stated": counts[counts.count - 1].undated += 1
            case let state:
                counts[counts.count - 1].active += 1
                if state == "new" { counts[counts.count - 1].new += 1 }
                if let seconds = duration.flatMap({ Int($0) }) { counts[counts.count - 1].durations.append(seconds) }
            }
        }
        return counts.map { count in
            var count = count
            count.durations.sort()
            return count
        }
    }

    /// Creatives first seen in the week.
    public var new: Int { creatives["state"].filter { $0 == "new" }.count }
    /// Creatives seen in the week, new ones included.
    public var active: Int { new + creatives["state"].filter { $0 == "active" }.count }
    /// Creatives of which nobody says when they were seen.
    public var undated: Int { creatives["state"].filter { $0 == "dates_not_stated" }.count }
}
