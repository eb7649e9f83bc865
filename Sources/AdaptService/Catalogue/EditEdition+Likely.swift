import AdaptModel

/// What the edition may be the same as, called as it is after the edit.
extension EditEdition {
    /// Whether it may be made a likely duplicate of another edition.
    public var isCalledOtherwise: Bool {
        facts.title != nil || !facts.aliases.isEmpty || facts.market != nil || facts.language != nil
    }

    /// Editions that may be the same as one after the edit, and were not before; and those that are alike.
    func likelyDuplicates(
        _ found: FoundEdition, _ recorder: Recorder
    ) async throws -> (duplicates: [BulkReceipt.Duplicate], alike: [BulkReceipt.Duplicate]) {
        guard isCalledOtherwise else { return ([], []) }
        let last = OperationID(recorder.operation.number - 1)
        var catalogue = BulkCatalogue()
        try await catalogue.load([found.series], in: recorder.workspace)
        guard let known = catalogue.editions[found.name] else { return ([], []) }
        func called(_ title: String, _ aliases: [String], _ market: String?, _ language: String?) -> CalledEdition {
            CalledEdition(
                name: known.name, series: found.series, titles: [title] + aliases.filter { $0 != title },
                market: market, language: language, platform: facts.platform ?? known.platform)
        }
        func kept(_ field: String, _ value: String?) -> String? { withdrawal.fields.contains(field) ? nil : value }
        let aliases = known.aliases.keys.sorted()
        let added = facts.aliases.map(\.title).filter { !aliases.contains($0) }
        let after = called(
            facts.title ?? known.title, (aliases + added).filter { !withdrawal.aliases.contains($0) },
            facts.market ?? kept("market", known.market),
            try facts.language.map { try LanguageTag($0).text } ?? kept("language", known.language))
        let made: [(before: CalledEdition?, after: CalledEdition)] = [
            (before: called(known.title, aliases, known.market, known.language), after: after)
        ]
        let duplicates = try await recorder.workspace.likelyDuplicates(made: made, asOf: last)
        return (
            duplicates,
            try await recorder.workspace.alike(made: made, beside: duplicates, most: 100, asOf: last)
        )
    }
}
