import AdaptModel

extension BulkTable {
    /// The evidence of a row. Throws a `Refusal` (input) for a place or quote without a source.
    func citation(
        _ row: Int, _ source: Field, _ locator: Field, _ quote: Field, _ names: BulkNames
    ) throws -> Citation? {
        let (place, words) = (word(locator, row), try text(quote, row))
        guard let code = try parse(source, row, { try names.source($0) }) else {
            guard words == nil, place == nil else {
                throw Refusal(
                    .input, "\(place == nil ? quote.rawValue : locator.rawValue) needs a source",
                    hint: "fill the column source, or name one for all rows with --cite",
                    place: self.place(row, place == nil ? quote : locator))
            }
            return nil
        }
        return Citation(source: code, locator: place, quote: words)
    }
}
