import AdaptModel

/// Editions from a file, registered or edited whole or not at all: one operation.
public struct ImportEditions: BulkImport {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies the file of `run`.
    public func run(_ run: BulkRun) async throws -> BulkReceipt {
        try await run.apply("import editions", options, open: isElement, columns: columns) {
            table, unread, setsAside in
            var judge = try await JudgeEditions(
                table, unread, options, setsAside: setsAside, in: run.workspace)
            let plan = try await judge.plan()
            var receipt = plan.receipt
            receipt.cutTitles = table.cutTitles
            guard judge.faults.isEmpty || setsAside else {
                return BulkJudgement(plan: nil, receipt: receipt, faults: judge.faults)
            }
            let called = plan.calledEditions
            let duplicates = try await run.workspace.likelyDuplicates(made: called, asOf: .now)
            receipt.alike = try await run.workspace.alike(made: called, beside: duplicates, most: 1, asOf: .now)
            receipt.duplicates =
                duplicates
                + (try await run.workspace.likelyDuplicates(
                    ofSeries: plan.series.map { ($0.code.text, $0.facts.title ?? $0.code.text) }))
            return BulkJudgement(plan: plan.isEmpty ? nil : plan, receipt: receipt, faults: judge.faults)
        } record: { plan, recorder in
            try await recorder.add(plan)
        }
    }

    private func isElement(_ name: String) -> Bool { name.hasPrefix("element:") }

    private func columns(of heading: TableHeading) throws -> [TableColumns<EditionField>] {
        // There it is told where a value comes from, which is no parent.
        guard !ImportElements.ownColumns.isSubset(of: heading.names) else {
            throw Refusal(
                .input, "file is the sheet of an edition: what it says of elements, not editions",
                hint: "to read what it says of elements: adapt import elements FILE; editions are written by "
                    + "adapt edition list SERIES --format csv", place: heading.place)
        }
        var constants = options.evidence(EditionField.source, .locator, .quote)
        constants[.series] = options.series
        constants[.language] = options.language
        constants[.market] = options.market
        let columns: TableColumns<EditionField> = try options.columns(of: heading, constants: constants) { name in
            isElement(name) ? String(name.dropFirst(8)) : nil
        }
        try columns.require(
            [[.series], [.code]], "say it for all rows with --series, or name it with --map series=COLUMN", in: heading)
        try columns.require([[.code], [.market], [.language]], "name it with --map code=COLUMN", in: heading)
        return [columns]
    }
}
