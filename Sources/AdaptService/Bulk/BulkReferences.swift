import AdaptModel
import AdaptSQL

/// Finds the editions that rows name: those of the file itself, and those registered.
struct BulkReferences {
    private struct InFile {
        let name: String
        let market: String?
        let language: String?
    }

    private(set) var catalogue: BulkCatalogue
    private let workspace: Workspace
    private var inFile: Set<String> = []
    private var bySeries: [String: [InFile]] = [:]
    /// Names of the editions of a series by their markets, of the series that were asked for.
    private var byMarket: [String: [String: [String]]] = [:]
    private var found: [String: Result<String, Refusal>] = [:]
    private let unknown = UnknownWords()
    /// Codes of all series, read where one is not known.
    private var seriesCodes: [String]?

    init(_ catalogue: BulkCatalogue, _ workspace: Workspace) {
        self.catalogue = catalogue
        self.workspace = workspace
    }

    /// Makes an edition of the file known, so that other rows can name it.
    mutating func add(_ words: EditionWords) {
        guard inFile.insert(words.name).inserted else { return }
        bySeries[words.series, default: []].append(
            InFile(name: words.name, market: words.market, language: words.language))
        byMarket[words.series] = nil
    }

    /// Makes an edition known whose row is at fault, so that rows that name it are not at fault for its sake.
    mutating func add(faulty name: String) { inFile.insert(name) }

    /// `series/edition` of what `text` names; a word alone is an edition of `series`, if one is given.
    ///
    /// Throws a `Refusal` (rule or usage) where none or several fit.
    mutating func name(of text: String, series: String?) async throws -> String {
        let isWhole = text.contains("/") || text.contains(":")
        let written = isWhole ? text : (series.map { $0 + "/" } ?? "") + text
        if inFile.contains(written) || catalogue.editions[written] != nil { return written }
        if let known = found[written] { return try known.get() }
        do {
            let name = try await search(written)
            found[written] = .success(name)
            return name
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            found[written] = .failure(refusal)
            throw refusal
        }
    }

    /// `series/edition` of what an edition of `series` draws on: a word alone is an edition of `series`, else another
    /// series, which is its source edition.
    ///
    /// Throws a `Refusal` (rule or usage) where none or several fit, or a word can mean both.
    mutating func name(ofSource text: String, of series: String) async throws -> String {
        guard !text.contains("/"), !text.contains(":") else { return try await name(of: text, series: nil) }
        try await catalogue.load([series, text], in: workspace)
        let coded = series + "/" + text
        let isCode = inFile.contains(coded) || catalogue.editions[coded] != nil
        guard let own = try isCode ? coded : among(series, text.lowercased()) else {
            return try await name(of: text, series: nil)
        }
        guard catalogue.series[text] == nil else { throw Refusal.twoSources(text, edition: own) }
        return own
    }

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

    private mutating func search(_ written: String) async throws -> String {
        let reference = try EditionReference(parsing: written)
        try reference.requireNow()
        if reference.identifier != nil {
            let edition = try await workspace.find(reference)
            try await catalogue.load([edition.series], in: workspace)
            return edition.name
        }
        try await catalogue.load([reference.series], in: workspace)
        if let word = reference.edition {
            let name = reference.series + "/" + word
            if catalogue.editions[name] != nil { return name }
            if let name = try among(reference.series, word.lowercased()) { return name }
            if !reference.series.contains(":") {
                guard catalogue.series[reference.series] != nil else {
                    throw try await refusal(ofSeries: reference.series)
                }
                throw Refusal.unregistered(
                    word, of: reference.series, among: (catalogue.bySeries[reference.series] ?? []).map(\.name))
            }
        }
        let edition = try await workspace.find(reference)
        try await catalogue.load([edition.series], in: workspace)
        return edition.name
    }

    /// The refusal of a series that is not there.
    mutating func refusal(ofSeries code: String) async throws -> Refusal {
        if seriesCodes == nil {
            seriesCodes = try await workspace.rows(Queries.catalogue["series_codes"], [Int.max]).map { try $0.get(0) }
        }
        let codes = seriesCodes ?? []
        return unknown.refusal(of: "series", code, among: codes) { Refusal.unknown(series: code, among: $0) }
    }

    /// The one edition of a series, in the file or registered, with that code, market or language in other case.
    private func among(_ series: String, _ word: String) throws -> String? {
        let all = editions(of: series)
        let tests: [(InFile) -> Bool] = [
            { $0.name == series + "/" + word }, { $0.market == word }, { $0.language?.lowercased() == word },
            { $0.language.map { $0.lowercased().prefix { $0 != "-" } == word } ?? false },
        ]
        for test in tests {
            let matches = all.filter(test).map(\.name).sorted()
            if matches.count == 1 { return matches[0] }
            guard matches.isEmpty else {
                throw Refusal(
                    .rule, "\"\(series)/\(word)\" fits \(matches.count) editions",
                    hint: "name one of " + matches.joined(separator: ", "))
            }
        }
        return nil
    }

    /// Those in the file and those registered, as the file has them.
    private func editions(of series: String) -> [InFile] {
        let registered = (catalogue.bySeries[series] ?? []).map {
            InFile(name: $0.name, market: $0.market, language: $0.language)
        }
        return (bySeries[series] ?? []) + registered.filter { !inFile.contains($0.name) }
    }
}
