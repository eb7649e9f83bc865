import AdaptModel

/// What the rows come to.
extension JudgeEditions {
    /// `sayers`: who said what of the editions that it edits.
    func makePlan(_ newSeries: Set<String>, sayers: [String: [String: SaidDecision.By]]) throws -> BulkPlan {
        var plan = BulkPlan(catalogue: catalogue)
        plan.newer = newer.filter { !faults.has($0.row) }.map(\.change)
        plan.unchangedDecisions = leftDecisions.count { !faults.has($0.row) }
        for row in words.keys.sorted() where !faults.has(row) {
            guard let found = words[row] else { continue }
            let known = catalogue.editions[found.name]
            var differs = known.map { !found.differences(from: $0).isEmpty } ?? true
            let factsDiffer = differs
            for decision in decisionsByRow(row) {
                let said = known.flatMap { catalogue.said($0, decision.element) }
                guard !decision.isSaid(already: said, isOutdated: outdated.contains(decision.subject)) else {
                    plan.unchangedDecisions += 1
                    continue
                }
                differs = true
                plan.add(decision, over: said)
            }
            if differs {
                plan.add(
                    BulkPlan.Edition(
                        row: row, place: table.place(row, .source), words: found, known: known,
                        factsDiffer: factsDiffer), said: sayers[found.name] ?? [:])
            } else {
                plan.unchangedEditions += 1
            }
        }
        let firsts = Dictionary(grouping: plan.editions.map(\.words), by: \.series)
        plan.series = try newSeries.sorted().compactMap { series in
            guard let editions = firsts[series] else { return nil }
            let source = editions.first { !$0.hasLineage }
            let title = editions.lazy.compactMap(\.seriesTitle).first ?? (source ?? editions.first)?.title
            return (try Code(series, for: "series"), SeriesFacts(title: title, language: source?.language))
        }
        return plan
    }
}
