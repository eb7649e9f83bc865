public import AdaptModel
import AdaptSQL
import Postgres

/// What came of adding a market.
public struct AddedMarket: SaysIfSo {
    /// The codes of other markets that are of the same territories, in order: likely one of these is meant. Of one that
    /// was there none are told.
    public internal(set) var same: [String] = []
    /// Whether it was there, so that nothing but evidence was to be recorded.
    public internal(set) var isAgain = false
    var wasSo = false
}

extension Workspace {
    /// Adds a market: a named set of ISO 3166-1 alpha-2 territories. `citation`: the evidence of its being so; of a
    /// market that was added with just these it is recorded, unless that is so already.
    ///
    /// Throws a `Refusal` (usage, rule): no territories, or unknown ones; a market that is there, where nothing is cited,
    /// or with other territories or another name (its code stands for any); a source that is not known.
    public func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<AddedMarket> {
        try await record("market add", message: code.text, dryRun: dryRun) {
            try await $0.addMarket(code, name: name, territories: territories, citing: citation)
        }
    }
}

extension Recorder {
    fileprivate func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation?
    ) async throws -> AddedMarket {
        try check(texts: [("name", name)])
        let upper = territories.map { $0.uppercased() }
        guard !upper.isEmpty else {
            throw Refusal(
                .usage, "market \"\(code)\" has no territories", hint: "name them, as in --territory HK MO TW")
        }
        let unknown = try await rows(Queries.record["unknown_territories"], [upper])
        if let territory: String = try unknown.first?.get(0) {
            throw Refusal(
                .rule, "territory \"\(territory)\" does not exist in ISO 3166-1",
                hint: CountryCode.hint(for: territory) ?? "write alpha-2 codes, as in HK MO TW")
        }
        let all = Set(upper).sorted()
        if let again = try await cite(citation, ofMarket: code, name: name, territories: all) { return again }
        _ = try await rows(
            Queries.record["add_market"], [code.text, name, operation.number, all, try await add(citation)])
        let same = try await rows(Queries.record["markets_of_territories"], [code.text, all])
        return AddedMarket(same: try same.map { try $0.get(0) })
    }

    /// Records what a market stands on that is there, as it is said, unless it stands on that already. Nil: it is not
    /// there.
    private func cite(
        _ citation: Citation?, ofMarket code: Code, name: String, territories: [String]
    ) async throws -> AddedMarket? {
        let said: [(any PostgresEncodable)?] = [
            code.text, territories, citation?.source, citation?.locator, citation?.quote,
        ]
        guard let row = try await rows(Queries.record["market_taken"], said).first else { return nil }
        let (called, isSame): (String, Bool) = (try row.get("name"), try row.get("is_same"))
        guard let citation, isSame, [called, code.text].contains(name) else {
            throw Refusal(
                .rule, "market \"\(code)\" is already there",
                hint: "adapt market show \(code); or choose another code")
        }
        let isSo = try row.get("is_so", as: Bool.self)
        if !isSo {
            _ = try await rows(
                Queries.record["add_market"],
                [code.text, called, operation.number, territories, try await add(citation)])
        }
        return AddedMarket(isAgain: true, wasSo: isSo)
    }
}
