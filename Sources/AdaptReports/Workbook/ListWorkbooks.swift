public import AdaptModel

extension Sheet {
    /// The rows as the only sheet of a workbook.
    public func workbook(_ name: String = "List") -> Workbook { Workbook(title: name, [.init(name, self)]) }
}

extension EditionSheet {
    /// Elements, what is said of the edition as a whole, and creatives, a sheet each.
    public var workbook: Workbook {
        let known = facts.compactMap { fact in fact.value.map { (fact.name, $0) } }
        return Workbook(
            title: facts.first { $0.name == "title" }?.value ?? "edition",
            [
                .init("Elements", rows), .init("Edition", Sheet(facts: known)),
                .init("Creatives", Sheet(creatives, numbers: ["duration_seconds"])), .init("Evidence", Sheet(evidence)),
            ])
    }
}

extension LineageTree {
    /// An edition a row, with its parent.
    public var workbook: Workbook { Workbook(title: "\(series): lineage", [.init("Lineage", sheet)]) }
}
