import AdaptModel

/// What the columns of a file of figures mean.
enum ReachField: String, TableField {
    case edition, series, market, metric, source, from, until, week, value, low, high, published, creative, currency
    case days, wording, title, season, category, language, rank, list, day
    case windowInferred = "window_inferred"
    case externalID = "external_id"
    case weekEnding = "week_ending"
    case weeksOnList = "weeks_on_list"
}

/// Which column holds which field, and what is the same for all rows.
typealias ReachColumns = TableColumns<ReachField>

extension TableColumns where Field == ReachField {
    /// Whether rows name their editions by what others call them.
    var callsEditions: Bool { has(.title) || has(.externalID) }

    /// How works of one title are told apart, beyond what is said already.
    var wayToTellApart: String {
        has(.category)
            ? "give each, as they are of one title and category, its edition in a column edition, or an identifier in a "
                + "column external_id"
            : "tell them apart with --map category=COLUMN"
    }

    /// Whether there are figures, not places on a list alone.
    var hasFigures: Bool { has(.value) || has(.low) || !has(.rank) }

    /// Refuses a header without what every figure needs.
    func requireFigure(in heading: TableHeading) throws {
        try require(
            [[.edition], [.series, .market], [.title], [.externalID]],
            "name it with --map edition=COLUMN, or --map title=COLUMN", in: heading)
        guard hasFigures else {
            try requireSource(in: heading)
            return try requireWindow(in: heading)
        }
        try require(
            [[.metric]], "say it for all rows with --metric, or name it with --map metric=COLUMN", in: heading)
        try requireSource(in: heading)
        let days = heading.names.first { !Day.readings(of: $0).isEmpty }
        try require(
            [[.value], [.low]],
            days.map {
                "where each week has a column, as \"\($0)\": --wide week_ending if it ends on that day, --wide week if "
                    + "it begins on it"
            } ?? "name it with --map value=COLUMN", in: heading)
        try requireWindow(in: heading)
    }

    private func requireSource(in heading: TableHeading) throws {
        try require(
            [[.source]], "say it for all rows with --source, or name it with --map source=COLUMN", in: heading)
    }

    private func requireWindow(in heading: TableHeading) throws {
        try require(
            [[.week], [.weekEnding], [.from, .until], [.day]],
            "name it with --map week=COLUMN, or --map week_ending=COLUMN where weeks end on the Sunday named; of a file of "
                + "one week say it: --week 2026-W02",
            in: heading)
    }
}
