import AdaptModel

/// The rows of a file, one after the other, and the loads that they are posted in.
extension ImportReach {
    /// Reads, checks, judges and records the figures; all faults are told at once.
    func post(
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
        (receipt.titles, receipt.unreadSheets) = (file.titles, file.unreadSheets)
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
}
