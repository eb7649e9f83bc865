import AdaptModel
import AdaptSQL
import Postgres

/// Editions that an import registered.
struct Registered: Sendable {
    /// `series/edition` of each, and of those that were told apart by category.
    var names: [String] = [], toldApart: [String] = []
    /// Their keys.
    var editions: [(series: Int, edition: Int)] = []
    /// Keys of the editions that the file names besides.
    var others: Set<Int> = []
    /// Texts that seem to be those of totals, and are titles.
    var titles: [String] = []
    /// Aliases, folded, by which editions were found.
    var aliases: [String] = []
    /// Titles beside identifiers that are none of the editions found.
    var newTitles: [ImportReach.NewTitle] = []
}

extension ImportReach {
    /// Makes known whom the file calls by titles and identifiers: it is read once for that, everything is looked up at
    /// once, and what nobody has registered is registered where that is asked for, in the operation of the import.
    ///
    /// Gives those registered. What is not known is told at the rows that call it so.
    func know(
        _ source: ByteSource, _ file: ReachFile, _ names: inout ReachNames, _ operation: inout ImportOperation,
        in workspace: Workspace
    ) async throws -> Registered {
        guard file.columns.callsEditions else { return Registered() }
        var (calls, held, parts) = try calls(in: source)
        if !parts.isEmpty {
            let called = try await CalledEditions(parts, in: workspace)
            names.know(called.found.mapValues { ($0.series, $0.id) }, not: called.doubtful)
        }
        let titles = try await workspace.rows(Queries.called["titles_among"], [held.keys.sorted()]).map {
            try $0.get("title", as: String.self)
        }
        for title in titles { calls += held[title] ?? [] }
        let called = try await CalledEditions(calls, in: workspace)
        names.know(called.found.mapValues { ($0.series, $0.id) }, not: called.doubtful)
        let beside = calls.filter(\.isBeside).map(\.called)
        names.know(Dictionary(beside.map { ($0, called.readings(of: $0)) }, uniquingKeysWith: { $1 }))
        var known = Registered(titles: titles, aliases: called.aliases.sorted(), newTitles: called.newTitles)
        guard options.registersMissing, !called.missing.isEmpty else {
            names.know([:], not: try await called.strangers(in: workspace))
            return known
        }
        // The source goes before the history, as in every import, so that no two wait for each other.
        if let source = options.source { _ = try await workspace.rows(Queries.observe["lock_source"], [source]) }
        let recorder = try await operation.recorder()
        // Looked up again now that nobody else can write.
        let again = try await CalledEditions(called.missing, in: workspace)
        names.know(again.found.mapValues { ($0.series, $0.id) }, not: again.doubtful)
        var stubs = try await RegisterMissing(recorder)
        let others = Set((Array(called.found.values) + Array(again.found.values)).map(\.id))
        let outcome = try await stubs.run(again, categories: called.categories, named: others)
        names.know(outcome.editions, not: outcome.refused)
        (known.names, known.toldApart, known.others) = (outcome.names, outcome.toldApart, others)
        known.editions = Array(outcome.editions.values)
        known.aliases = called.aliases.union(again.aliases).sorted()
        known.newTitles += again.newTitles
        return known
    }

    private typealias Calls = [CalledEditions.Call]

    /// What the file calls editions, each once, in its order; those of rows that add up others, by their first text, if
    /// that may be a title; and those that have no figure of days of which there may be others. Rows at fault are passed
    /// over here: they are told later.
    private func calls(in source: ByteSource) throws -> (calls: Calls, held: [String: Calls], parts: Calls) {
        guard let again = try source.reopened() else {
            throw Refusal(
                .usage, "file \"\(source.name)\" has titles, for which it is read twice", hint: "give it as a file")
        }
        var file = try ReachFile(again, options, leavingOut: Set((aside ?? [:]).keys))
        var (calls, held, seen, told) = (Calls(), [String: Calls](), Set<CalledEditions.Call>(), Faults())
        var parts: [CalledEditions.Call: Int] = [:]
        var totals = TotalRowFinder(but: options.reading.notTotals)
        while try file.next({ _ in }) != nil {
            do {
                let total = try totals.total(in: file.reader, file.columns)
                guard total?.mayBeTitle ?? true else { continue }
                guard
                    let row = try file.columns.row(in: file.reader, options.habits, today: options.today, &told),
                    let called = row.identity.called ?? row.identity.beside
                else { continue }
                let call = CalledEditions.Call(called: called, isBeside: row.identity.called == nil)
                // Nobody is looked up by title for the sake of a figure that there is not, unless it is part of others.
                guard row.saysSomething else {
                    if options.sameDays != nil, !call.isBeside, parts[call] == nil { parts[call] = parts.count }
                    continue
                }
                guard seen.insert(call).inserted else { continue }
                if let total { held[total.word, default: []].append(call) } else { calls.append(call) }
            } catch is Refusal {
                continue
            }
        }
        return (calls, held, parts.sorted { $0.value < $1.value }.map(\.key).filter { !seen.contains($0) })
    }
}
