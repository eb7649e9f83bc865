import AdaptModel

/// What the figure of a row is, in which currency, and the publisher's words for it.
extension TableColumns where Field == ReachField {
    func currency(in reader: any RowSource) throws -> String? {
        guard let currency = try text(.currency, in: reader) else { return nil }
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (0x41...0x5A).contains($0 & 0xDF) }) else {
            throw Refusal.notACurrency(currency).at(reader.place(column: column(of: .currency)))
        }
        return currency.uppercased()
    }

    func figure(in reader: any RowSource, _ numbers: NumberReading) throws -> Figure? {
        func parse(_ field: ReachField) throws -> Figure? {
            do {
                guard let text = try text(field, in: reader) else { return nil }
                let isNumber = isNumber(field, in: reader)
                return try FigureText.parse(text, as: isNumber ? NumberReading(.us, unit: numbers.unit) : numbers)
            } catch let refusal as Refusal {
                let refusal = try hinting(refusal, in: reader)
                throw refusal.located(at: reader.place(column: column(of: field)))
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

    /// The figure in a row of totals; nil: none that can be read.
    func total(in reader: any RowSource, _ numbers: NumberReading) throws -> Figure? {
        do { return try figure(in: reader, numbers) } catch let refusal as Refusal where refusal.kind == .input {
            // Nothing is taken from it.
            return nil
        }
    }

    /// With the way to write money of this currency, where a figure is not whole.
    private func hinting(_ refusal: Refusal, in reader: any RowSource) throws -> Refusal {
        guard refusal.message.hasSuffix("is not a whole number"), let currency = try text(.currency, in: reader),
            let hint = Currency.hint(of: currency.uppercased())
        else { return refusal }
        return Refusal(refusal.kind, refusal.message, hint: hint, place: refusal.place)
    }

    /// The publisher's words: as given, else the cell itself where it is more than a number.
    func wording(in reader: any RowSource) throws -> String? {
        if let given = try text(.wording, in: reader) { return given }
        guard let value = try text(.value, in: reader) else { return nil }
        let (isPlain, isBeside) = (
            value.utf8.allSatisfy { (0x30...0x39).contains($0) },
            try text(.low, in: reader) != nil || text(.high, in: reader) != nil
        )
        return isPlain && !isBeside ? nil : value
    }
}
