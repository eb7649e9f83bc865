import AdaptModel

/// Decisions of elements from a file, recorded whole or not at all: one operation, one revision of each edition.
public struct ImportElements: Sendable {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies `source`. `setAside`, if given, takes the bad rows before the good ones are kept; what it
    /// throws keeps nothing.
    ///
    /// Throws a `Refusal`: input with all faults located, usage for options that do not fit.
    public func run(
        _ source: ByteSource, in workspace: Workspace, dryRun: Bool,
        setAside: (@Sendable (RejectedRows) throws -> Void)? = nil
    ) async throws -> BulkReceipt {
        let names = try await BulkNames(workspace, mayAddElements: options.mayAddElements)
        let opened = try TableFile.open(source, options.reading, columns: { try self.columns(of: $0, names) })
        let (file, (columns, isWide)) = (opened.file, opened.columns)
        var faults = RowFaults()
        let table = try BulkTable(file, columns, name: source.name, &faults)
        let unread = faults
        return try await workspace.bulk("import elements", source.name, dryRun: dryRun) { workspace in
            // Read again, now that nobody else writes: what the file names may have been taken back meanwhile.
            let names = try await BulkNames(workspace, mayAddElements: options.mayAddElements)
            var judge = try await JudgeElements(
                table, unread, names, options, isWide: isWide, setsAside: setAside != nil, in: workspace)
            let plan = try await judge.plan()
            return (
                plan: plan, catalogue: judge.catalogue, receipt: table.receipt(of: plan, judge.faults),
                rejects: judge.faults.rejected(of: table)
            )
        } setAside: { rejects in
            if !dryRun { try setAside?(rejects) }
        }
    }

    /// What the columns mean: one row a decision where there is a column `element`, else one column an element.
    ///
    /// A column is an element's where its name is a path that is known, has a dot, or is written `element:PATH`; so no
    /// column of something else becomes an element by chance.
    private func columns(of heading: TableHeading, _ names: BulkNames) throws -> (TableColumns<ElementField>, Bool) {
        var constants = options.evidence(ElementField.source, .locator, .quote)
        constants[.series] = options.series
        constants[.market] = options.market
        let mapsElement = options.map.contains { $0.field == ElementField.element.rawValue }
        let isWide =
            options.wide
            ?? !(mapsElement || heading.names.contains { $0.lowercased() == ElementField.element.rawValue })
        let known = names.pathsEver
        let map = options.map.map { entry in
            let isPath = isWide && ElementField(rawValue: entry.field) == nil && !entry.field.hasPrefix("element:")
            return (field: isPath ? "element:" + entry.field : entry.field, column: entry.column)
        }
        let columns = try TableColumns<ElementField>(of: heading, map: map, constants: constants) { name in
            guard isWide else { return nil }
            if name.hasPrefix("element:") { return String(name.dropFirst(8)) }
            return known.contains(name) || name.contains(".") ? name : nil
        }
        try columns.require(
            [[.edition], [.series, .code], [.series, .market]], "name it with --map edition=COLUMN", in: heading)
        guard !isWide else {
            guard !columns.open.isEmpty else {
                throw Refusal(
                    .input, "column \"element\", or a column named like an element is missing",
                    hint: "name it with --map PATH=COLUMN; the file has " + heading.names.joined(separator: ", "),
                    place: heading.place)
            }
            return (columns, true)
        }
        try columns.require([[.element]], "name it with --map element=COLUMN", in: heading)
        try columns.require([[.value], [.state]], "name it with --map value=COLUMN", in: heading)
        return (columns, false)
    }
}
