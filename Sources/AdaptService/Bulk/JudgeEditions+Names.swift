import AdaptModel

/// Which editions and series the rows name.
extension JudgeEditions {
    mutating func resolveNames() async throws {
        let all = allWords
        let named = all.values.flatMap { [$0.parent].compactMap { $0 } + $0.alsoFrom }
        let series = Set(
            all.values.map(\.series) + named.compactMap { $0.split(separator: "/").first.map(String.init) })
        var catalogue = BulkCatalogue()
        try await catalogue.load(series, in: workspace)
        references = BulkReferences(catalogue, workspace)
        for row in words.keys.sorted() { if let found = words[row] { references.add(found) } }
        for (name, row) in unread.sorted(by: { $0.value < $1.value }) {
            references.add(faulty: name, market: table.word(.market, row), language: table.word(.language, row))
        }
        for row in all.keys.sorted() {
            guard let found = all[row] else { continue }
            if let refusal = refusalOfCode(found) {
                faults.add(refusal.at(table.place(row, found.market == nil ? .language : .market)), row: row)
                continue
            }
            if let named = try await naming(found, row), words[row] != nil { words[row] = named }
        }
    }

    /// A row with its parent and its sources by their names; nil where one of them is at fault.
    private mutating func naming(_ written: EditionWords, _ row: Int) async throws -> EditionWords? {
        var found = written
        var isSound = true
        do {
            try await resolveParent(of: &found, row)
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            // That its own series is not known is told of the series.
            if isOfUnknownSeries(found, refusal) { return nil }
            faults.add(refusal.located(at: table.place(row, .from)), row: row)
            isSound = false
        }
        do {
            try await resolveSources(of: &found, row)
        } catch let refusal as Refusal where refusal.kind == .rule || refusal.kind == .usage {
            faults.add(refusal.located(at: table.place(row, .from)), row: row)
            isSound = false
        }
        return isSound ? found : nil
    }

    /// What is wrong where a row without a code would be of an edition whose code is spelt as its market or language is,
    /// and that is another one's, or where an edition with another code may be meant.
    func refusalOfCode(_ found: EditionWords) -> Refusal? {
        guard found.isCodeDerived else { return nil }
        if let known = catalogue.editions[found.name] {
            if let market = found.market {
                if known.market == market || known.market == nil && known.language == found.language { return nil }
            } else if known.language == nil || known.language == found.language {
                return nil
            }
            let fact = found.market.map { "market \"\($0)\"" } ?? "language \"\(found.language ?? "")\""
            let facts = [known.market.map { "market \($0)" }, known.language.map { "language \($0)" }]
            return Refusal(
                .rule,
                "\(fact) is not that of edition \"\(known.name)\" (\(facts.compactMap(\.self).joined(separator: ", ")))",
                hint: "say in a column code which edition is meant: \(known.code), or another one for a new edition")
        }
        guard let market = found.market else { return nil }
        let others = (catalogue.bySeries[found.series] ?? []).filter {
            $0.market == market && (found.language == nil || found.language == $0.language)
        }
        guard !others.isEmpty else { return nil }
        return Refusal(
            .rule, "market \"\(market)\" is that of \(others.map(\.name).sorted().joined(separator: ", ")) already",
            hint: "say in a column code which edition is meant: "
                + "\(others.map(\.code).sorted().joined(separator: ", ")), or another one for a new edition")
    }

    /// Whether the parent is not found because the row's own series is not there, and is not added.
    private func isOfUnknownSeries(_ found: EditionWords, _ refusal: Refusal) -> Bool {
        !options.mayAddSeries && catalogue.series[found.series] == nil && refusal.place == nil
            && refusal.message.hasPrefix("series \"\(found.series)\" is not known")
    }

    /// `series/edition` of the parent that a row names.
    private mutating func nameOfParent(_ written: String, _ found: EditionWords, _ row: Int) async throws -> String {
        do {
            return try await references.name(of: written, series: found.series)
        } catch let refusal as Refusal
            where !found.hasSharedParent && (refusal.kind == .rule || refusal.kind == .usage)
            && !isOfUnknownSeries(found, refusal)
        {
            return try table.namingIgnore(.from) { throw refusal }
        }
    }

    private mutating func resolveParent(of found: inout EditionWords, _ row: Int) async throws {
        guard let written = found.parent else { return }
        let parent = try await nameOfParent(written, found, row)
        if found.hasSharedParent, parent == found.name {
            found.parent = nil
            if table.word(.method, row) == nil, found.alsoFrom.isEmpty { found.method = nil }
            return
        }
        guard parent.hasPrefix(found.series + "/") else {
            throw Refusal(
                .rule, "parent \"\(parent)\" is of another series than \"\(found.name)\"",
                hint: "name a work of another series in also_from: nothing is inherited from it")
        }
        guard parent != found.name else {
            throw Refusal(.rule, "edition \"\(found.name)\" cannot derive from itself")
        }
        found.parent = parent
    }

    private mutating func resolveSources(of found: inout EditionWords, _ row: Int) async throws {
        for (index, written) in found.alsoFrom.enumerated() {
            do {
                let source = try await references.name(ofSource: written, of: found.series)
                guard source != found.name else {
                    throw Refusal(.rule, "edition \"\(found.name)\" cannot draw on itself")
                }
                found.alsoFrom[index] = source
                let way = found.ways.removeValue(forKey: written)
                try found.ways.note(way, of: source)
            } catch let refusal as Refusal {
                throw refusal.at(table.place(row, .alsoFrom))
            }
        }
        var seen: Set<String> = []
        found.alsoFrom.removeAll { !seen.insert($0).inserted }
    }
}
