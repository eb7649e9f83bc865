import AdaptModel
import AdaptSQL
import Postgres

/// Stubs of editions that a file calls by names nobody has registered: title, language and identifier, no more.
///
/// A season becomes an edition of the series that has its show, and so does a title in another language; works of one
/// title that the file tells apart by category become series of their own. Where the file has categories, each goes by
/// an alias `title [category]` too.
struct RegisterMissing {
    /// What was registered.
    struct Outcome {
        /// Keys by what they are called.
        var editions: [ReachIdentity.Called: (series: Int, edition: Int)] = [:]
        /// `series/edition` of each, in the order of the file.
        var names: [String] = []
        /// What is wrong with those that cannot be registered.
        var refused: [ReachIdentity.Called: Refusal] = [:]
        /// Those that were told apart by category.
        var toldApart: [String] = []
    }

    /// Something that a title stands for already: a series, or an edition in one.
    private struct Home {
        let series: String
        let edition: String?
        let language: String?
        let market: String?
    }

    let recorder: Recorder
    private var homes: [String: [Home]] = [:]
    private var seriesCodes: Set<String>
    private var editionCodes: [String: Set<String>] = [:]
    private var plan = BulkPlan()
    private var seriesOf: [String: String] = [:]
    private var stubOf: [String: String] = [:]
    /// Languages that the file has of a title.
    private var languages: [String: Set<String>] = [:]
    private var outcome = Outcome()

    /// Stubs to be recorded by `recorder`.
    init(_ recorder: Recorder) async throws {
        self.recorder = recorder
        let codes = try await recorder.rows(Queries.catalogue["series_codes"], [Int.max])
        seriesCodes = Set(try codes.map { try $0.get(0, as: String.self) })
    }

    /// Registers what is missing of `called`, but for titles that several series have, identifiers without any, and what
    /// is likely another edition than `named`, which the file has too.
    mutating func run(
        _ called: CalledEditions, categories: [String: Set<String>], named: Set<Int>
    ) async throws -> Outcome {
        let calls = called.missing
        try await recorder.check(markets: [], languages: Set(calls.compactMap(\.called.language)).sorted())
        let titles = Set(calls.compactMap(\.title)).sorted()
        for row in try await recorder.rows(Queries.called["homes"], [titles]) {
            let home = Home(
                series: try row.get("series"), edition: try row.get("edition"), language: try row.get("language"),
                market: try row.get("market"))
            homes[try row.get("title"), default: []].append(home)
        }
        try await plan.catalogue.load(Set(homes.values.joined().map(\.series)), in: recorder.workspace)
        for (series, editions) in plan.catalogue.bySeries { editionCodes[series] = Set(editions.map(\.code)) }
        for call in calls where call.called.identifier == nil {
            guard let name = call.name, let language = call.called.language else { continue }
            languages[name, default: []].insert(language)
        }
        var names: [ReachIdentity.Called: String] = [:]
        let likely = try await likely(called, named)
        for call in calls {
            do {
                let category = (categories[call.name ?? ""]?.count ?? 0) > 1 ? call.called.category : nil
                if category == nil, let twin = likely[call.called] { throw twin }
                names[call.called] = try stub(call, category: category)
            } catch let refusal as Refusal where refusal.kind == .input {
                outcome.refused[call.called] = refusal
            }
        }
        var writer = BulkWriter(plan, recorder)
        try await writer.write()
        for (called, name) in names { outcome.editions[called] = try writer.subject(of: name) }
        return outcome
    }

