import AdaptModel
import AdaptSQL

/// Editions from a file, registered or edited whole or not at all: one operation.
public struct ImportEditions: Sendable {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies `source`. `tell` gets the likely duplicates before anything is written. `setAside`, if given, takes the bad rows before the good ones are kept; what it
    /// throws keeps nothing.
    ///
    /// Throws a `Refusal`: input with all faults located, usage for options that do not fit.
    public func run(
        _ source: ByteSource, in workspace: Workspace, dryRun: Bool,
        tell: @Sendable ([BulkReceipt.Duplicate]) -> Void = { _ in },
        setAside: (@Sendable (RejectedRows) throws -> Void)? = nil
    ) async throws -> BulkReceipt {
        let (file, columns) = try TableFile.open(source, options.reading, columns: self.columns)
        var faults = RowFaults()
        let table = try BulkTable(file, columns, name: source.name, &faults)
        let unread = faults
        return try await workspace.bulk("import editions", source.name, dryRun: dryRun) { workspace in
            var judge = try await JudgeEditions(
                table, unread, options, setsAside: setAside != nil, in: workspace)
            let plan = try await judge.plan()
            return (
                plan: plan, catalogue: judge.catalogue, receipt: table.receipt(of: plan, judge.faults),
                rejects: judge.faults.rejected(of: table)
            )
        } tell: { duplicates in
            tell(duplicates)
        } setAside: { rejects in
            if !dryRun { try setAside?(rejects) }
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

/// What a file came to before anything is recorded.
typealias BulkJudgement = (plan: BulkPlan, catalogue: BulkCatalogue, receipt: BulkReceipt, rejects: RejectedRows)

extension Workspace {
    /// Judges a file, says which editions are likely there already, and applies what it asks for, in one transaction; an operation only where something is recorded.
    func bulk(
        _ verb: String, _ file: String, dryRun: Bool,
        _ judge: @Sendable (Workspace) async throws -> BulkJudgement,
        tell: @Sendable ([BulkReceipt.Duplicate]) -> Void = { _ in },
        setAside: @Sendable (RejectedRows) throws -> Void
    ) async throws -> BulkReceipt {
        try await transaction(dryRun: dryRun) {
            // Nobody else writes between the judgement and what is recorded upon it.
            _ = try await rows(Queries.bulk["take_turn"])
            var (plan, catalogue, receipt, rejects) = try await judge(self)
            receipt.duplicates = try await likelyDuplicates(of: plan.newEditions, asOf: .now)
            tell(receipt.duplicates)
            if !plan.editions.isEmpty || !plan.decisions.isEmpty {
                let recorder = try await begin(verb, message: file)
                var writer = BulkWriter(plan, catalogue, recorder)
                try await writer.write()
                receipt.operation = recorder.operation
            }
            // Before the commit: where the bad rows cannot be kept, the good ones are not.
            if !dryRun { try setAside(rejects) }
            return receipt
        }
    }
}

extension BulkOptions {
    /// The evidence of all rows, as constants of its fields.
    func evidence<Field: TableField>(_ source: Field, _ locator: Field, _ quote: Field) -> [Field: String] {
        var constants: [Field: String] = [:]
        constants[source] = citation?.source
        constants[locator] = citation?.locator
        constants[quote] = citation?.quote
        return constants
    }
}

extension BulkTable {
    /// The receipt of a plan made of this file.
    func receipt(of plan: BulkPlan, _ faults: RowFaults) -> BulkReceipt {
        var receipt = BulkReceipt()
        receipt.read = rows.count
        receipt.refused = faults.count
        receipt.editions.new = plan.editions.count { $0.known == nil }
        let touched = Set(plan.editions.filter { $0.known != nil }.map(\.words.name))
            .union(plan.decisions.map(\.edition))
            .subtracting(plan.editions.filter { $0.known == nil }.map(\.words.name))
        receipt.editions.changed = touched.count
        receipt.editions.unchanged = plan.unchangedEditions
        receipt.decisions = .init(
            new: plan.decisions.count - plan.changedDecisions, changed: plan.changedDecisions,
            unchanged: plan.unchangedDecisions)
        receipt.settled = plan.settledDecisions
        receipt.newSeries = plan.series.map(\.code.text)
        receipt.newElements = plan.newPaths.map(\.text)
        receipt.preview = preview
        receipt.titles = titles
        receipt.faults = faults.summary
        return receipt
    }
}
