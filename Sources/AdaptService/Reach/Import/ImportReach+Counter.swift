public import AdaptModel
import AdaptSQL
import Postgres

/// A counter that went down between two readings, which gives no figure.
public struct CounterFall: Sendable, Equatable {
    /// `series/edition`.
    public let edition: String
    /// Days of the readings.
    public let days: Window
    /// What it showed first, and then.
    public let values: [Int]
}

extension ImportReach {
    private static let readingsAtOnce = 20_000

    /// Applies a file of readings of lifetime counters: two in succession on the days d1 and d2 give a figure of the
    /// days from d1 + 1 to d2. Later files go on from the last reading known; a later vintage of a reading revises the
    /// figures on both sides of it, an older one is kept and changes none.
    ///
    /// Throws a `Refusal` (input): two readings of one day, one between two whose difference is counted, one by which a
    /// figure that is counted would be a fall.
    func applyReadings(_ source: ByteSource, _ workspace: Workspace) async throws -> Receipt {
        var file = try ReachFile(source, options)
        try file.columns.require(
            [[.day]], "name the one that says when it was read: --map day=COLUMN", in: file.heading)
        var operation = ImportOperation(source.name, workspace)
        var names = try await ReachNames(workspace, for: file.columns)
        var receipt = Receipt()
        let registered = try await know(source, file, &names, &operation, in: workspace)
        receipt.add(registered)
        (receipt.ignoredColumns, receipt.ignoring, receipt.titles) = (file.ignored, options.ignoring, file.titles)
        let readings = try readings(in: &file, &names, but: registered.titles, &receipt)
        (receipt.currencies, receipt.hidden) = (names.currencies, file.hidden)
        // What was read before is looked at when nobody else can bring more.
        var locks = SourceLocks()
        _ = try await locks.take(names.sources, in: workspace)
        try await stage(readings, names, workspace)
        try await refuseContradictions(in: source.name, workspace)
        let counts = try await workspace.rows(Queries.counter["count"])[0]
        let news: Int = try counts.get("news")
        (receipt.older, receipt.repeated) = (try counts.get("older"), try counts.get("repeated"))
        receipt.unchanged = receipt.read - receipt.notReported - news - receipt.older
        guard news + receipt.older + receipt.repeated > 0 else { return receipt }
        receipt.restated = try counts.get("restated")
        receipt.readings = news - receipt.restated
        if news > 0 {
            let differences = try await differences(of: source.name, &receipt, workspace)
            var between = ImportReach(Options(today: options.today))
            between.aliases = registered.aliases
            let figures = try await between.apply(
                ByteSource(name: source.name, bytes: Array(differences.utf8)), workspace, in: &operation)
            (receipt.new, receipt.revised, receipt.unplaced) = (figures.new, figures.revised, figures.unplaced)
            receipt.weeks = figures.weeks
        }
        let number = try await operation.recorder().operation
        _ = try await workspace.rows(Queries.counter["apply"], [number.number])
        receipt.operation = number
        return receipt
    }

    private typealias Reading = (line: Int, target: ReachNames.Target, day: Day, value: Int, published: Day?)

    private func readings(
        in file: inout ReachFile, _ names: inout ReachNames, but titles: [String], _ receipt: inout Receipt
    ) throws -> [Reading] {
        var (faults, found) = (Faults(), [Reading]())
        var totals = TotalRowFinder(but: options.reading.notTotals + titles)
        while let line = try file.next({ faults.add($0) }) {
            do {
                guard try !leavesOut(file, &totals, &receipt) else { continue }
                receipt.read += 1
                guard
                    let row = try file.columns.row(in: file.reader, options.habits, today: options.today, &faults)
                else { continue }
                guard let figure = row.figure else {
                    receipt.notReported += 1
                    continue
                }
                guard figure.comparator == .equal, !figure.estimated else {
                    throw Refusal(
                        .input, "reading is not one number", hint: "a counter shows what it shows",
                        place: file.place(of: .value))
                }
                guard let day = try file.columns.day(.day, in: file.reader, options.habits) else {
                    throw Refusal(.input, "day is empty", hint: "say when it was read", place: file.place(of: .day))
                }
                do {
                    let target = try names.resolve(row, file)
                    guard target.subject > 0 else {
                        throw Refusal(
                            .input, "reading is of several editions", hint: "a counter is one edition's",
                            place: file.place(of: .edition))
                    }
                    found.append((line, target, day, figure.low, row.published))
                } catch let refusal as Refusal {
                    faults.add(name: refusal)
                }
            } catch let refusal as Refusal {
                faults.add(refusal)
            }
        }
        try faults.throwIfAny(isSetAside: false)
        return found
    }

