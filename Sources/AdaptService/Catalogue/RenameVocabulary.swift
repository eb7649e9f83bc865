public import AdaptModel
import AdaptSQL
import Postgres

/// What came of giving an element another path.
public struct RenamedElement: Sendable {
    /// The path that it had.
    public let was: String
    /// Its kind, which stays.
    public let kind: String
    /// Another kind, as the new path suggests and the old one did not; nil: none.
    public let suggestedKind: String?
}

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
    /// Gives an element another path. The old path goes on naming it.
    ///
    /// Throws a `Refusal` (rule): no such element, or the new path names another, now or formerly.
    public func renameElement(
        _ old: ElementPath, to new: ElementPath, dryRun: Bool
    ) async throws -> Receipt<RenamedElement> {
        try await record("element rename", message: "\(old) \(new)", dryRun: dryRun) { recorder in
            let current = try await knownPath(old.text)
            guard current != new.text else {
                throw Refusal(.rule, "element \"\(new)\" has that path already", hint: "adapt element show \(new)")
            }
            try await recorder.requireFree(new, for: current)
            _ = try await recorder.rows(
                Queries.record["rename_element"], [current, new.text, recorder.operation.number])
            let named = try await recorder.rows(Queries.record["elements_by_path"], [[new.text]])
            let (kind, had): (String, String) = (try named[0].get("kind"), try ElementPath(current).kind)
            let isSuggested = new.kind != "other" && ![kind, had].contains(new.kind)
            return RenamedElement(was: current, kind: kind, suggestedKind: isSuggested ? new.kind : nil)
        }
    }

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

    /// Gives a term another code and tells the name it had. The old one goes on naming it.
    public func renameTerm(_ term: String, to new: String, dryRun: Bool) async throws -> Receipt<String> {
        try await record("term rename", message: "\(term) \(new)", dryRun: dryRun) { recorder in
            let (found, name) = (try await knownTerm(term), try Recorder.parts(ofTerm: new))
            guard name.vocabulary == found.vocabulary, found.name != new else {
                throw Refusal(
                    .rule, "term \"\(found.name)\" cannot become \"\(new)\"",
                    hint: "give it another code of vocabulary \(found.vocabulary)")
            }
            try found.requireStanding(as: term)
            try await recorder.requireFree(term: new, for: found)
            _ = try await recorder.rows(
                Queries.record["rename_term"], [found.id, name.code, recorder.operation.number])
            return found.name
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
