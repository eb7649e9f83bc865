import AdaptModel
import Postgres

/// The evidence of a plan.
extension BulkWriter {
    mutating func addCitations() async throws {
        let cited = Set(plan.editions.compactMap(\.words.citation) + plan.decisions.compactMap(\.citation))
            .sorted { $0.order.lexicographicallyPrecedes($1.order) }
        guard !cited.isEmpty else { return }
        let added = try await rows(
            "add_citations",
            [
                cited.map(\.source), cited.map(\.locator), cited.map(\.quote), recorder.operation.number,
            ])
        for (index, row) in added.enumerated() {
            guard let key: Int = try row.get("citation") else { throw uncited(cited[index]) }
            citations[cited[index]] = key
        }
    }

    /// The refusal of a citation whose source is not there.
    private func uncited(_ citation: Citation) -> Refusal {
        let place =
            plan.editions.first { $0.words.citation == citation }?.place
            ?? plan.decisions.first { $0.citation == citation }?.place
        return Refusal(
            .input, "source \"\(citation.source)\" is not known",
            hint: "adapt source add \(Code.suggestion(for: citation.source)) --title \"...\"", place: place)
    }
}

extension Citation {
    /// What citations are ordered by.
    fileprivate var order: [String] { [source, locator ?? "", quote ?? ""] }
}
