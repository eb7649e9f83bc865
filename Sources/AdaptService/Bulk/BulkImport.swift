import AdaptSQL

/// Rows of a file, recorded whole or not at all: one operation.
public protocol BulkImport: Sendable {
    /// Reads and applies the file of `run`.
    ///
    /// Throws a `Refusal`: input with all faults located, usage for options that do not fit.
    func run(_ run: BulkRun) async throws -> BulkReceipt
}

extension BulkImport {
    /// Reads and applies `source`. `tell` gets the likely duplicates, and what is alike, before anything is written.
    /// `setAside`, if given, takes the bad rows before the good ones are kept; what it throws keeps nothing.
    ///
    /// Throws a `Refusal`: input with all faults located, which a dry run says in its receipt; usage for options that do
    /// not fit.
    public func run(
        _ source: ByteSource, in workspace: Workspace, dryRun: Bool,
        tell: @escaping @Sendable ([BulkReceipt.Duplicate]) -> Void = { _ in },
        setAside: (@Sendable (RejectedRows) throws -> Void)? = nil
    ) async throws -> BulkReceipt {
        try await run(
            BulkRun(source: source, workspace: workspace, dryRun: dryRun, tell: tell, setAside: setAside))
    }
}

/// One import of one file: from where, into what, and who is told of it.
public struct BulkRun: Sendable {
    let source: ByteSource
    let workspace: Workspace
    let dryRun: Bool
    let tell: @Sendable ([BulkReceipt.Duplicate]) -> Void
    let setAside: (@Sendable (RejectedRows) throws -> Void)?

    /// Whether good rows go in without the bad ones.
    var setsAside: Bool { setAside != nil }

    /// Reads the file, judges it with nobody else writing, and records what it asks for, in one transaction; an
    /// operation only where `judge` finds something to record. `open`: whether a name in lower case is one of the user's
    /// own words for a column. `columns`: what they mean, to each of the editions that stand side by side; of any other
    /// file once. `judge` is told whether bad rows are set aside, and with them those that depend on them:
    /// a dry run counts as that would, whatever it tells of the faults.
    func apply<Field, Plan: Sendable>(
        _ verb: String, _ options: BulkOptions, open: (String) -> Bool = { _ in false },
        columns: (TableHeading) throws -> [TableColumns<Field>],
        judge: @Sendable (BulkTable<Field>, RowFaults, Bool) async throws -> BulkJudgement<Plan>,
        record: @Sendable (Plan, Recorder) async throws -> Void
    ) async throws -> BulkReceipt {
        let (file, columns) = try TableFile.open(
            source, options.reading, known: { Field.known(in: $0, map: options.map, open) }, columns: columns)
        var faults = RowFaults()
        let table = try BulkTable(file, columns, name: source.name, &faults)
        let unread = faults
        return try await workspace.transaction(dryRun: dryRun) {
            // Nobody else writes between the judgement and what is recorded upon it.
            _ = try await workspace.rows(Queries.bulk["take_turn"])
            let judged = try await judge(table, unread, setsAside)
            // A dry run says in its receipt what is at fault.
            if setsAside || !dryRun { try judged.faults.throwIfAny(setsAside: setsAside) }
            let isRehearsed = dryRun && !setsAside && !judged.faults.isEmpty
            let counted = isRehearsed ? try await judge(table, unread, true) : judged
            tell(counted.receipt.duplicates + counted.receipt.alike)
            var receipt = counted.receipt
            receipt.tell(of: table, judged.faults, setsAside: setsAside)
            receipt.refused = counted.faults.count
            receipt.refusedForOthers = counted.faults.count - judged.faults.count
            receipt.ignoring = options.ignoring
            if let plan = judged.plan, setsAside || judged.faults.isEmpty {
                let recorder = try await workspace.begin(verb, message: source.name)
                try await record(plan, recorder)
                receipt.operation = recorder.operation
                receipt.outdated = try await recorder.madeOutdated()
            }
            // Before the commit: where the bad rows cannot be kept, the good ones are not.
            if !dryRun { try setAside?(judged.faults.rejected(of: table)) }
            return receipt
        }
    }
}

/// What a file came to before anything is recorded.
struct BulkJudgement<Plan: Sendable>: Sendable {
    /// What is to be recorded where no row is at fault, or these are set aside; nil: nothing.
    let plan: Plan?
    /// What it will have come to.
    let receipt: BulkReceipt
    let faults: RowFaults
}

extension BulkReceipt {
    /// Says how a file was read, and which of its rows are at fault.
    fileprivate mutating func tell<Field>(of table: BulkTable<Field>, _ faults: RowFaults, setsAside: Bool) {
        read = table.count
        preview = table.preview
        titles = table.titles
        (hidden, unreadSheets) = (table.hidden, table.unreadSheets)
        refused = faults.count
        self.faults = faults.summary(setsAside: setsAside)
    }
}
