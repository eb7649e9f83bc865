public import AdaptModel
import AdaptSQL
import Postgres

/// Figures from a file of separated values, applied whole or not at all.
public struct ImportReach: Sendable {
    /// What is said of all rows, and which columns have other names.
    public struct Options: Sendable {
        /// Pairs of field and column.
        public var map: [(field: String, column: String)] = []
        /// How the file is read.
        public var reading = ReadingOptions()
        /// How its dates and numbers are.
        public var habits = ReachReading()
        /// Source of all rows.
        public var source: String?
        /// Metric of all rows.
        public var metric: String?
        /// Market where all rows were measured.
        public var market: String?
        /// When all rows were published.
        public var published: Day?
        /// Whether figures are readings of lifetime counters, of which differences are figures.
        public var cumulative = false
        /// What the heads of columns are, where each week has a column of its own; nil: weeks, if that is certain.
        public var wide: WeekColumns?
        /// Whether editions that titles or identifiers of the file stand for are registered where nobody has.
        public var registersMissing = false
        /// The day that stands for the publication where none is stated.
        public var today: Day

        /// The name that these settings are kept by; nil: they are not kept.
        public var saveAs: String?
        /// All of these as words.
        public internal(set) var settings = ImportSettings()

        /// What stands at the head of a column a week.
        public enum WeekColumns: String, CaseIterable, Sendable {
            /// An ISO week, or its first day.
            case week
            /// The last day of a week.
            case weekEnding = "week_ending"
        }

        /// Options of an import on `today`.
        public init(today: Day) { self.today = today }

        var constants: [ReachField: String] {
            var constants: [ReachField: String] = [:]
            constants[.source] = source
            constants[.metric] = metric
            constants[.market] = market
            constants[.published] = published?.description
            return constants
        }

        /// Told apart in the content hash: the same file read in another way is another import.
        var signature: String {
            let named = map.map { $0.field + "=" + $0.column }.sorted()
            let shared = [source, metric, market, published?.description].map { $0 ?? "" }
            let counters = cumulative ? ["cumulative"] : []
            let across = wide.map { ["wide=" + $0.rawValue] } ?? []
            return (named + shared + counters + across + reading.signature + habits.signature).joined(
                separator: "\u{1F}")
        }
    }

    /// What an import did, in rows.
    public struct Receipt: Sendable, Equatable {
        /// The operation; nil where nothing was applied.
        public var operation: OperationID?
        /// Rows read.
        public var read = 0
        /// Figures of windows not known before.
        public var new = 0
        /// Figures that replaced an earlier vintage.
        public var revised = 0
        /// Figures already known.
        public var unchanged = 0
        /// Vintages older than those known: kept, but no report changes.
        public var older = 0
        /// Rows set aside as faulty.
        public var refused = 0
        /// What is wrong with them, the first of many.
        public var faults: Refusal?
        /// Rows that say there is no figure.
        public var notReported = 0
        /// New or revised figures whose window lies in no single week.
        public var unplaced = 0
        /// Weeks whose reach changed.
        public var weeks: [String] = []
        /// Readings of counters that were not known.
        public var readings = 0
        /// Counters that went down between two readings.
        public var falls: [CounterFall] = []
        /// Places on publishers' lists that were not known, or not as they are.
        public var places = 0
        /// Editions registered because the file calls them so, as `series/edition`, in the order of the file.
        public var registered: [String] = []
        /// Those of them that share their title and are told apart by category.
        public var toldApart: [String] = []
        /// Rows left out because they add up others.
        public var totals = 0
        /// Columns that nothing was taken from.
        public var ignoredColumns: [String] = []
        /// What stands above the header, row by row.
        public var titles: [String] = []
        /// The operation that had applied the same file before.
        public var sameAs: OperationID?
    }

    let options: Options
    /// What is wrong with rows that are set aside, by line; nil: a faulty row keeps all out.
    var aside: [Int: [Refusal]]?

    /// An import.
    public init(_ options: Options) { self.options = options }

