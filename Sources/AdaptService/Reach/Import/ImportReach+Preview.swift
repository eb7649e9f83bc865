import AdaptModel

extension ImportReach {
    /// What the file is read as, by its header and first rows. Throws a `Refusal` (input) for a header without what
    /// every figure needs. `source` is left as it is.
    public func preview(of source: ByteSource) throws -> FilePreview? {
        guard let again = try source.reopened() else { return nil }
        return try ReachFile(again, options).preview(options.habits)
    }
}

extension ReachFile {
    /// What the columns are taken for.
    func preview(_ habits: ReachReading) -> FilePreview {
        let columns = columns.preview(of: heading.names, first.first) { field, cell in
            ReachColumns.meaning(field, cell, habits)
        }
        let heads = wide?.heads(in: heading, self.columns, habits) ?? [:]
        let across = columns.enumerated().map { index, column -> FilePreview.Column in
            guard let head = heads[index], let name = column.name else { return column }
            let cell = first.first(index)
            return FilePreview.Column(
                name, field: "value of \(head)", sample: cell?.text,
                meaning: cell.flatMap { ReachColumns.meaning(.value, $0, habits) })
        }
        return FilePreview(layout: layout, columns: across)
    }
}

extension TableColumns where Field == ReachField {
    /// What a text of a field is taken for, where it is more than the text.
    fileprivate static func meaning(
        _ field: Field, _ cell: FirstRows.Cell, _ habits: ReachReading
    ) -> FilePreview.Meaning? {
        let cell = (text: trimmed(cell.text), isNumber: cell.isNumber)
        do {
            switch field {
            case .value, .low, .high: return .figure(try figure(cell, habits.numbers))
            case .week where cell.text.contains("W"):
                let week = try Week(parsing: cell.text)
                return .days("\(week.monday)..\(week.sunday)")
            case .from, .until, .day, .week, .weekEnding, .published:
                let days = Day.readings(of: withoutMidnight(cell.text), habits.dates)
                guard let day = days.first, days.count == 1 else {
                    let two = days.map(\.description).joined(separator: " or ")
                    return .refused(days.isEmpty ? "not a day" : two + ": say --dates dmy or --dates mdy")
                }
                let isWeek = habits.weekStart == .monday && day.weekday == (field == .week ? 1 : 7)
                return .days(isWeek && [.week, .weekEnding].contains(field) ? "\(Week(of: day))" : "\(day)")
            case .currency: return .unit(Currency.unit(of: cell.text.uppercased()))
            case _: return nil
            }
        } catch let refusal as Refusal {
            return .refused(refusal.message)
        } catch {
            return nil
        }
    }

    /// The figure in a cell. Numbers of a workbook have a decimal point, whatever the habits of those who wrote it.
    static func figure(_ cell: FirstRows.Cell, _ numbers: NumberReading) throws -> Figure? {
        try FigureText.parse(cell.text, as: cell.isNumber ? NumberReading(.us, unit: numbers.unit) : numbers)
    }
}
