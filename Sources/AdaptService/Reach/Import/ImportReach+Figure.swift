import AdaptModel

/// What one row of a file says.
extension ImportReach {
    /// What the current row says; nil where that is no figure, which `receipt` counts, but for a part of days that may
    /// have others. Faults of names go to `faults`.
    func figure(
        in file: ReachFile, _ names: inout ReachNames, _ totals: inout TotalRowFinder, _ receipt: inout Receipt,
        _ faults: inout Faults
    ) throws -> (stated: ReachRow, figure: Figure?, target: ReachNames.Target)? {
        guard try !leavesOut(file, &totals, &receipt) else {
            if names.areAdditive {
                // A total of one week, market or metric is of a part of the rows above.
                let isOfAll = try !file.columns.isApart(in: file.reader)
                let total = isOfAll ? try file.columns.total(in: file.reader, options.habits.numbers) : nil
                try totals.sums.check(total, in: file.figureNumber, at: file.place(of: .value))
            }
            return nil
        }
        receipt.read += 1
        guard let row = try file.columns.row(in: file.reader, options.habits, today: options.today, &faults) else {
            return nil
        }
        if row.figure == nil, file.columns.hasFigures { receipt.notReported += 1 }
        if receipt.fromSunday == nil, let window = row.window, window.runsFromSunday { receipt.fromSunday = window }
        let isPart = options.sameDays != nil && file.columns.hasFigures
        // Nobody is told as unknown for the sake of a figure that there is not.
        guard row.saysSomething || row.identity.called.map({ isPart && names.know(of: $0) }) ?? true else { return nil }
        guard let target = try resolved(row, in: file, &names, &faults), row.figure != nil || isPart else { return nil }
        return (row, row.figure, target)
    }

    /// Whether the current row adds up others and is left out, which `receipt` tells. Throws a `Refusal` (input) where
    /// nobody said that it is to be.
    func leavesOut(
        _ file: ReachFile, _ totals: inout TotalRowFinder, _ receipt: inout Receipt
    ) throws -> Bool {
        guard let total = try totals.total(in: file.reader, file.columns) else { return false }
        guard options.reading.skipsTotals else { throw total.refusal }
        receipt.totals.append(total)
        return true
    }

    private func resolved(
        _ row: ReachRow, in file: ReachFile, _ names: inout ReachNames, _ faults: inout Faults
    ) throws -> ReachNames.Target? {
        do {
            return try names.resolve(row, file)
        } catch let refusal as Refusal {
            faults.add(name: refusal)
            return nil
        }
    }
}
