import AdaptModel

/// Judges a file of decisions against what is recorded.
struct JudgeElements {
    /// What a row says of an element, before its edition is found.
    struct Words {
        let path: String
        /// Nil: nothing, as of what it inherits.
        let statement: Decide.Request.Statement?
        let column: Int?
        /// The value that it keeps or inherits then, or the state.
        let expected: String?
        var expectsState = false
        /// Whether the state not_recorded stands beside it.
        var isFilledIn = false
    }

    var table: BulkTable<ElementField>
    let options: BulkOptions
    let isWide: Bool
    let setsAside: Bool
    let workspace: Workspace
    let names: BulkNames
    var references: BulkReferences
    private var terms: BulkTerms
    var decisions: [BulkDecision] = []
    var expectations: [BulkExpectation] = []
    /// What rows show of what the parents of their editions have.
    var shownParents: [BulkExpectation] = []
    /// The same where the parent stands beside its edition, and who writes in the sheet may say something of it too.
    var parentsBeside: [BulkExpectation] = []
    let beside: EditionsBeside?
    /// What our own reports show as outdated, as `series/edition path`: said again by them it is left so.
    var shownOutdated: Set<String> = []
    /// The revisions that rows show, and what is left as others said it since.
    var seen = SeenRevisions()
    var newer: [(row: Int, change: BulkReceipt.Change)] = []
    /// What is said beside a value that the parent has no more.
    var besideOther: [(row: Int, change: BulkReceipt.Change)] = []
    /// Rows in which a value stands beside the state not_recorded.
    var besideNothing: Set<Int> = []
    /// Lines that say why, and not what, of an edition.
    var groundsAlone: Set<Int> = []
    /// The edition of each row, where it is known.
    var editionOf: [Int: String] = [:]
    /// The element of each row that does not fit, where it seems to name one.
    var elementOf: [Int: String] = [:]
    var faults: RowFaults

    /// What is recorded of the series named.
    var catalogue: BulkCatalogue { references.catalogue }

    init(
        _ table: BulkTable<ElementField>, _ faults: RowFaults, _ options: BulkOptions, setsAside: Bool,
        in workspace: Workspace
    ) async throws {
        (self.table, self.options, self.setsAside, self.workspace) = (table, options, setsAside, workspace)
        self.faults = faults
        // A file has either columns of elements or one that names them.
        isWide = !table.columns.open.isEmpty
        beside = EditionsBeside(table.heading)
        var names = try await BulkNames(workspace, mayAddElements: options.mayAddElements)
        let paths = isWide ? Set(table.columns.open.map(\.name)) : Set(table.texts(.element).map(trimmed))
        try await names.look(languages: [], paths: paths, in: workspace)
        self.names = names
        references = BulkReferences(BulkCatalogue(), workspace)
        terms = BulkTerms(workspace)
        try names.refuseUnknownElements(of: &self.table, &self.faults)
    }

    /// What the file asks for, but in the rows that are found to be at fault.
    mutating func plan() async throws -> BulkPlan {
        let series = table.texts(.series).union(
            table.texts(.edition).compactMap { $0.split(whereSeparator: { "/@".contains($0) }).first.map(String.init) })
        var catalogue = BulkCatalogue()
        try await catalogue.load(series, in: workspace)
        try await nameSides(&catalogue)
        references = BulkReferences(catalogue, workspace)
        for row in table.sound(faults) { try await read(row) }
        try await refuseOthersValues()
        try await readMisfits()
        try await resolveTerms()
        decisions.removeAll { [faults] in faults.has($0.row) }
        refuseRepeated()
        try await leaveNewer()
        try await refuseUnseenParents()
        var before = -1
        while before != faults.count {
            before = faults.count
            if setsAside { refuseBesideFaulty() }
            let sound = decisions.filter { !faults.has($0.row) }
            faults.addKeeps(sound, BulkDescent(references.catalogue, decisions: sound))
        }
        decisions.removeAll { [faults] in faults.has($0.row) }
        let outcome = BulkOutcome(self.catalogue, editions: [], decisions: decisions)
        let outdated = try await workspace.outdated(after: outcome)
        // Who has not seen what the parent has now does not settle anything.
        let unseen = try await unseen(outdated, after: outcome)
        shownOutdated.formUnion(unseen)
        // First what it finds at fault, then the plan without that.
        let settling = try await judgeExpectations(outcome, outdated)
        return makePlan(outdated: settling)
    }

    private mutating func resolveTerms() async throws {
        let read = try await terms.resolve(decisions, names)
        decisions = read.resolved
        for (decision, refusal) in read.refused {
            let column = isWide ? nil : table.columns(of: decision.row).column(of: .value)
            let place = column.map { table.place(decision.row, column: $0) } ?? decision.place
            faults.add(refusal.at(place), row: decision.row)
        }
    }
}
