import AdaptModel

/// Decisions of elements from a file, recorded whole or not at all: one operation, one revision of each edition.
public struct ImportElements: BulkImport {
    /// What `edition show` writes of the elements of an edition, beside what is said of it as a whole.
    static let ownColumns: Set<String> = ["element", "value", "state", "basis", "from", "why", "note"]
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies the file of `run`.
    public func run(_ run: BulkRun) async throws -> BulkReceipt {
        // Once, before the file is read: a word for it that fits none would be a fault of every row.
        try await ImportElements(options.namingEdition(in: run.workspace)).apply(run)
    }

    private func apply(_ run: BulkRun) async throws -> BulkReceipt {
        // They are read again for the judgement: what the file names may have been taken back meanwhile.
        let known = try await BulkNames(run.workspace, mayAddElements: options.mayAddElements).pathsEver
        func columns(of heading: TableHeading) throws -> [TableColumns<ElementField>] {
            try options.ofEach(in: heading).map { try ImportElements($0).columns(of: heading, known) }
        }
        func isElement(_ name: String) -> Bool { known.contains(name) || name.hasPrefix("element:") }
        return try await run.apply("import elements", options, open: isElement, columns: columns) {
            table, unread, setsAside in
            let namesSeries = table.columns.has(.series) || table.columns.column(of: .edition) != nil
            try options.refuseEdition(besideThoseOf: table.heading, namesSeries: namesSeries)
            var judge = try await JudgeElements(
                table, unread, options, setsAside: setsAside, in: run.workspace)
            let plan = try await judge.plan()
            var receipt = plan.receipt
            receipt.groundsAlone = judge.groundsAlone.min().map { (count: judge.groundsAlone.count, line: $0) }
            return BulkJudgement(plan: plan.isEmpty ? nil : plan, receipt: receipt, faults: judge.faults)
        } record: { plan, recorder in
            try await recorder.add(plan)
        }
    }

    /// What the columns mean: one row a decision where there is a column `element`, else one column an element.
    ///
    /// A column is an element's where its name is a path that is known, has a dot, or is written `element:PATH`; so no
    /// column of something else becomes an element by chance.
    private func columns(of heading: TableHeading, _ known: Set<String>) throws -> TableColumns<ElementField> {
        var options = options
        let column = try heading.columnOfValues(
            of: options.edition, mapping: options.map, series: options.series, market: options.market)
        if let column { options.map.append((field: ElementField.value.rawValue, column: column)) }
        // What is called by the code of an edition is that edition's, and nothing of its rows.
        options.ignoring += heading.editionsSideBySide.filter { ElementField(rawValue: $0.lowercased()) != nil }
        // In what `edition show` writes, the note is that of the edition, beside each of its elements.
        if ImportElements.ownColumns.allSatisfy(heading.has) { options.ignoring.append("note") }
        var constants = options.evidence(ElementField.source, .locator, .quote)
        constants[.series] = options.series
        constants[.market] = options.market
        constants[.edition] = options.edition
        let mapsElement = options.map.contains { $0.field == ElementField.element.rawValue }
        let isWide =
            options.wide
            ?? !(mapsElement || heading.has(ElementField.element.rawValue))
        let map = options.map.map { entry in
            let isPath = isWide && ElementField(rawValue: entry.field) == nil && !entry.field.hasPrefix("element:")
            return (field: isPath ? "element:" + entry.field : entry.field, column: entry.column)
        }
        let beside = isWide ? [] : columnsBesideValue(map, in: heading)
        func path(_ name: String) -> String? {
            if name.hasPrefix("element:") { return String(name.dropFirst(8)) }
            // No path holds what may part two columns: such a name is a row that was split otherwise than it is meant.
            let isPath = name.contains(".") && !name.contains { ",;\t".contains($0) }
            return known.contains(name) || isPath ? name : nil
        }
        let columns = try options.columns(
            of: heading, map: map + beside, constants: constants, open: isWide ? path : nil)
        try columns.require(
            [[.edition], [.series, .code], [.series, .market]], heading.namingEdition(of: options.series), in: heading)
        guard !isWide else {
            guard !columns.open.isEmpty else {
                throw Refusal(
                    .input, "column \"element\", or a column named like an element is missing",
                    hint: "name it with --map PATH=COLUMN; the file has " + heading.names.joined(separator: ", "),
                    place: heading.place)
            }
            return columns
        }
        try columns.require([[.element]], "name it with --map element=COLUMN", in: heading)
        try columns.require([[.value], [.state]], "name it with --map value=COLUMN", in: heading)
        return columns
    }

    /// What our own comparisons write beside the column that the value is taken from, as `right_basis` beside `right`:
    /// what an edition keeps or inherits there is no word of its own, and what others said since the revision is left.
    /// Whose the values are stands there too, whoever says it of all rows: which edition, or of which series.
    private func columnsBesideValue(
        _ map: [(field: String, column: String)], in heading: TableHeading
    ) -> [(field: String, column: String)] {
        guard let value = map.first(where: { $0.field == ElementField.value.rawValue })?.column,
            heading.column(of: .basis, beside: value) != nil
        else { return [] }
        let evidence: [ElementField] = options.citation == nil ? [.source, .locator, .quote] : []
        // What another edition had come to when the sheet was written is nothing of the one they are said of.
        let isCopied = heading.isOfAnother(value, than: options.edition, ignoring: options.ignoring)
        let own: [ElementField] = isCopied ? [] : [.outdated, .revision]
        let fields: [ElementField] = [.edition, .state, .basis, .term, .reasons, .note] + own + evidence
        var found = fields.compactMap { field -> (field: String, column: String)? in
            heading.column(of: field, beside: value).map { column in (field: field.rawValue, column: column) }
        }
        let series = ElementField.series.rawValue
        if !heading.editionsSideBySide.isEmpty, heading.has(series) {
            found.append((field: series, column: series))
        }
        return found.filter { entry in
            !map.contains { $0.field == entry.field }
                && !options.ignoring.contains { $0.lowercased() == entry.column.lowercased() }
        }
    }
}
