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
        receipt.unreadSheets = file.unreadSheets
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
}
