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

    /// Creatives first seen in the week.
    public var new: Int { creatives["state"].filter { $0 == "new" }.count }
    /// Creatives seen in the week, new ones included.
    public var active: Int { new + creatives["state"].filter { $0 == "active" }.count }
    /// Creatives of which nobody says when they were seen.
    public var undated: Int { creatives["state"].filter { $0 == "dates_not_stated" }.count }
}
