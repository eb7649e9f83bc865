public import AdaptModel
import AdaptSQL

extension Workspace {
    /// Who decided an element of an edition, when, why and on what evidence, with the message of the operation; latest
    /// first.
    ///
    /// Where the edition says nothing itself, the ancestor's decision that it inherits, below what it, and those
    /// between, said before and withdrew; `withdrawn`: who withdrew the nearest of that. Throws a `Refusal` (rule) where
    /// the element is not known, or nobody ever said anything.
    public func blame(
        _ reference: EditionReference, _ path: ElementPath, asOf cut: OperationID = .now
    ) async throws -> (edition: String, inheritedFrom: String?, withdrawn: String?, decisions: Listing) {
        let asked = try await locate([reference], asOf: cut)
        let (found, lines) = (asked.editions[0], try await lines(of: asked))
        let (side, history) = (lines.sides[0], lines.sides[0].history)
        let path = try ElementPath(try await knownPath(path.text, asOf: found.cut))
        let decider = history.resolve(path.text, side.chain[...], asOf: found.cut).decision?.edition
        let line: [EditionID] = Array(side.chain.prefix { $0 != decider }) + (decider.map { [$0] } ?? [])
        let listing = try await listing(
            Queries.catalogue["blame"], [found.seriesID, line.map(\.number), path.text, found.cut.number])
        guard decider != nil || !listing.rows.isEmpty else {
            throw Refusal(
                .rule, "element \"\(path)\" of \"\(found.name)\" is not recorded, here or in any ancestor",
                hint: Nearest.hint(for: path.text, among: history.elements.filter { $0 != path.text })
                    ?? "adapt edition show \(found.name)")
        }
        let ancestor = decider.flatMap { $0 == found.id ? nil : lines.names[$0] ?? found.name }
        return (found.name, ancestor, listing.withdrawal, listing)
    }
}

extension Listing {
    /// Who withdrew what an edition said, where the first row says that.
    fileprivate var withdrawal: String? {
        func first(_ column: String) -> String { self[column].first.flatMap { $0 } ?? "" }
        guard first("state") == "inherit" else { return nil }
        return "what \(first("edition")) said was withdrawn by \(first("author")), operation \(first("operation_id"))"
    }
}
