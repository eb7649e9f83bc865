public import AdaptModel
import AdaptSQL
import Synchronization

extension Workspace {
    /// What each edition says of an element: columns edition, state, value, reasons, note, term, and of the element,
    /// the same in every row, element, kind, label, vocabulary, tradition; then revision, at which the edition is, and
    /// outdated, which says so where it is. Ordered by edition. Throws a `Refusal` (rule) for a path that nobody knows.
    public func uses(ofElement path: String, asOf cut: OperationID = .now) async throws -> Listing {
        let cut = try await pinned(cut)
        let path = try await knownPath(path, asOf: cut)
        let said = try await listing(Queries.catalogue["element_uses"], [cut.number, path])
        let outdated = try await outdatedUses(of: path, asOf: cut)
        return Listing(
            columns: said.columns + ["outdated"],
            rows: zip(said.rows, said["edition"]).map { row, edition -> [String?] in
                let isOutdated = edition.map { outdated.contains($0) } ?? false
                return row + [isOutdated ? "outdated" : nil]
            })
    }

    /// The editions, as `series/edition`, whose word on an element is outdated: of the series in which one may be, what
    /// is said of the element alone is read.
    private func outdatedUses(of path: String, asOf cut: OperationID) async throws -> Set<String> {
        let spoken = try await rows(Queries.series["codes_spoken_of"], [cut.number, path])
        guard let element = try spoken.first?.number(1) else { return [] }
        let movedOn = try await codes(of: .movedOn(among: spoken.compactMap { $0.text(0) }), asOf: cut)
        let found = Mutex<Set<String>>([])
        try await forEachSeries(of: movedOn, elements: [element], asOf: cut) { history in
            let outdated = history.outdated.map(\.edition)
            found.withLock { $0.formUnion(outdated) }
        }
        return found.withLock { $0 }
    }
}
