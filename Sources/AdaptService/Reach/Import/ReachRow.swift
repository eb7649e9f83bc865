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
    /// The current record, checked; nil where something is wrong with it: all of that goes to `faults`, located.
    func row(in reader: any RowSource, _ reading: ReachReading, today: Day, _ faults: inout Faults) throws -> ReachRow?
    {
        var told: [Refusal] = []
        func part<Part>(_ body: () throws -> Part) throws -> Part? {
            do { return try body() } catch let refusal as Refusal where refusal.kind == .input {
                // A cell may be looked at for more than one thing.
                if !told.contains(refusal) { faults.add(refusal) }
                told.append(refusal)
                return nil
            }
        }
        let identity = try part { try self.identity(in: reader, reading) }
        let metric = try part { try hasFigures ? required(.metric, in: reader) : nil }
        let source = try part { try required(.source, in: reader) }
        let days = try part { try self.days(in: reader) }
        let stated = try part { try window(in: reader, reading) }
        let figure = try part { try self.figure(in: reader, reading.numbers) }
        let published = try part { try self.published(in: reader, reading, today: today) }
        let currency = try part { try self.currency(in: reader) }
        let others = try part {
            // Beside a series the market names the edition; elsewhere it says where the figure was measured.
            let namesEdition = try identity?.called == nil && text(.edition, in: reader) == nil
            return (
                market: namesEdition ? nil : try text(.market, in: reader)?.lowercased(),
                isInferred: try isInferred(in: reader),
                wording: try wording(in: reader), place: try rankingPlace(in: reader, reading)
            )
        }
        guard let identity, let metric, let source, let days, let stated, let figure, let published, let currency,
            let others
        else { return nil }
        let row = ReachRow(
            identity: identity, metric: metric, source: source, market: others.market, currency: currency,
            window: stated.window, spanDays: stated.window == nil ? days : nil, published: published, figure: figure,
            windowInferred: stated.isImputed || others.isInferred, isImputed: stated.isImputed,
            wording: others.wording, place: others.place)
        // A file may have room for the weeks to come.
        guard row.saysSomething,
            let fault = try future(stated, in: reader, today) ?? early(published, stated, in: reader)
        else { return row }
        faults.add(fault)
        return nil
    }

    private func isInferred(in reader: any RowSource) throws -> Bool {
        guard let text = try text(.windowInferred, in: reader) else { return false }
        switch trimmed(text).lowercased() {
        case "true", "yes", "1": return true
        case "false", "no", "0", "": return false
        default:
            throw Refusal(
                .input, "window_inferred \"\(text)\" is not yes or no", hint: "write true or false",
                place: reader.place(column: column(of: .windowInferred)))
        }
    }

    func days(in reader: any RowSource) throws -> Int? {
        guard let text = try text(.days, in: reader) else { return nil }
        guard let days = Int(text), (1...Span.longest).contains(days) else {
            throw Refusal(
                .input, "days \"\(text)\" is not a number of days", hint: "write a whole number from 1 to 32767",
                place: reader.place(column: column(of: .days)))
        }
        return days
    }

    private func published(in reader: any RowSource, _ reading: ReachReading, today: Day) throws -> Day? {
        let published = try day(.published, in: reader, reading)
        if let published, published > today {
            throw Refusal(
                .input, "published \(published) is after today, \(today)",
                hint: "write the day on which it came out",
                place: reader.place(column: column(of: .published)))
        }
        return published
    }
}
