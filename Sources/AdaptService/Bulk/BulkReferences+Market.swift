import AdaptModel

/// Editions by the market that they are made for.
extension BulkReferences {
    /// `series/edition` of the one edition of `series` that is made for a market. A code that is spelt as the market counts
    /// only where no edition is made for it, and nothing recorded says that the code is another word: its own market, or a
    /// language spelt so. `naming`: where the edition itself can be named instead.
    ///
    /// Throws a `Refusal` (rule) where none or several fit.
    mutating func name(
        ofMarket word: String, series: String, naming: String = "in a column edition"
    ) async throws -> String {
        let series = series.contains(":") ? try await workspace.requireSeries(series) : series
        try await catalogue.load([series], in: workspace)
        let market = word.lowercased()
        let matches = names(of: series, madeFor: market)
        if matches.count == 1 { return matches[0] }
        guard matches.isEmpty else {
            throw Refusal(
                .rule, "market \"\(word)\" is that of \(matches.count) editions of \"\(series)\"",
                hint: "name one of \(matches.joined(separator: ", ")) \(naming)")
        }
        let name = series + "/" + market
        let coded =
            inFile.contains(name)
            ? bySeries[series]?.first(where: { $0.name == name })
            : catalogue.editions[name].map { InFile(name: name, market: $0.market, language: $0.language) }
        if let coded, coded.market == nil, coded.language?.lowercased().prefix(while: { $0 != "-" }) != market[...] {
            return name
        }
        let all = editions(of: series)
        if all.isEmpty { try await workspace.requireSeries(series) }
        throw Refusal.market(word, ofNoneOf: series, codes: all.map(\.name).sorted(), naming: naming)
    }

    /// The editions of a series that are made for a market, in order: rows ask for the same ones again and again.
    private mutating func names(of series: String, madeFor market: String) -> [String] {
        if byMarket[series] == nil {
            let made = editions(of: series).filter { $0.market != nil }
            byMarket[series] = Dictionary(grouping: made) { $0.market ?? "" }.mapValues { $0.map(\.name).sorted() }
        }
        return byMarket[series]?[market] ?? []
    }
}
