public import AdaptModel
import AdaptSQL
import Postgres

/// What came of giving up a term for another.
public struct MergedTerm: SaysIfSo {
    /// The term given up.
    public let was: String
    /// The one that it is the same as.
    public let term: String
    /// How many decisions that hold say the one, and so the other; 0 where they did before.
    public let decisions: Int
    /// Whether it was given up before, so that nothing but evidence was to be recorded.
    public let isAgain: Bool
    let wasSo: Bool
}

extension Workspace {
    /// Says that a term is the same as another, on the evidence that is cited, if any. Decisions that name the one mean
    /// the other. Of one that was given up for it before the evidence is recorded, unless that is so already.
    ///
    /// Throws a `Refusal` (rule): unknown terms, terms of two vocabularies, terms that are the same already, a term
    /// that was given up for another, a source that is not known.
    public func mergeTerm(
        _ term: String, into other: String, citing citation: Citation? = nil, dryRun: Bool
    ) async throws -> Receipt<MergedTerm> {
        try await record("term merge", message: "\(term) \(other)", dryRun: dryRun) { recorder in
            let (given, kept) = (try await knownTerm(term), try await knownTerm(other))
            guard given.id != kept.id else {
                let again = try await recorder.cite(citation, ofMerger: (term, given), into: (other, kept))
                if let again { return again }
                throw Refusal(
                    .rule, "terms \"\(term)\" and \"\(other)\" are the same already",
                    hint: "adapt term list \(kept.vocabulary)")
            }
            guard given.vocabulary == kept.vocabulary else {
                throw Refusal(
                    .rule, "terms \"\(given.name)\" and \"\(kept.name)\" are of two vocabularies",
                    hint: "name two terms of one")
            }
            try given.requireStanding(as: term)
            let said = try await recorder.rows(
                Queries.catalogue["term_uses"], [recorder.operation.number, given.id])
            _ = try await recorder.rows(
                Queries.record["merge_term"], [given.id, kept.id, recorder.operation.number])
            try await recorder.cite(citation, ofTerm: given.id)
            return MergedTerm(
                was: given.name, term: kept.name, decisions: said.count, isAgain: false, wasSo: false)
        }
    }
}

extension Recorder {
    /// Records what it stands on that a term was given up for another, if anything is cited and it does not stand on that
    /// already: terms by what they were called, and what that means now. Nil: nothing is cited, or that was not said.
    fileprivate func cite(
        _ citation: Citation?, ofMerger given: (name: String, meant: KnownTerm),
        into kept: (name: String, meant: KnownTerm)
    ) async throws -> MergedTerm? {
        guard let citation, given.meant.merger != nil else { return nil }
        let (name, other) = (try Recorder.parts(ofTerm: given.name), try Recorder.parts(ofTerm: kept.name))
        // For which one it was given up counts where that was given up in turn.
        let into = kept.meant.merger == nil ? nil : other.code
        let said: [(any PostgresEncodable)?] = [
            name.vocabulary, name.code, into, citation.source, citation.locator, citation.quote,
        ]
        guard let row = try await rows(Queries.record["merger_said"], said).first else { return nil }
        let isSo = try row.get("is_so", as: Bool.self)
        if !isSo { try await cite(citation, ofTerm: try row.get("term_id")) }
        return MergedTerm(
            was: try row.get("term"), term: kept.meant.name, decisions: 0, isAgain: true, wasSo: isSo)
    }
}
