import AdaptModel

/// The edition of all rows of a file of decisions.
extension BulkOptions {
    /// The same with that edition as `series/edition`, but for a word alone that names none without a series.
    ///
    /// Throws a `Refusal`: rule or usage where none or several fit, usage where a market says whose the rows are, too.
    func namingEdition(in workspace: Workspace) async throws -> BulkOptions {
        guard let edition else { return self }
        guard market == nil else {
            throw Refusal(
                .usage, "--edition and --market both say whose all rows are", hint: "leave out --market")
        }
        var references = BulkReferences(BulkCatalogue(), workspace)
        var options = self
        do {
            options.edition = try await references.name(of: edition, series: series)
        } catch let refusal as Refusal where series == nil && !edition.contains("/") && !edition.contains(":") {
            options.unnamed = refusal
        }
        if let series, let named = options.edition, !BulkOptions.isSeries(series, of: named) {
            throw Refusal(
                .usage, "--series and --edition do not agree: \"\(named)\" is not of \"\(series)\"",
                hint: "leave out --series")
        }
        return options
    }

    /// Whether an edition, `series/edition`, is of a series; true, too, where that is named by an identifier.
    static func isSeries(_ series: String, of edition: String) -> Bool {
        series.contains(":") || edition.halves(at: "/")?.before == series.lowercased()
    }

    /// Refuses that edition where a file with such a header says itself whose its rows are (input), and where nobody
    /// says of which series it is (as it was refused).
    func refuseEdition(besideThoseOf heading: TableHeading, namesSeries: Bool) throws {
        guard edition != nil else { return }
        guard let (column, field) = columnSayingWhose(in: heading) else {
            if let unnamed, !namesSeries { throw unnamed }
            return
        }
        let other = field.map { "--map \($0)=\(pasted(column))" } ?? "the column, with --ignore \(column)"
        throw Refusal(
            .input, "column \"\(column)\" says whose each row is, and --edition says it of all rows",
            hint: "leave out --edition, or \(other)", place: heading.place)
    }

    /// A column in which each row says itself whose it is; nil: there is none. `field`: what `map` says that it is;
    /// nil: it goes by the name of that.
    func columnSayingWhose(in heading: TableHeading) -> (column: String, field: String?)? {
        let fields = Set([ElementField.edition, .code, .market].map(\.rawValue))
        if let mapped = map.first(where: { fields.contains($0.field) }) { return (mapped.column, mapped.field) }
        let taken = Set((ignoring + map.map(\.column) + heading.editionsSideBySide).map { $0.lowercased() })
        let named = heading.names.first { fields.contains($0.lowercased()) && !taken.contains($0.lowercased()) }
        return named.map { (column: $0, field: nil) }
    }
}
