import AdaptModel
import AdaptSQL

/// Finds the editions that rows name: those of the file itself, and those registered.
struct BulkReferences {
    struct InFile {
        let name: String
        let market: String?
        let language: String?
    }

    var catalogue: BulkCatalogue
    let workspace: Workspace
    private(set) var inFile: Set<String> = []
    private(set) var bySeries: [String: [InFile]] = [:]
    /// Those whose rows are at fault.
    private var faulty: [String: [InFile]] = [:]
    /// Names of the editions of a series by their markets, of the series that were asked for.
    var byMarket: [String: [String: [String]]] = [:]
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

    /// Makes an edition known whose row is at fault, so that rows that name it are not at fault for its sake; `market` and
    /// `language` as that row has them, whether there are such or not.
    mutating func add(faulty name: String, market: String?, language: String?) {
        inFile.insert(name)
        guard let series = name.halves(at: "/")?.before else { return }
        faulty[series, default: []].append(InFile(name: name, market: market?.lowercased(), language: language))
    }

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

    /// The one edition of a series, in the file or registered, with that code, market or language in other case. One
    /// whose row is at fault is one of them, as that row says it: another one is not taken in its stead.
    private func among(_ series: String, _ word: String) throws -> String? {
        let all = editions(of: series) + (faulty[series] ?? [])
        let tests: [(InFile) -> Bool] = [
            { $0.name == series + "/" + word }, { $0.market == word }, { $0.language?.lowercased() == word },
            { $0.language.map { $0.lowercased().prefix { $0 != "-" } == word } ?? false },
        ]
        for test in tests {
            let matches = Set(all.filter(test).map(\.name)).sorted()
            if matches.count == 1 { return matches[0] }
            guard matches.isEmpty else {
                throw Refusal(
                    .rule, "\"\(series)/\(word)\" fits \(matches.count) editions",
                    hint: "name one of " + matches.joined(separator: ", "))
            }
        }
        return nil
    }

    /// Those in the file and those registered, as the file has them where it says that.
    func editions(of series: String) -> [InFile] {
        let said = (bySeries[series] ?? []).map { words in
            let known = catalogue.editions[words.name]
            return InFile(
                name: words.name, market: words.market ?? known?.market, language: words.language ?? known?.language)
        }
        let names = Set(said.map(\.name))
        let registered = (catalogue.bySeries[series] ?? []).filter { !names.contains($0.name) }
        return said + registered.map { InFile(name: $0.name, market: $0.market, language: $0.language) }
    }
}