    /// Reads and applies `source`. `setAside`, if given, takes the bad rows before the good ones are kept; what it
    /// throws keeps nothing.
    ///
    /// Throws a `Refusal`: input with all faults located, rule for what is unknown. The operation starts after the
    /// file is read and judged, so that a long file keeps nobody else from writing.
    public func run(
        _ source: ByteSource, in workspace: Workspace, dryRun: Bool,
        setAside: (@Sendable (RejectedRows) throws -> Void)? = nil
    ) async throws -> Receipt {
        try await workspace.transaction(dryRun: dryRun) {
            var receipt: Receipt
            if options.cumulative {
                guard setAside == nil else {
                    throw Refusal(
                        .usage, "readings of counters build on one another, so none is set aside",
                        hint: "leave out --rejects, and mend the file")
                }
                receipt = try await applyReadings(source, workspace)
            } else if let setAside {
                var attempt = self
                let (applied, rejects) = try await attempt.applyGoodRows(of: source, workspace)
                if !dryRun { try setAside(rejects) }
                receipt = applied
            } else {
                var operation = ImportOperation(source.name, workspace)
                receipt = try await apply(source, workspace, in: &operation)
            }
            if let name = options.saveAs {
                receipt.operation = try await workspace.keep(
                    options.settings, as: name, in: receipt.operation)
            }
            return receipt
        }
    }

    func apply(
        _ source: ByteSource, _ workspace: Workspace, in operation: inout ImportOperation
    ) async throws -> Receipt {
        _ = try await workspace.rows(Queries.observe["create_incoming"])
        _ = try await workspace.rows(Queries.observe["create_vintage"])
        let file = try ReachFile(source, options, leavingOut: Set((aside ?? [:]).keys))
        var names = try await ReachNames(workspace, for: file.columns)
        let registered = try await know(source, file, &names, &operation, in: workspace)
        let staged = try await stage(file, names, workspace)
        var receipt = staged.receipt
        (receipt.registered, receipt.toldApart) = registered
        receipt.refused = aside?.count ?? 0
        receipt.read += receipt.refused
        let hash = source.finishHash() + " " + options.signature

        _ = try await workspace.rows(Queries.observe["lock_sources"], [staged.names.sources])
        let attempts = try await workspace.rows(Queries.observe["known_batch"], [hash])
        if let row = attempts.first, try row.get("live") {
            receipt.sameAs = OperationID(try row.get("operation_id"))
            receipt.unchanged = receipt.read - receipt.refused - receipt.notReported
            return receipt
        }
        try await arrive(staged.names, workspace)
        _ = try await workspace.rows(Queries.observe["analyze_vintage"])
        try await refuseContradictions(source.name, workspace)
        for name in ["recall", "analyze_vintage", "judge"] { _ = try await workspace.rows(Queries.observe[name]) }
        try await tally(into: &receipt, workspace)
        receipt.places = try await claim(source, file, staged.names, workspace)
        guard receipt.new + receipt.revised + receipt.older + receipt.places > 0 else { return receipt }
        let batch = try await workspace.rows(Queries.observe["next_batch"])[0].get("batch_id", as: Int.self)
        _ = try await workspace.rows(Queries.observe["apply"], [batch])
        _ = try await workspace.rows(Queries.observe["apply_confirmations"], [batch])
        _ = try await workspace.rows(Queries.observe["apply_weeks"])
        let number = try await operation.recorder().operation
        _ = try await workspace.rows(
            Queries.record["add_batch"],
            [
                batch, number.number, hash, source.name, receipt.read, receipt.new, receipt.revised, receipt.unchanged,
                receipt.refused, receipt.unplaced,
                try attempts.first.map { try $0.get("attempts", as: Int.self) + 1 } ?? 1,
            ])
        if receipt.places > 0 { _ = try await workspace.rows(Queries.claim["apply"], [number.number]) }
        receipt.operation = number
        return receipt
    }