    /// `series/edition` of the stub of a call, planned if it is none of an earlier one.
    private mutating func stub(_ call: CalledEditions.Call, category: String?) throws -> String {
        let called = call.called
        guard let name = called.name, let title = called.title else {
            throw Refusal(
                .input, "\(called.words) has no title to register it by", hint: "name the column: --map title=COLUMN")
        }
        let language = try language(of: call)
        let parts = [call.name ?? name, category ?? "", language ?? ""]
        let key = called.identifier?.description ?? parts.joined(separator: "\u{1F}")
        if let known = stubOf[key] { return known }
        let home = category == nil && called.identifier == nil ? try home(of: call) : nil
        let series = try home?.series ?? newSeries(call, title: title, category: category)
        var words = EditionWords()
        words.series = series
        words.code = code(in: series, call, language, under: home)
        words.title = name
        words.language = language ?? home?.language
        // A season is made for whom its show is; for whom the show in another language is, nobody says.
        words.market = isSpoken(language, like: home?.language) ? home?.market : nil
        words.identifiers = [called.identifier?.description].compactMap(\.self)
        // A work of the same title may come with the next file: by the category it is told from this one.
        if let category = called.category { words.aliases = [Alias("\(name) [\(category)]")] }
        if category != nil { outcome.toldApart.append(words.name) }
        plan.editions.append(BulkPlan.Edition(row: 0, place: nil, words: words, known: nil, factsDiffer: true))
        outcome.names.append(words.name)
        stubOf[key] = words.name
        return words.name
    }

    /// The language of a call: where its row has none, the one that the file has of its title.
    private func language(of call: CalledEditions.Call) throws -> String? {
        guard call.called.identifier == nil, call.called.language == nil else { return call.called.language }
        let known = (languages[call.name ?? ""] ?? []).sorted()
        guard known.count < 2 else {
            throw Refusal(
                .input, "\(call.called.words) stands in languages \(known.joined(separator: ", ")), and here in none",
                hint: "say its language in every row")
        }
        return known.first
    }

    /// Where the show of a call is at home; nil: nowhere yet. The edition is given where the show is one.
    private func home(of call: CalledEditions.Call) throws -> Home? {
        let known = homes[call.title ?? ""] ?? []
        let series = Set(known.map(\.series)).sorted()
        guard series.count < 2 else {
            throw Refusal(
                .input, "title \"\(call.called.title ?? "")\" is that of \(series.count) series",
                hint: "\(series.joined(separator: ", ")): register \(call.called.words) in one of them by hand")
        }
        let shows = known.filter { $0.edition != nil }
        guard shows.count != 1 else { return shows[0] }
        return series.first.map { Home(series: $0, edition: nil, language: nil, market: nil) }
    }

    private mutating func newSeries(
        _ call: CalledEditions.Call, title: String, category: String?
    ) throws -> String {
        // Seasons of one show, new in this file, are in one series.
        let key = call.called.identifier == nil ? (call.title ?? title) + "\u{1F}" + (category ?? "") : nil
        if let key, let known = seriesOf[key] { return known }
        let words = [call.title ?? title, category].compactMap(\.self)
        let stem = words.map { Code.suggestion(for: $0) }.filter { !$0.isEmpty }
        let otherwise = Code.suggestion(for: call.called.identifier?.description ?? "title")
        let code = free(stem.isEmpty ? otherwise : stem.joined(separator: "-")) { seriesCodes.contains($0) }
        seriesCodes.insert(code)
        if let key { seriesOf[key] = code }
        plan.series.append((try Code(code, for: "series"), SeriesFacts(title: title)))
        return code
    }

    private mutating func code(
        in series: String, _ call: CalledEditions.Call, _ language: String?, under home: Home?
    ) -> String {
        let spoken = language.map { Code.suggestion(for: $0) }
        var stem = spoken ?? "main"
        if call.called.season != nil {
            let rest = Code.suggestion(for: call.name ?? "")
            let show = Code.suggestion(for: call.title ?? "") + "-"
            stem = rest.hasPrefix(show) ? String(rest.dropFirst(show.utf8.count)) : rest
            if stem.isEmpty { stem = "season" }
            if let edition = home?.edition, edition != "main" { stem = "\(edition)-\(stem)" }
            if let spoken, (languages[call.name ?? ""] ?? []).count > 1 { stem += "-\(spoken)" }
        }
        let taken = editionCodes[series] ?? []
        let code = free(stem) { taken.contains($0) }
        editionCodes[series, default: []].insert(code)
        return code
    }

    /// `stem`, or with the first number behind it that is free.
    private func free(_ stem: String, _ isTaken: (String) -> Bool) -> String {
        func numbered(_ number: Int) -> String {
            number == 1 ? Code.suggestion(for: stem) : Code.suggestion(for: String(stem.prefix(56))) + "-\(number)"
        }
        var number = 1
        while isTaken(numbered(number)) { number += 1 }
        return numbered(number)
    }
}
