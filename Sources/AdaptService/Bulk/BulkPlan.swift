import AdaptModel

/// What a file asks for beyond what is recorded.
struct BulkPlan: Sendable {
    /// A registration, or an edit.
    struct Edition: Sendable {
        /// Position of the row.
        let row: Int
        /// Where a fault of it is.
        let place: Refusal.Place?
        let words: EditionWords
        /// As it is; nil: a new one.
        let known: BulkCatalogue.Edition?
        /// Whether anything but decisions differs; of a new one true.
        let factsDiffer: Bool

        /// The facts that the row's evidence is of, with a blank between them, where nothing but that is new; else nil.
        var saidAnew: String? {
            guard let known, words.citation != nil,
                words.differences(from: known).allSatisfy({ $0.field == .source })
            else { return nil }
            let facts = [
                ("title", words.title), ("language", words.language), ("market", words.market),
                ("origin", words.origin), ("platform", words.platform), ("status", words.status?.rawValue),
                ("note", words.note),
            ]
            return facts.filter { $0.1 != nil }.map(\.0).joined(separator: " ")
        }
    }

    /// What is recorded of the series named.
    var catalogue = BulkCatalogue()
    /// By name, in the order of the file.
    var editions: [Edition] = []
    /// Those to record.
    var decisions: [BulkDecision] = []
    /// Those recorded before.
    var unchangedDecisions = 0
    /// How many of `decisions` say something else than before.
    var changedDecisions = 0
    /// How many of those say what was said before, which had become outdated.
    var settledDecisions = 0
    /// What is said otherwise than before, the first of many.
    private(set) var changes: [BulkReceipt.Change] = []
    /// How many there are.
    private(set) var changeCount = 0
    /// What is left as others said it since the revision that a row shows.
    var newer: [BulkReceipt.Change] = []
    /// What is said beside a value that the parent has no more.
    var besideOther: [BulkReceipt.Change] = []
    /// Editions that the file names and leaves as they are.
    var unchangedEditions = 0
    /// Series to add, with what is said of them.
    var series: [(code: Code, facts: SeriesFacts)] = []

    /// Adds a decision that is to be recorded, on the grounds that there are where it says the same or corrects it.
    mutating func add(_ decision: BulkDecision, over said: SaidDecision?) {
        decisions.append(decision.keepingGrounds(of: said))
        guard let said else { return }
        changedDecisions += 1
        let settles = decision.isSaid(already: said, isOutdated: false)
        if settles { settledDecisions += 1 }
        addChange {
            .init(
                edition: decision.edition,
                words: settles
                    ? "\(decision.path) \(decision.words), outdated, said again" : decision.change(from: said),
                by: said.by?.description)
        }
    }

    /// Counts something that is said otherwise, and keeps the first of many.
    private mutating func addChange(_ change: () -> BulkReceipt.Change) {
        changeCount += 1
        if changes.count < BulkReceipt.Change.kept { changes.append(change()) }
    }

    /// Adds an edition that is to be registered, or edited. `said`: who said what of it.
    mutating func add(_ edition: Edition, said: [String: SaidDecision.By]) {
        editions.append(edition)
        guard let known = edition.known else { return }
        for difference in edition.words.differences(from: known) {
            let by = said[difference.what]?.description
            addChange { .init(edition: edition.words.name, words: difference.words, by: by) }
        }
    }

    /// Editions to register, and those that are called otherwise than before.
    var calledEditions: [(before: CalledEdition?, after: CalledEdition)] {
        editions.compactMap { edition in
            let (words, known) = (edition.words, edition.known)
            let names = [words.title ?? known?.title ?? ""] + words.aliases.map(\.title)
            let after = CalledEdition(
                name: words.name, series: words.series,
                titles: names + (known?.aliases.keys.sorted() ?? []).filter { !names.contains($0) },
                market: words.market ?? known?.market, language: words.language ?? known?.language,
                platform: words.platform ?? known?.platform)
            guard let known else { return (nil, after) }
            guard edition.factsDiffer else { return nil }
            return (
                CalledEdition(
                    name: words.name, series: words.series, titles: [known.title] + known.aliases.keys.sorted(),
                    market: known.market, language: known.language, platform: known.platform), after
            )
        }
    }

    /// Whether it asks for nothing.
    var isEmpty: Bool { editions.isEmpty && decisions.isEmpty }

    /// Paths that are used for the first time, in the order of the file.
    var newPaths: [ElementPath] {
        var seen: Set<ElementPath> = []
        return decisions.filter { $0.element.id == nil }.map(\.path).filter { seen.insert($0).inserted }
    }

    /// What it comes to.
    var receipt: BulkReceipt {
        var receipt = BulkReceipt()
        let new = Set(editions.filter { $0.known == nil }.map(\.words.name))
        let named = Set(editions.map(\.words.name)).union(decisions.map(\.edition))
        receipt.editions = .init(
            new: new.count, changed: named.subtracting(new).count, unchanged: unchangedEditions)
        receipt.decisions = .init(
            new: decisions.count - changedDecisions, changed: changedDecisions, unchanged: unchangedDecisions)
        receipt.settled = settledDecisions
        (receipt.changes, receipt.changeCount, receipt.newer) = (changes, changeCount, newer)
        receipt.besideOther = besideOther
        receipt.newSeries = series.map(\.code.text)
        receipt.newElements = newPaths.map(\.text)
        return receipt
    }
}
