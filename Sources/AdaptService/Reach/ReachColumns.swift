import AdaptModel

/// What the columns of a file of figures mean.
enum ReachField: String, TableField {
    case edition, series, market, metric, source, from, until, week, value, low, high, published, creative, currency
    case days, wording
    case windowInferred = "window_inferred"
}

/// Which column holds which field, and what is the same for all rows.
typealias ReachColumns = TableColumns<ReachField>

extension TableColumns where Field == ReachField {
    /// Refuses a header without what every figure needs.
    func requireFigure(in heading: TableHeading) throws {
        try require([[.edition], [.series, .market]], "name it with --map edition=COLUMN", in: heading)
        try require(
            [[.metric]], "say it for all rows with --metric, or name it with --map metric=COLUMN", in: heading)
        try require(
            [[.source]], "say it for all rows with --source, or name it with --map source=COLUMN", in: heading)
        try require([[.value], [.low]], "name it with --map value=COLUMN", in: heading)
        try require([[.week], [.from, .until]], "name it with --map week=COLUMN", in: heading)
    }
}
