import AdaptModel

/// One figure of a file, checked, with names still as written.
struct ReachRow {
    let identity: ReachIdentity
    /// Nil: the file has places on lists alone.
    let metric: String?
    let source: String
    let market: String?
    let currency: String?
    /// Nil: dates not stated.
    let window: Window?
    let spanDays: Int?
    let published: Day?
    /// Nil: the record says that there is none.
    let figure: Figure?
    let windowInferred: Bool
    /// Whether it was moved to a week that is not its own.
    let isImputed: Bool
    let wording: String?
    /// Its place on the publisher's list; nil: none stated.
    let place: RankingPlace?

    /// Whether it says anything that somebody is to be looked up for.
    var saysSomething: Bool { figure != nil || place != nil }
}

extension TableColumns where Field == ReachField {
    /// The current record, checked.
    ///
    /// Throws a `Refusal` (input) located in the file.
    func row(in reader: any RowSource, _ reading: ReachReading, today: Day) throws -> ReachRow {
        let figure = try figure(in: reader, reading.numbers)
        let identity = try identity(in: reader)
        // Beside a series the market names the edition; elsewhere it says where the figure was measured.
        let namesEdition = try identity.called == nil && text(.edition, in: reader) == nil
        let days = try text(.days, in: reader)
        guard days.map({ Int($0) ?? 0 > 0 }) ?? true else {
            throw Refusal(
                .input, "days \"\(days ?? "")\" is not a number of days", place: reader.place(column: column(of: .days))
            )
        }
        let stated = try window(in: reader, reading)
        let published = try day(.published, in: reader, reading)
        if let published, published > today {
            throw Refusal(
                .input, "published \(published) is after today, \(today)",
                place: reader.place(column: column(of: .published)))
        }
        let currency = try text(.currency, in: reader)
        guard currency.map({ $0.utf8.count == 3 && $0.utf8.allSatisfy { (0x41...0x5A).contains($0) } }) ?? true else {
            throw Refusal(
                .input, "currency \"\(currency ?? "")\" is not an ISO 4217 code", hint: "as in USD",
                place: reader.place(column: column(of: .currency)))
        }
        return ReachRow(
            identity: identity, metric: try hasFigures ? required(.metric, in: reader) : nil,
            source: try required(.source, in: reader),
            market: namesEdition ? nil : try text(.market, in: reader)?.lowercased(), currency: currency,
            window: stated.window,
            spanDays: stated.window == nil ? days.flatMap { Int($0) } : nil, published: published, figure: figure,
            windowInferred: try stated.isImputed
                || text(.windowInferred, in: reader).map { ["true", "yes", "1"].contains($0) } ?? false,
            isImputed: stated.isImputed,
            wording: try wording(in: reader), place: try rankingPlace(in: reader))
    }

    private func figure(in reader: any RowSource, _ numbers: NumberReading) throws -> Figure? {
        func parse(_ field: ReachField) throws -> Figure? {
            do {
                guard let text = try text(field, in: reader) else { return nil }
                let isNumber = isNumber(field, in: reader)
                return try FigureText.parse(text, as: isNumber ? NumberReading(.us, unit: numbers.unit) : numbers)
            } catch let refusal as Refusal {
                throw refusal.place == nil ? refusal.at(reader.place(column: column(of: field))) : refusal
            }
        }
        let (value, low, high) = (try parse(.value), try parse(.low), try parse(.high))
        if low == nil, high == nil { return value }
        let (bottom, top) = (low?.low ?? value?.low ?? 0, high.map(\.low))
        let isEstimate = value?.estimated ?? false
        let bounds: Figure?
        switch (low, top) {
        case (nil, let top?): bounds = Figure(.atMost, top, estimated: isEstimate)
        case (_, nil): bounds = Figure(.atLeast, bottom, estimated: isEstimate)
        case (_, let top?):
            bounds =
                bottom == top
                ? Figure(.equal, top, estimated: isEstimate) : Figure(from: bottom, to: top, estimated: isEstimate)
        }
        // A number beside both its bounds is one of the range; anything else must say the same twice.
        let agrees = value.map { stated in
            let isWithin = stated.comparator == .equal && low != nil && top != nil
            return isWithin
                ? bottom <= stated.low && stated.low <= (top ?? 0)
                : stated.low == bounds?.low && stated.high == bounds?.high
                    || stated.comparator == .more && stated.low == bottom
        }
        guard let bounds, agrees ?? true else {
            throw Refusal(
                .input, "value, low and high contradict each other",
                hint: "leave low and high empty, or give both with the value between them",
                place: reader.place(column: column(of: .low) ?? column(of: .high)))
        }
        return value?.comparator == .more ? value : bounds
    }

    /// The publisher's words: as given, else the cell itself where it is more than a number.
    private func wording(in reader: any RowSource) throws -> String? {
        if let given = try text(.wording, in: reader) { return given }
        guard let value = try text(.value, in: reader) else { return nil }
        let (isPlain, isBeside) = (
            value.utf8.allSatisfy { (0x30...0x39).contains($0) },
            try text(.low, in: reader) != nil || text(.high, in: reader) != nil
        )
        return isPlain && !isBeside ? nil : value
    }
}
