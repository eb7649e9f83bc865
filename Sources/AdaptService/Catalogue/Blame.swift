public import AdaptModel
import AdaptSQL

extension Workspace {
    /// Who decided an element of an edition, when, why and on what evidence; latest first.
    ///
    /// Where the edition says nothing itself, the ancestor's decision that it inherits. Throws a `Refusal` (rule)
    /// where nobody said anything.
    public func blame(
        _ reference: EditionReference, _ path: ElementPath, asOf cut: OperationID = .now
    ) async throws -> (edition: String, inheritedFrom: String?, decisions: Listing) {
        let asked = try await locate([reference], asOf: cut)
        let (found, lines) = (asked.editions[0], try await lines(of: asked))
        let (side, history) = (lines.sides[0], lines.sides[0].history)
        let path = try await currentPath(path, asOf: found.cut)
        let resolved = history.resolve(path.text, side.chain[...], asOf: found.cut)
        guard let decision = resolved.decision else {
            throw Refusal(
                .rule, "element \"\(path)\" of \"\(found.name)\" is not recorded, here or in any ancestor",
                hint: Nearest.hint(for: path.text, among: history.elements.filter { $0 != path.text })
                    ?? "adapt edition show \(found.name)")
        }
        let listing = try await listing(
            Queries.catalogue["blame"], [found.seriesID, decision.edition.number, path.text, found.cut.number])
        return (
            found.name, decision.edition == found.id ? nil : lines.names[decision.edition] ?? found.name, listing
        )
    }
}
