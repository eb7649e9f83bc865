import AdaptModel

/// What a row of a file is of, and what is measured of it.
extension ReachNames {
    /// What a row is of. Throws a `Refusal` (input) located in the file.
    mutating func resolve(_ row: ReachRow, _ file: ReachFile) throws -> Target {
        let sourceID = try key("source", row.source, file.place(of: .source))
        if let market = row.market { _ = try key("market", market, file.place(of: .market)) }
        usedSources.insert(row.source)
        var measure = -1
        if let metric = row.metric {
            _ = try key("metric", metric, file.place(of: .metric))
            if let currency = row.currency { try check(currency, of: metric, at: file.place(of: .currency)) }
            measure = self.measure(
                Measure(
                    sourceID: sourceID, metric: metric, market: row.market == "world" ? nil : row.market,
                    currency: row.currency))
        }
        let subject = try subject(of: row.identity, file)
        return Target(series: subject.series, subject: subject.subject, measure: measure, source: sourceID)
    }

    /// Refuses what is no currency, and what is no money.
    private func check(_ currency: String, of metric: String, at place: Refusal.Place) throws {
        guard known["currency"]?[currency] != nil else {
            throw Refusal.notACurrency(currency, among: Array((known["currency"] ?? [:]).keys)).at(place)
        }
        guard units[metric] == "minor units" else {
            let money = units.filter { $0.value == "minor units" }.keys.sorted().joined(separator: ", ")
            throw Refusal(
                .input, "metric \"\(metric)\" is no money, and has currency \"\(currency)\"",
                hint: "money is of metric \(money); else leave the currency out", place: place)
        }
    }

    private mutating func key(_ kind: String, _ name: String, _ place: Refusal.Place) throws -> Int {
        if let id = known[kind]?[name] { return id }
        if kind == "market" {
            let refusal = strange(kind, name) { Refusal.unknown(market: name, among: $0.marketNames) }
            throw Refusal(.input, refusal.message, hint: refusal.hint, place: place)
        }
        let near = Nearest.hint(for: name, among: Array((known[kind] ?? [:]).keys))
        let otherwise =
            kind == "metric"
            ? "one of " + (known[kind] ?? [:]).keys.sorted().joined(separator: ", ")
            : "adapt source add \(Code.suggestion(for: name)) --title \"...\""
        throw Refusal(.input, "\(kind) \"\(name)\" is not known", hint: near ?? otherwise, place: place)
    }
}
