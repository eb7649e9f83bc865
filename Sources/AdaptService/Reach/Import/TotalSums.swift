import AdaptModel

/// What the rows of a file add up to, to be held against the rows of totals that are left out.
///
/// A pivot table has the sums of groups in rows that are called as the groups are, which nothing else tells from figures:
/// with them a file adds up to twice what its total says, or more where groups have groups.
struct TotalSums {
    private struct Column {
        /// Of all figures so far; nil: not one number each.
        var sum: Int? = 0
        /// The sums at which rows begin that a total may be of: at the first row, and behind each total.
        var starts: Set<Int> = [0]
    }

    /// By the place of a figure in its row: where each week has a column there are several.
    private var columns: [Int: Column] = [:]
    /// How deep groups lie in groups.
    private static let levels = 2...5

    /// Adds a figure.
    mutating func add(_ figure: Figure, in column: Int) {
        guard let sum = columns[column, default: Column()].sum else { return }
        let (more, isBeyond) = sum.addingReportingOverflow(figure.low)
        columns[column, default: Column()].sum = isBeyond || figure.comparator != .equal ? nil : more
    }

    /// Refuses rows that add up to twice their total, or another whole multiple. Throws a `Refusal` (rule).
    mutating func check(_ total: Figure?, in column: Int, at place: Refusal.Place) throws {
        guard let sum = columns[column]?.sum, let starts = columns[column]?.starts else { return }
        columns[column]?.starts.insert(sum)
        guard let total, total.comparator == .equal, total.low > 0, !starts.contains(sum - total.low),
            sum % total.low == 0, TotalSums.levels.contains(sum / total.low)
        else { return }
        throw Refusal(
            .rule, "the rows above add up to \(sum), \(sum / total.low) times the total \(total.low)",
            hint:
                "sums of groups are likely among them: in a pivot table choose the tabular form without subtotals; where "
                + "each row is a figure of its own, take the row of the total out of the file", place: place)
    }
}

extension TableColumns where Field == ReachField {
    /// Whether the current row says in a column of its own of which days, market or metric it is.
    func isApart(in reader: any RowSource) throws -> Bool {
        try [ReachField.week, .weekEnding, .from, .until, .day, .market, .metric].contains { field in
            try column(of: field) != nil && text(field, in: reader) != nil
        }
    }
}