    /// Reads, checks and copies the rows into `incoming`; all faults are told at once.
    private func stage(
        _ opened: ReachFile, _ known: ReachNames, _ workspace: Workspace
    ) async throws -> (receipt: Receipt, names: ReachNames) {
        let (options, none) = (options, noFaults)
        return try await workspace.connection.copyIn("copy incoming from stdin (format binary)") { sink in
            var (file, names, faults, receipt) = (opened, known, none, Receipt())
            var writer = BinaryCopyWriter()
            receipt.ignoredColumns = file.ignored
            receipt.titles = file.titles
            while let line = try file.next({ faults.add($0) }) {
                do {
                    if let total = try file.columns.totalRow(in: file.reader) {
                        guard options.reading.skipsTotals else { throw total }
                        receipt.totals += 1
                        continue
                    }
                    receipt.read += 1
                    let row = try file.columns.row(in: file.reader, options.habits, today: options.today)
                    if row.figure == nil, file.columns.hasFigures { receipt.notReported += 1 }
                    // Nobody is looked up by title for the sake of a figure that there is not.
                    guard row.saysSomething || row.identity.called == nil else { continue }
                    do {
                        let target = try names.resolve(row, file)
                        guard let figure = row.figure else { continue }
                        writer.put(row, figure, target, line: line, today: options.today)
                    } catch let refusal as Refusal {
                        faults.add(name: refusal)
                    }
                } catch let refusal as Refusal {
                    faults.add(refusal)
                }
                if writer.count >= 1 << 17 { try await sink.write(writer.take()) }
            }
            try faults.throwIfAny()
            writer.finish()
            try await sink.write(writer.take())
            return (receipt: receipt, names: names)
        }.result
    }

    private func arrive(_ names: ReachNames, _ workspace: Workspace) async throws {
        let measures = names.measures
        let ids = try await workspace.rows(
            Queries.observe["ensure_measures"],
            [
                measures.map(\.sourceID), measures.map(\.metric), measures.map(\.market) as [String?],
                measures.map(\.currency) as [String?],
            ]
        ).map { try $0.get("measure_id", as: Int.self) }
        var joints = Array(repeating: 0, count: names.joints.count)
        // Every import goes through the series in the same order, so that no two wait for each other.
        for (position, joint) in names.joints.enumerated().sorted(by: { $0.element.series < $1.element.series }) {
            let made = try await workspace.rows(Queries.observe["ensure_joint"], [joint.series, joint.editions])
            joints[position] = try made[0].get("joint_id")
        }
        _ = try await workspace.rows(Queries.observe["arrive"], [ids, joints])
    }

    private func tally(into receipt: inout Receipt, _ workspace: Workspace) async throws {
        let row = try await workspace.rows(Queries.observe["tally"])[0]
        receipt.new = try row.get("new")
        receipt.revised = try row.get("revised")
        receipt.older = try row.get("older")
        receipt.unchanged = try row.get("unchanged")
        receipt.unplaced = try row.get("unplaced")
        receipt.weeks = (try row.get("weeks", as: String?.self) ?? "").split(separator: " ")
            .compactMap { Day($0).map { Week(of: $0).description } }
    }

    /// Refuses the same window with two figures, and windows that overlap, in the file or with what is known.
    private func refuseContradictions(_ file: String, _ workspace: Workspace) async throws {
        var faults = noFaults
        for row in try await workspace.rows(Queries.observe["contradictions"]) {
            let (line, first): (Int, Int) = (try row.get("line"), try row.get("first_line"))
            faults.add(
                Refusal(
                    .input, "figure differs from the one of the same window in line \(first)",
                    hint: "give each its day of publication in a column published",
                    place: .init(file: file, line: line)))
        }
        for row in try await workspace.rows(Queries.observe["overlaps"]) {
            func text(_ column: String) throws -> String { try row.get(column) }
            let other: String? = try row.get("other_file")
            faults.add(
                Refusal(
                    .input,
                    "window \(try text("first_day"))..\(try text("last_day")) overlaps "
                        + "\(try text("other_first"))..\(try text("other_last")) in line \(try text("other_line"))"
                        + (other.map { " of \($0), already imported" } ?? ""),
                    hint: "one source counts a day of an edition once: take one of the two out",
                    place: .init(file: file, line: try row.get("line"))))
        }
        try faults.throwIfAny()
    }
}
