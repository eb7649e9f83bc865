import AdaptModel

/// The days that a figure is of, as a row states them.
struct ReachWindow {
    /// Nil: dates not stated.
    let window: Window?
    /// Whether it stands for a week from Sunday to Saturday: the ISO week that holds six of its days, because that was
    /// asked for.
    var isImputed = false
}

extension TableColumns where Field == ReachField {
    /// A day in the current row; nil where the field is empty. Throws a `Refusal` (input) for what is not one day.
    func day(_ field: Field, in reader: any RowSource, _ reading: ReachReading) throws -> Day? {
        guard let text = try text(field, in: reader) else { return nil }
        let days = Day.readings(of: Self.withoutMidnight(text), reading.dates)
        guard days.count == 1 else {
            let two = days.map(\.description).joined(separator: " or ")
            let way = text.wholeMatch(of: /\d\d?[.\/-]\d\d?\.?/) == nil ? "" : "its year is missing: "
            throw Refusal(
                .input, "\(field.rawValue) \"\(text)\" is not a day",
                hint: days.isEmpty
                    ? way + "write it as 2026-01-05" : "it may be \(two): say --dates dmy or --dates mdy",
                place: reader.place(column: column(of: field)))
        }
        return days[0]
    }

    /// A day that is written as its first moment, as in `2020-08-12T00:00:00Z`, without that.
    static func withoutMidnight(_ text: String) -> String {
        guard text.utf8.count > 10,
            ["T00:00:00Z", "T00:00:00", " 00:00:00", "T00:00:00.000Z"].contains(text.dropFirst(10))
        else { return text }
        return String(text.prefix(10))
    }

    /// The days that the current row's figure is of.
    ///
    /// A day beside the week that it lies in is the day that the figure is of. Throws a `Refusal` (input): days that make
    /// no window, a week that does not exist or is none of ISO's, columns that say different days.
    func window(in reader: any RowSource, _ reading: ReachReading) throws -> ReachWindow {
        let (from, until) = (try day(.from, in: reader, reading), try day(.until, in: reader, reading))
        guard has(.week) || has(.weekEnding) || has(.day) || has(.days) else {
            return try ReachWindow(window: window(from, until, in: reader)).imputed(reading)
        }
        var said: [(field: Field, window: Window)] = []
        if let week = try week(in: reader, reading) { said.append((.week, week)) }
        if let week = try weekEnding(in: reader, reading) { said.append((.weekEnding, week)) }
        // Beside a week one end of it is enough.
        if said.isEmpty || from != nil && until != nil, let window = try window(from, until, in: reader) {
            said.append((.from, window))
        }
        if let day = try day(.day, in: reader, reading), let window = Window(day, day) {
            said.removeAll {
                [.week, .weekEnding].contains($0.field) && $0.window.first <= day && day <= $0.window.last
            }
            // The day goes first, so that what else is said is held against it.
            said.insert((.day, window), at: said.isEmpty ? 0 : said.count)
        }
        guard let first = said.first else { return ReachWindow(window: nil) }
        func refuse(_ words: String) throws -> Refusal {
            let text = try text(first.field, in: reader) ?? ""
            return Refusal(
                .input, "\(first.field.rawValue) \"\(text)\" is \(first.window), \(words)",
                hint: "mend the one that is wrong, or leave a column out with --ignore",
                place: reader.place(column: column(of: first.field)))
        }
        for (field, window) in said where window != first.window {
            throw try refuse((field == .from ? "from and until say" : "\(field.rawValue) says") + " \(window)")
        }
        if let from, from != first.window.first { throw try refuse("from says \(from)") }
        if let until, until != first.window.last { throw try refuse("until says \(until)") }
        if let days = try days(in: reader), days != first.window.days { throw try refuse("days says \(days)") }
        return ReachWindow(window: first.window).imputed(reading)
    }

    /// What is wrong with a window that has not begun; nil: nothing.
    func future(_ stated: ReachWindow, in reader: any RowSource, _ today: Day) throws -> Refusal? {
        // A week from Sunday was moved on by a day.
        guard let window = stated.window, window.first > today + (stated.isImputed ? 1 : 0) else { return nil }
        let fields: [Field] = [.week, .weekEnding, .from, .day]
        let field = try fields.first { try text($0, in: reader) != nil }
        return Refusal(
            .input, "window \(window) begins after today, \(today)", hint: "a figure is of days that have begun",
            place: reader.place(column: field.flatMap(column)))
    }

    /// What is wrong with a publication before the days that it is of; nil: nothing. The figure would count as an older
    /// one than any that is known.
    func early(_ published: Day?, _ stated: ReachWindow, in reader: any RowSource) -> Refusal? {
        guard let published, let window = stated.window, published < window.first + (stated.isImputed ? -1 : 0) else {
            return nil
        }
        return Refusal(
            .input, "published \(published) is before \(window) begins", hint: "write the day on which it came out",
            place: reader.place(column: column(of: .published)))
    }

    private func window(_ from: Day?, _ until: Day?, in reader: any RowSource) throws -> Window? {
        switch (from, until) {
        case (nil, nil): return nil
        case (let first?, let last?):
            let place = reader.place(column: column(of: .until))
            guard let window = Window(first, last) else {
                throw Refusal(
                    .input, "window ends on \(last), before it starts on \(first)",
                    hint: "until is the last of the days, from the first: is one of them in the other's column?",
                    place: place)
            }
            guard window.days <= Span.longest else {
                throw Refusal(
                    .input, "window \(window) is longer than \(Span.longest) days",
                    hint: "where its days are not known, leave both empty", place: place)
            }
            return window
        case (_?, nil), (nil, _?):
            let field: Field = from == nil ? .from : .until
            throw Refusal(
                .input, "\(field.rawValue) is empty, though the other end is there",
                hint: "give both days, or neither where they are not stated",
                place: reader.place(column: column(of: field)))
        }
    }
}

extension ReachWindow {
    /// Moved to the ISO week that holds six of its days, where it runs from Sunday to Saturday and that is asked for.
    fileprivate func imputed(_ reading: ReachReading) -> ReachWindow {
        guard reading.weekStart == .sunday, let window, window.runsFromSunday else { return self }
        return ReachWindow(window: Window(Week(of: window.last)), isImputed: true)
    }
}

extension Window {
    /// Whether it is a week from Sunday to Saturday.
    var runsFromSunday: Bool { first.weekday == 7 && days == 7 }
}
