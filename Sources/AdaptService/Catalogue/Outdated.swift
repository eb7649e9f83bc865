public import AdaptModel
import AdaptSQL

extension Workspace {
    /// Decisions whose parent's value has changed since they were taken, other than by corrections marked minor.
    ///
    /// Of one series, or of all. Columns edition, element, decided, parent_was, parent_is, operation; ordered by
    /// edition and element.
    public func outdated(in series: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        if let series { try await requireSeries(series) }
        let editions = try await rows(Queries.catalogue["derived_editions"], [cut.number, series]).map { row in
            FoundEdition(
                seriesID: try row.get("series_id"), id: EditionID(try row.get("edition_id")),
                series: try row.get("series"), code: try row.get("edition"), language: nil, cut: cut)
        }
        var found: [[String?]] = []
        for edition in editions {
            let side = try await lineOfDescent(of: edition)
            let (chain, history) = (side.chain, side.history)
            for (element, resolved) in history.profile(of: chain, asOf: cut)
            where resolved.outdated && resolved.basis != .inherited {
                guard let decision = resolved.decision else { continue }
                let parents = chain.dropFirst()
                let was = history.parentState(of: edition.id, element, asOf: decision.operation, now: parents)
                let now = history.parentState(of: edition.id, element, asOf: cut, now: parents)
                found.append([
                    edition.name, element, resolved.basis == .kept ? "keep" : resolved.state.words, was.words,
                    now.words,
                    String(decision.operation.number),
                ])
            }
        }
        return Listing(
            columns: ["edition", "element", "decided", "parent_was", "parent_is", "operation"], rows: found)
    }

    /// Who decided an element of an edition, when, why and on what evidence; latest first.
    ///
    /// Where the edition says nothing itself, the ancestor's decision that it inherits. Throws a `Refusal` (rule)
    /// where nobody said anything.
    public func blame(
        _ reference: EditionReference, _ path: ElementPath, asOf cut: OperationID = .now
    ) async throws -> (edition: String, decisions: Listing) {
        let found = try await find(reference, asOf: cut)
        let (sides, names) = try await chains(of: [found])
        let history = sides[0].history
        let path = try await currentPath(path, asOf: found.cut)
        let resolved = history.resolve(path.text, sides[0].chain[...], asOf: found.cut)
        guard let decision = resolved.decision else {
            throw Refusal(
                .rule, "element \"\(path)\" of \"\(found.name)\" is not recorded, here or in any ancestor",
                hint: Nearest.hint(for: path.text, among: history.elements) ?? "adapt edition show \(found.name)")
        }
        let listing = try await listing(
            Queries.catalogue["blame"], [found.seriesID, decision.edition.number, path.text, found.cut.number])
        return (names[decision.edition] ?? found.name, listing)
    }
}