    private func stage(_ readings: [Reading], _ names: ReachNames, _ workspace: Workspace) async throws {
        let measures = names.measures
        let ids = try await workspace.rows(
            Queries.counter["ensure_measures"],
            [
                measures.map(\.sourceID), measures.map(\.metric), measures.map(\.market) as [String?],
                measures.map(\.currency) as [String?],
            ]
        ).map { try $0.get("measure_id", as: Int.self) }
        _ = try await workspace.rows(Queries.counter["create_read"])
        for start in stride(from: 0, to: readings.count, by: ImportReach.readingsAtOnce) {
            let some = readings[start..<min(readings.count, start + ImportReach.readingsAtOnce)]
            _ = try await workspace.rows(
                Queries.counter["stage"],
                [
                    some.map(\.line), some.map(\.target.series), some.map(\.target.subject),
                    some.map { ids[$0.target.measure] }, some.map(\.day.description), some.map(\.value),
                    some.map { ($0.published ?? options.today).description }, some.map { $0.published != nil },
                ])
        }
        for query in ["index_read", "analyze_read"] { _ = try await workspace.rows(Queries.counter[query]) }
    }

    /// Leaves staged what is new or restated.
    private func refuseContradictions(in file: String, _ workspace: Workspace) async throws {
        var faults = Faults()
        for row in try await workspace.rows(Queries.counter["contradictions"]) {
            let (day, value, line): (String, Int, Int) = (
                try row.get("day"), try row.get("value"), try row.get("first_line")
            )
            faults.add(
                Refusal(
                    .input,
                    "reading of \(day) is \(value), in line \(line) it is \(try row.get("first_value", as: Int.self))",
                    hint: "say which one counts; where one replaces the other, give each its day in a column published",
                    place: .init(file: file, line: try row.get("line"))))
        }
        for query in ["keep_latest", "create_known", "index_known", "analyze_known", "judge", "forget_unchanged"] {
            _ = try await workspace.rows(Queries.counter[query])
        }
        for row in try await workspace.rows(Queries.counter["faults"]) {
            let place = Refusal.Place(file: file, line: try row.get("line"))
            let (day, operation): (String, Int) = (try row.get("day"), try row.get("operation_id"))
            let (before, after): (String, String) = (try row.get("before"), try row.get("after"))
            faults.add(
                Refusal(
                    .input,
                    "reading of \(day) lies between those of \(before) and \(after), whose difference is counted as one "
                        + "figure: a part of it would count twice",
                    hint: "take back the import that brought the later one, and import all of them in order: adapt "
                        + "undo \(operation)", place: place))
        }
        try faults.throwIfAny(isSetAside: false)
    }

    /// The figures between readings, as a file of figures; falls are noted.
    private func differences(
        of file: String, _ receipt: inout Receipt, _ workspace: Workspace
    ) async throws -> String {
        var faults = Faults()
        var text = "edition,source,metric,market,currency,from,until,value,published\n"
        for row in try await workspace.rows(Queries.counter["differences"]) {
            let (edition, before, value): (String, Int, Int) = (
                try row.get("edition"), try row.get("value_before"), try row.get("value")
            )
            let (first, last): (String, String) = (try row.get("day_before"), try row.get("last_day"))
            guard value >= before else {
                if try row.get("is_counted", as: Bool.self) {
                    faults.add(
                        try fall(row, "\(before) on \(first) to \(value) on \(last)", in: file))
                } else if let from = Day(first), let until = Day(last), let days = Window(from, until) {
                    receipt.falls.append(CounterFall(edition: edition, days: days, values: [before, value]))
                }
                continue
            }
            let fields: [String] = [
                edition, try row.get("source"), try row.get("metric"), try row.get("market", as: String?.self) ?? "",
                try row.get("currency", as: String?.self) ?? "", try row.get("first_day"), last,
                String(value - before), try row.get("published"),
            ]
            text += fields.joined(separator: ",") + "\n"
        }
        try faults.throwIfAny(isSetAside: false)
        return text
    }

    /// What is wrong with a restated reading by which a figure that is counted would be a fall: none can replace it.
    private func fall(_ row: Row, _ words: String, in file: String) throws -> Refusal {
        let operation: Int? = try row.get("operation_id")
        return Refusal(
            .input,
            "counter of \(try row.get("edition", as: String.self)) would fall from \(words), of which a figure is counted",
            hint: "restate the other reading too, or take back the import that brought this one: adapt undo "
                + (operation.map(String.init) ?? "N"), place: .init(file: file, line: try row.get("line")))
    }
}
