import AdaptModel
import AdaptSQL

extension Workspace {
    /// The edition that one of `series` draws on besides its parent, to be written: a word alone is an edition of
    /// `series`, as a parent is, else another series, which is its source edition.
    ///
    /// Throws a `Refusal` (rule) where none or several fit, or a word can mean both.
    func find(source reference: EditionReference, of series: String) async throws -> FoundEdition {
        let isWord = reference.identifier == nil && reference.edition == nil
        guard isWord, let own = try await index(of: series, asOf: .now), !own.matches(for: reference.series).isEmpty
        else { return try await find(toWrite: reference) }
        let found = try await find(
            toWrite: EditionReference(series: series, edition: reference.series, moment: reference.moment))
        let named = try await rows(Queries.catalogue["series_exists"], [reference.series, OperationID.now.number])
        guard named.isEmpty else { throw Refusal.twoSources(reference.series, edition: found.name) }
        return found
    }
}

extension Refusal {
    /// That a word for what an edition draws on is the name of an edition of its series, and of another series.
    static func twoSources(_ word: String, edition: String) -> Refusal {
        Refusal(
            .rule, "\"\(word)\" can mean \(edition) and the series \"\(word)\"",
            hint: "write \(edition), or the edition of the other series as \(word)/CODE")
    }
}
