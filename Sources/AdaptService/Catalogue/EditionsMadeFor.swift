public import AdaptModel
import AdaptSQL

extension Workspace {
    /// Editions of a series whose market holds a country, with their markets.
    func editions(
        of series: String, madeFor country: String, asOf cut: OperationID
    ) async throws -> [(name: String, market: String)] {
        try await rows(Queries.catalogue["editions_made_for"], [cut.number, series, country]).map {
            (try $0.get("edition"), try $0.get("market"))
        }
    }

    /// What to say where a word is the code of an edition, and the country for which others are made, this one not;
    /// nil: nothing.
    public func otherReading(
        of word: String, found: EditionHeader, in series: String, asOf cut: OperationID
    ) async throws -> String? {
        guard found.edition == "\(series)/\(word)", let market = found.market, market != word else { return nil }
        let others = try await editions(of: series, madeFor: word, asOf: cut)
        guard !others.isEmpty, !others.contains(where: { $0.name == found.edition }) else { return nil }
        return "\(word) is the code of \(found.edition), made for \(market); made "
            + "for \(word.uppercased()): \(others.map(\.name).joined(separator: ", "))"
    }
}
