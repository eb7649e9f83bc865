import AdaptModel
import AdaptSQL

extension Recorder {
    /// What the running operation made of the editions that derive from one; where it is given another parent
    /// (`isMoved`), of itself too. One short question where none does, as with most.
    func changedBelow(_ edition: FoundEdition, isMoved: Bool = false) async throws -> ChangedBelow {
        if !isMoved {
            let found = try await rows(Queries.record["has_heirs"], [edition.seriesID, edition.id.number])
            guard try found[0].get("has_heirs", as: Bool.self) else { return ChangedBelow() }
        }
        return try await workspace.history(of: edition.series, asOf: operation).changedBelow(edition.id)
    }
}
