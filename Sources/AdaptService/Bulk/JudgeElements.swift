import AdaptModel

/// Judges a file of decisions against what is recorded.
struct JudgeElements {
    /// What a row says of an element, before its edition is found.
    struct Words {
        let path: String
        let statement: Decide.Request.Statement
        let column: Int?
    }

    private(set) var table: BulkTable<ElementField>
    let options: BulkOptions
    let isWide: Bool
    let setsAside: Bool
    private let workspace: Workspace
    private let names: BulkNames
    var references: BulkReferences
    private var terms: BulkTerms
    private var decisions: [BulkDecision] = []
    private(set) var faults: RowFaults

    /// What is recorded of the series named.
    var catalogue: BulkCatalogue { references.catalogue }

    init(
        _ table: BulkTable<ElementField>, _ faults: RowFaults, _ names: BulkNames, _ options: BulkOptions, isWide: Bool,
        setsAside: Bool, in workspace: Workspace
    ) async throws {
        (self.table, self.options, self.isWide, self.setsAside) = (table, options, isWide, setsAside)
        self.workspace = workspace
        self.faults = faults
        var names = names
        let paths = isWide ? Set(table.columns.open.map(\.name)) : Set(table.texts(.element).map(trimmed))
        try await names.look(languages: [], paths: paths, in: workspace)
        self.names = names
        references = BulkReferences(BulkCatalogue(), workspace)
        terms = BulkTerms(workspace)
        try names.refuseUnknownElements(of: &self.table, &self.faults)
    }

    /// What the file asks for. Throws a `Refusal` (input) with all faults, unless bad rows are set aside.
    mutating func plan() async throws -> BulkPlan {
        let series = table.texts(.series).union(
            table.texts(.edition).compactMap { $0.split(whereSeparator: { "/@".contains($0) }).first.map(String.init) })
        var catalogue = BulkCatalogue()
        try await catalogue.load(series, in: workspace)
        references = BulkReferences(catalogue, workspace)
        for row in table.sound(faults) {
            do {
                try await read(row)
            } catch let refusal as Refusal where [.input, .rule, .usage].contains(refusal.kind) {
                faults.add(refusal.place == nil ? refusal.at(table.place(row, nil)) : refusal, row: row)
            }
        }
        try await resolveTerms()
        refuseRepeated()
        var before = -1
        while before != faults.count {
            before = faults.count
            let sound = decisions.filter { !faults.has($0.row) }
            faults.addKeeps(sound, BulkDescent(references.catalogue, decisions: sound))
        }
        if !setsAside { try faults.all().throwIfAny() }
        try faults.throwUnlessGivenBack()
        return makePlan(outdated: try await workspace.outdated(among: decisions, in: catalogue))
    }

    private mutating func read(_ row: Int) async throws {
        let words = try isWide ? wide(row) : long(row)
        guard !words.isEmpty else { return }
        let edition = try await edition(row)
        let citation = try table.citation(row, .source, .locator, .quote, names)
        let note = try table.text(.note, row)
        let minor = try isMinor(row)
        let stated = try [ElementField.reason, .reasons].flatMap { field in
            try table.parse(field, row) { try reasons(in: $0) } ?? []
        }
        for word in words {
            let place = table.place(row, column: word.column ?? columnOfStatement(row))
            do {
                let (path, element) = try names.element(word.path)
                let shared = edition.isDerived && word.statement.hasReasons ? options.reasons : []
                let decision = BulkDecision(
                    row: row, place: place, edition: edition.name, language: edition.language, path: path,
                    element: element, statement: word.statement, reasons: stated.isEmpty ? shared : stated, note: note,
                    citation: citation, minor: minor)
                decisions.append(decision)
            } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
                let column = word.column ?? table.columns.column(of: .value)
                let isOfPath = refusal.message.hasPrefix("element ")
                throw refusal.at(
                    table.place(row, column: isOfPath && !isWide ? table.columns.column(of: .element) : column))
            }
        }
    }

    private mutating func resolveTerms() async throws {
        let read = try await terms.resolve(decisions, names)
        decisions = read.resolved
        let column = isWide ? nil : table.columns.column(of: .value)
        for (decision, refusal) in read.refused {
            let place = column.map { table.place(decision.row, column: $0) } ?? decision.place
            faults.add(refusal.at(place), row: decision.row)
        }
    }

    /// One thing may be said of an element of an edition; the same said again is left out.
    private mutating func refuseRepeated() {
        var first: [String: BulkDecision] = [:]
        var once: [BulkDecision] = []
        for decision in decisions {
            guard let earlier = first.updateValueIfNone(decision, for: decision.edition + " " + decision.path.text)
            else {
                once.append(decision)
                continue
            }
            guard !earlier.saysTheSame(as: decision) else { continue }
            if setsAside {
                faults.add(
                    Refusal(
                        .rule,
                        "element \"\(decision.path)\" of \"\(decision.edition)\" is decided in line "
                            + "\(decision.place.line) as \(decision.words)", place: earlier.place), row: earlier.row)
            }
            faults.add(
                Refusal(
                    .rule,
                    "element \"\(decision.path)\" of \"\(decision.edition)\" is decided in line \(earlier.place.line) "
                        + "as \(earlier.words)", hint: "say one thing of it", place: decision.place), row: decision.row)
        }
        decisions = once
    }

    /// `outdated`: what is outdated of what is said again, as `series/edition path`.
    private func makePlan(outdated: Set<String>) -> BulkPlan {
        var plan = BulkPlan()
        var (named, changed): (Set<String>, Set<String>) = ([], [])
        for decision in decisions where !faults.has(decision.row) {
            named.insert(decision.edition)
            let said = catalogue.editions[decision.edition].flatMap { catalogue.said($0, decision.element) }
            let isOutdated = outdated.contains(decision.edition + " " + decision.path.text)
            guard !decision.isSaid(already: said, isOutdated: isOutdated) else {
                plan.unchangedDecisions += 1
                continue
            }
            changed.insert(decision.edition)
            plan.add(decision, over: said)
        }
        plan.unchangedEditions = named.count - changed.count
        return plan
    }
}

extension BulkDecision {
    /// Whether another row says the same of the same element.
    func saysTheSame(as other: BulkDecision) -> Bool {
        statement == other.statement && reasons == other.reasons && note == other.note && citation == other.citation
            && minor == other.minor
    }
}

extension Dictionary {
    /// The value that stood for a key; where there was none, sets it and gives nil.
    fileprivate mutating func updateValueIfNone(_ value: Value, for key: Key) -> Value? {
        if let known = self[key] { return known }
        self[key] = value
        return nil
    }
}
