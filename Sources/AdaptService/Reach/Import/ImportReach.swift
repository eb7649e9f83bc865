import AdaptModel
import AdaptSQL
import Postgres

/// Figures from a file of separated values, applied whole or not at all.
public struct ImportReach: Sendable {
    let options: Options
    /// What is wrong with rows that are set aside, by line; nil: a faulty row keeps all out.
    var aside: [Int: [Refusal]]?
    /// Aliases, folded, by which the editions of the file were found before it was written.
    var aliases: [String] = []
    /// Figures of the shortest load.
    var leastLoad = 1 << 17

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
            guard setAside == nil || options.sameDays == nil else {
                throw Refusal(
                    .usage,
                    "figures of the same days are put together, so none is set aside: what comes in later would take "
                        + "the place of the others",
                    hint: "leave out --rejects, and mend the file")
            }
            if options.cumulative {
                guard setAside == nil else {
                    throw Refusal(
                        .usage,
                        "readings of counters build on one another, so none is set aside: the difference across it "
                            + "would be counted, and its own could not come in later",
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
        let ahead = try source.hashAhead().map { $0 + " " + options.signature }
        if let ahead, let known = try await appliedBefore(ahead, workspace) { return known }
        _ = try await workspace.rows("savepoint unread")
        var file = try ReachFile(source, options, leavingOut: Set((aside ?? [:]).keys))
        var keys = ReachKeys(try await ReachNames(workspace, for: file.columns))
        let registered = try await know(source, file, &keys.names, &operation, in: workspace)
        var (receipt, ledger) = try await post(&file, of: source.name, &keys, but: registered.titles, workspace)
        receipt.add(registered)
        receipt.refused = aside?.count ?? 0
        receipt.read += receipt.refused
        receipt.add(ledger.outcome)
        receipt.currencies = keys.names.currencies
        let hash = source.finishHash() + " " + options.signature
        guard ahead == nil || ahead == hash else {
            throw Refusal(.missingFile, "file \"\(source.name)\" changed while it was read", hint: "try again")
        }
        // A pipe is known only at its end; and somebody may have imported the same file meanwhile.
        if let known = try await appliedBefore(hash, workspace) {
            _ = try await workspace.rows("rollback to savepoint unread")
            operation = ImportOperation(source.name, workspace)
            return known
        }
        try await refuseRenamed(registered, workspace)
        (receipt.places, receipt.repeatedPlaces) = try await claim(
            source, file, keys.names, but: registered.titles, workspace)
        guard receipt.keepsSomething else { return receipt }
        receipt.operation = try await operation.recorder().operation
        try await ledger.takeNumber(in: workspace)
        try await record(receipt, hash, source.name, ledger, aliases + registered.aliases, workspace)
        return receipt
    }

    /// What to say of a file that was applied already, the same way, and not taken back.
    private func appliedBefore(_ hash: String, _ workspace: Workspace) async throws -> Receipt? {
        guard let row = try await workspace.rows(Queries.observe["known_batch"], [hash]).first,
            try row.get("live")
        else { return nil }
        var receipt = Receipt()
        receipt.sameAs = OperationID(try row.get("operation_id"))
        receipt.read = try row.get("rows_read")
        receipt.unchanged = try row.get("figures")
        receipt.notReported = receipt.read - receipt.unchanged
        let restated = try await workspace.rows(Queries.observe["restated_since"], [receipt.sameAs?.number])
        receipt.restatedBy = try restated.first.map { OperationID(try $0.get("operation_id")) }
        return receipt
    }

    /// Reads, checks, judges and records the figures; all faults are told at once.
    private func post(
        _ file: inout ReachFile, of name: String, _ keys: inout ReachKeys, but titles: [String], _ workspace: Workspace
    ) async throws -> (Receipt, Ledger) {
        do {
            return try await postRows(of: &file, name, &keys, but: titles, workspace)
        } catch let refusal as Refusal where refusal.kind == .rule && file.wide == nil {
            // What passes 64 bits is known by its line.
            let column = file.columns.column(of: .value) ?? file.columns.column(of: .low)
            throw refusal.place.map { $0.column == nil ? refusal.at($0.moved(column: column)) : refusal } ?? refusal
        }
    }

    private func postRows(
        of file: inout ReachFile, _ name: String, _ keys: inout ReachKeys, but titles: [String], _ workspace: Workspace
    ) async throws -> (Receipt, Ledger) {
        var (ledger, faults, receipt) = (ledger(name, file), noFaults, Receipt())
        (receipt.ignoredColumns, receipt.ignoring) = (file.ignored, options.ignoring)
        receipt.titles = file.titles
        var seen = file.seenRows(options.habits)
        var totals = TotalRowFinder(but: options.reading.notTotals + titles)
        try await withThrowingTaskGroup(of: Load.Posted.self) { posts in
            while let line = try file.next({ faults.add($0) }) {
                if ledger.isFull {
                    let load = try ledger.takeLoad(all: false)
                    while let posted = try await posts.next() { ledger.add(posted) }
                    if let load {
                        posts.addTask { [progress = ledger.progress] in
                            try await load.post(after: progress, in: workspace)
                        }
                    }
                }
                let passed = seen?.entry(in: file.reader, line: line) { edition, measure in
                    guard let track = keys.track(of: edition, measure: measure, in: &ledger) else { return nil }
                    totals.keep(track, from: file.reader)
                    return track
                }
                if let entry = passed {
                    receipt.read += 1
                    ledger.add(entry)
                    totals.sums.add(entry.figure, in: file.figureNumber)
                    totals.pass(entry.track)
                    continue
                }
                do {
                    guard let row = try figure(in: file, &keys.names, &totals, &receipt, &faults) else { continue }
                    if let figure = row.figure { totals.sums.add(figure, in: file.figureNumber) }
                    if !keys.areComplete {
                        // The connection does one thing at a time.
                        while let posted = try await posts.next() { ledger.add(posted) }
                    }
                    let track = try await keys.track(of: row.target, in: &ledger, workspace)
                    guard let figure = row.figure else {
                        ledger.miss(row.stated, of: track, line: line, today: options.today)
                        continue
                    }
                    let entry = ledger.add(row.stated, figure, of: track, line: line, today: options.today)
                    let isReference = row.stated.identity.isReference
                    seen?.keep(entry, measure: isReference ? keys.measure(of: row.target) : nil, in: file.reader)
                    if seen != nil { totals.keep(entry.track) }
                } catch let refusal as Refusal where refusal.kind == .input {
                    faults.add(refusal)
                }
            }
            while let posted = try await posts.next() { ledger.add(posted) }
        }
        receipt.hidden = file.hidden
        if options.sameDays == .add { try keys.names.requireAdditive() }
        if let load = try ledger.takeLoad(all: true) {
            ledger.add(try await load.post(after: ledger.progress, in: workspace))
        }
        // Where rows are set aside, both of two that contradict each other are: nobody can say which is right.
        for (line, refusal) in ledger.outcome.faults + (aside == nil ? [] : ledger.outcome.contradicted) {
            faults.add(refusal.at(.init(file: name, line: Int(line))))
        }
        try faults.throwIfAny(isSetAside: options.sameDays == nil)
        return (receipt, ledger)
    }

    private func ledger(_ name: String, _ file: ReachFile) -> Ledger {
        let columns = file.columns
        return Ledger(
            file: name, least: leastLoad, first: Ledger.first(ofBytes: file.size), sameDays: options.sameDays,
            hint:
                "where one replaces the other, give each its day of publication in a column published; where both are "
                + "parts, as two episodes of a night: --same-days highest, or add"
                + (columns.callsEditions ? "; where they are of different works, " + columns.wayToTellApart : ""))
    }

    /// What the current row says; nil where that is no figure, which `receipt` counts, but for a part of days that may
    /// have others. Faults of names go to `faults`.
    private func figure(
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

    /// Makes an import of what was posted.
    private func record(
        _ receipt: Receipt, _ hash: String, _ file: String, _ ledger: Ledger, _ aliases: [String],
        _ workspace: Workspace
    ) async throws {
        let attempts = try await workspace.rows(Queries.observe["known_batch"], [hash]).first
        _ = try await workspace.rows(
            Queries.record["add_batch"],
            [
                ledger.batch, receipt.operation?.number, hash, file, receipt.read, receipt.new, receipt.revised,
                receipt.unchanged, receipt.refused, receipt.unplaced,
                try attempts.map { try $0.get("attempts", as: Int.self) + 1 } ?? 1,
                aliases.isEmpty ? nil : aliases,
            ])
        if !ledger.outcome.confirmed.isEmpty {
            _ = try await workspace.rows(
                Queries.observe["confirm"], [ledger.batch, ledger.outcome.confirmed.sorted().map(Int32.init)])
        }
        guard receipt.places + receipt.repeatedPlaces > 0 else { return }
        _ = try await workspace.rows(Queries.claim["apply"], [receipt.operation?.number])
    }
}
