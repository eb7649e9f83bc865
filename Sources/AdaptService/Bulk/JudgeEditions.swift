import AdaptModel

/// Judges a file of editions against what is recorded: what is new, what differs, what cannot be.
struct JudgeEditions {
    private(set) var table: BulkTable<EditionField>
    let options: BulkOptions
    let workspace: Workspace
    /// Whether good rows go in without the bad ones.
    let setsAside: Bool
    let names: BulkNames
    var references: BulkReferences
    var terms: BulkTerms
    var words: [Int: EditionWords] = [:]
    /// What could be read of rows at fault of which it is certain of which edition they are.
    var partly: [Int: EditionWords] = [:]
    var decisions: [BulkDecision] = []
    /// Position of the row of each edition.
    var rowOf: [String: Int] = [:]
    /// Position of the row of each edition whose row could not be read.
    var unread: [String: Int] = [:]
    var faults: RowFaults
    /// The revisions that rows show, what is left as others said it since, and how many decisions of that.
    var seen = SeenRevisions()
    var newer: [(row: Int, change: BulkReceipt.Change)] = []
    var leftDecisions: [BulkDecision] = []
    /// What is outdated once the file is applied of what is said again, as `series/edition path`.
    private(set) var outdated: Set<String> = []

    /// What all rows say, those at fault as far as they could be read: what else is wrong with them is told too.
    var allWords: [Int: EditionWords] { words.merging(partly) { sound, _ in sound } }

    /// What is recorded of the series named.
    var catalogue: BulkCatalogue { references.catalogue }

    init(
        _ table: BulkTable<EditionField>, _ faults: RowFaults, _ options: BulkOptions, setsAside: Bool,
        in workspace: Workspace
    ) async throws {
        (self.table, self.options, self.workspace, self.setsAside) = (table, options, workspace, setsAside)
        var names = try await BulkNames(workspace, mayAddElements: options.mayAddElements)
        try await names.look(
            languages: table.texts(.language).union(table.texts(.alias).flatMap { Alias.languages(in: $0) }),
            paths: Set(table.columns.open.map(\.name)), in: workspace)
        self.names = names
        self.faults = faults
        references = BulkReferences(BulkCatalogue(), workspace)
        terms = BulkTerms(workspace)
        try names.refuseUnknownElements(of: &self.table, &self.faults)
    }

    /// What the file asks for, but in the rows that are found to be at fault.
    mutating func plan() async throws -> BulkPlan {
        try requireSeries()
        try readRows()
        try await resolveNames()
        try await leaveNewerFacts()
        refuseParentAsSource()
        let newSeries = try await unknownSeries()
        refuseUntitled()
        try await readDecisions()
        try await leaveNewerDecisions()
        refuseCycles()
        try await refuseSharedIdentifiers()
        try settle()
        // What is outdated is settled only where that is asked for.
        if options.update {
            let sound = words.filter { !faults.has($0.key) }.values
            outdated = try await workspace.outdated(
                after: BulkOutcome(
                    catalogue, editions: Array(sound), decisions: decisions.filter { !faults.has($0.row) }))
        }
        return try makePlan(newSeries, sayers: try await workspace.factSayers(of: edited))
    }

    /// Refuses a file without a column of the series in which no edition is written with it.
    private func requireSeries() throws {
        guard !table.columns.has(.series), !table.texts(.code).contains(where: { $0.contains("/") }) else { return }
        throw Refusal(
            .input, "column \"series\" is missing",
            hint: "say it for all rows with --series, or name it with --map series=COLUMN; the file has "
                + table.header.joined(separator: ", "), place: table.headerPlace)
    }

    /// Reads the rows; one that says of an edition what another row says is left out.
    private mutating func readRows() throws {
        for (row, words) in table.misfits([.series, .code, .market, .language]) {
            if let name = table.roughName(words) { unread[name] = row }
        }
        for row in table.sound(faults) {
            let (found, refused) = try table.edition(row, names, options)
            guard refused.isEmpty else {
                for refusal in refused { faults.add(refusal.located(at: table.place(row, nil)), row: row) }
                if let name = table.roughName(of: row) { unread[name] = row }
                if table.isNamed(row, found) { partly[row] = found }
                continue
            }
            guard let first = rowOf[found.name] else {
                rowOf[found.name] = row
                words[row] = found
                continue
            }
            guard words[first] != found else { continue }
            if setsAside {
                faults.add(
                    Refusal(
                        .rule, "edition \"\(found.name)\" is in line \(table.rows[row].place.line) with something else",
                        place: table.place(first, .code)), row: first)
            }
            faults.add(
                Refusal(
                    .rule, "edition \"\(found.name)\" is in line \(table.rows[first].place.line) with something else",
                    hint: "say all of an edition in one row, or give each a code of its own",
                    place: table.place(row, .code)), row: row)
        }
        guard setsAside else { return }
        for (name, other) in unread {
            guard let row = rowOf[name] else { continue }
            faults.add(
                Refusal(
                    .rule, "edition \"\(name)\" is in line \(table.rows[other].place.line) too, which is at fault",
                    hint: "mend that line, and say all of an edition in one row", place: table.place(row, .code)),
                row: row)
        }
    }
}
