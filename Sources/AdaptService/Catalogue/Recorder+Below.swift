import AdaptModel
import AdaptSQL

extension Recorder {
    /// What the running operation made of the editions that derive from one. `elements`: what it decided of that, by
    /// their keys; nil: it gave it another parent, which is told of itself too.
    ///
    /// Others wait meanwhile: one short question where none derives, as of most, and else only what is said of these.
    func changedBelow(_ edition: FoundEdition, of elements: [Int]?) async throws -> ChangedBelow {
        if elements != nil {
            let found = try await rows(Queries.record["has_heirs"], [edition.seriesID, edition.id.number])
            guard try found[0].get("has_heirs", as: Bool.self) else { return ChangedBelow() }
        }
        let history = try await workspace.history(of: edition.series, elements: elements, asOf: operation)
        return history.changedBelow(edition.id)
    }
}
