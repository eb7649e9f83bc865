import AdaptModel

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
}
