public import AdaptModel
import AdaptSQL

extension Workspace {
    /// Adds a market: a named set of ISO 3166-1 alpha-2 territories. Tells the codes of markets that are of the same
    /// ones, in order: likely one of these is meant. `citation`: the evidence of its being so.
    public func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<[String]> {
        try await record("market add", message: code.text, dryRun: dryRun) {
            try await $0.addMarket(code, name: name, territories: territories, citing: citation)
        }
    }
}

extension Recorder {
    /// Adds a market, and tells the codes of those that are of the same territories, in order.
    func addMarket(
        _ code: Code, name: String, territories: [String], citing citation: Citation?
    ) async throws -> [String] {
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
        guard try await rows(Queries.record["market_taken"], [code.text]).isEmpty else {
            throw Refusal(
                .rule, "market \"\(code)\" is already there",
                hint: "adapt market show \(code); or choose another code")
        }
        let all = Set(upper).sorted()
        _ = try await rows(
            Queries.record["add_market"], [code.text, name, operation.number, all, try await add(citation)])
        return try await rows(Queries.record["markets_of_territories"], [code.text, all]).map { try $0.get(0) }
    }
}
