public import AdaptModel

extension Evidence {
    var json: JSON {
        .object([
            ("facts", .array(facts.map { .string($0) })), ("source", .string(citation.source)),
            ("locator", JSON(citation.locator)), ("quote", JSON(citation.quote)),
            ("operation", .int(operation.number)),
        ])
    }
}

extension Sheet {
    /// A citation a row. `of`: whose facts each is; nil: all are of one thing.
    public init(_ evidence: [Evidence], of names: [String]? = nil) {
        let rows = evidence.enumerated().map { index, line -> [Cell] in
            let citation = line.citation
            return (names.map { [.text($0[index])] } ?? []) + [
                .text(line.facts.joined(separator: ", ")), .text(citation.source), Cell(citation.locator),
                Cell(citation.quote), .name(line.operation.number),
            ]
        }
        self.init(
            columns: (names == nil ? [] : ["edition"]) + ["facts", "source", "locator", "quote", "operation"],
            rows: rows)
    }
}
