import AdaptModel

/// Editions from a file, registered or edited whole or not at all: one operation.
public struct ImportEditions: BulkImport {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies the file of `run`.
    public func run(_ run: BulkRun) async throws -> BulkReceipt {
        try await run.apply("import editions", options.reading, columns: columns) { table, unread in
            var judge = try await JudgeEditions(
                table, unread, options, setsAside: run.setsAside, in: run.workspace)
            let plan = try await judge.plan()
            var receipt = plan.receipt
            receipt.duplicates = try await run.workspace.likelyDuplicates(of: plan.newEditions, asOf: .now)
            run.tell(receipt.duplicates)
            return BulkJudgement(plan: plan.isEmpty ? nil : plan, receipt: receipt, faults: judge.faults)
        } record: { plan, recorder in
            try await recorder.add(plan)
        }
    }

    private func columns(of heading: TableHeading) throws -> TableColumns<EditionField> {
        var constants = options.evidence(EditionField.source, .locator, .quote)
        constants[.series] = options.series
        constants[.language] = options.language
        constants[.market] = options.market
        let columns = try TableColumns<EditionField>(of: heading, map: options.map, constants: constants) { name in
            name.hasPrefix("element:") ? String(name.dropFirst(8)) : nil
        }
        try columns.require(
            [[.series]], "say it for all rows with --series, or name it with --map series=COLUMN", in: heading)
        try columns.require([[.code], [.market], [.language]], "name it with --map code=COLUMN", in: heading)
        return columns
    }
}
