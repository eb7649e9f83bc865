import AdaptModel

/// One figure of a file, checked, with names still as written.
struct ReachRow {
    let editions: [String]
    let creative: String?
    let metric: String
    let source: String
    let market: String?
    let currency: String?
    /// Nil: dates not stated.
    let window: Window?
    let spanDays: Int?
    let published: Day?
    let figure: Figure
    let windowInferred: Bool
    let wording: String?
}

extension ReachColumns {
    /// The figure of the current record; nil where the record says that there is none.
    ///
    /// Throws a `Refusal` (input) located in the file.
    func row(in reader: CSVReader) throws -> ReachRow? {
        func required(_ field: ReachField) throws -> String {
            guard let text = try text(field, in: reader) else {
                throw Refusal(.input, "\(field.rawValue) is empty", place: reader.place(column: column(of: field)))
            }
            return text
        }
        func day(_ field: ReachField) throws -> Day? {
            guard let text = try text(field, in: reader) else { return nil }
            guard let day = Day(text) else {
                throw Refusal(
                    .input, "\(field.rawValue) \"\(text)\" is not a day", hint: "write it as 2026-01-05",
                    place: reader.place(column: column(of: field)))
            }
            return day
        }
        guard let figure = try figure(in: reader) else { return nil }
        let (editions, market) = try names(in: reader, required)
        let days = try text(.days, in: reader)
        guard days.map({ Int($0) ?? 0 > 0 }) ?? true else {
            throw Refusal(
                .input, "days \"\(days ?? "")\" is not a number of days", place: reader.place(column: column(of: .days))
            )
        }
        let window = try window(in: reader, day(.from), day(.until))
        return ReachRow(
            editions: editions, creative: try text(.creative, in: reader), metric: try required(.metric),
            source: try required(.source), market: market, currency: try text(.currency, in: reader), window: window,
            spanDays: window == nil ? days.flatMap { Int($0) } : nil, published: try day(.published), figure: figure,
            windowInferred: try text(.windowInferred, in: reader).map { ["true", "yes", "1"].contains($0) } ?? false,
            wording: try wording(in: reader))
    }

    private func names(
        in reader: CSVReader, _ required: (ReachField) throws -> String
    ) throws -> (editions: [String], market: String?) {
        if let edition = try text(.edition, in: reader) {
            let names = edition.split(separator: " + ", omittingEmptySubsequences: false).map(String.init)
            return (names, try text(.market, in: reader)?.lowercased())
        }
        guard has(.series) else { return ([try required(.edition)], nil) }
        return ([try required(.series) + "/" + required(.market).lowercased()], nil)
    }

    private func window(in reader: CSVReader, _ from: Day?, _ until: Day?) throws -> Window? {
        if let written = try text(.week, in: reader) {
            do {
                return Window(try Week(parsing: written))
            } catch let refusal as Refusal {
                throw Refusal(
                    .input, refusal.message, hint: refusal.hint, place: reader.place(column: column(of: .week)))
            }
        }
        switch (from, until) {
        case (nil, nil): return nil
        case (let first?, let last?):
            guard let window = Window(first, last) else {
                throw Refusal(
                    .input, "window ends on \(last), before it starts on \(first)",
                    place: reader.place(column: column(of: .until)))
            }
            return window
        case (_?, nil), (nil, _?):
            let field: ReachField = from == nil ? .from : .until
            throw Refusal(
                .input, "\(field.rawValue) is empty, though the other end is there",
                hint: "give both days, or neither where they are not stated",
                place: reader.place(column: column(of: field)))
        }
    }

    private func figure(in reader: CSVReader) throws -> Figure? {
        func parse(_ field: ReachField) throws -> Figure? {
            do {
                return try text(field, in: reader).flatMap(FigureText.parse)
            } catch let refusal as Refusal {
                throw refusal.place == nil ? refusal.at(reader.place(column: column(of: field))) : refusal
            }
        }
        let (value, low, high) = (try parse(.value), try parse(.low), try parse(.high))
        guard let bottom = low?.low else {
            if let high { return value ?? Figure(.atMost, high.low) }
            return value
        }
        let estimated = value?.estimated ?? false
        guard let top = high?.low else { return value ?? Figure(.atLeast, bottom) }
        let stated = value.map { $0.comparator == .equal ? $0.low : bottom } ?? bottom
        guard bottom <= stated, stated <= top else {
            throw Refusal(
                .input, "low \(bottom), value and high \(top) are not in order",
                place: reader.place(column: column(of: .low)))
        }
        if let value, value.comparator == .more, value.low == bottom { return value }
        return Figure(from: bottom, to: top, estimated: estimated) ?? Figure(.equal, bottom, estimated: estimated)
    }

    /// The publisher's words: as given, else the cell itself where it is more than a number.
    private func wording(in reader: CSVReader) throws -> String? {
        if let given = try text(.wording, in: reader) { return given }
        guard let value = try text(.value, in: reader), !value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return value
    }
}
