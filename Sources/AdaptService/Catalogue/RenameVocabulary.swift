public import AdaptModel
import AdaptSQL

/// A term as a name means it.
struct KnownTerm {
    let id: Int
    let vocabulary: String
    let name: String
    /// The operation by which the name's own term was given up for this one; nil: it is its own.
    let merger: Int?

    /// Refuses to change the term by the name of another one that was given up for it: who names that means that alone.
    func requireStanding(as written: String) throws {
        guard let merger else { return }
        throw Refusal(
            .rule, "term \"\(written)\" was given up: it is \"\(name)\" (operation \(merger))",
            hint: "adapt undo \(merger) takes that back; for all that they are now, name \(name)")
    }
}

extension Workspace {
    /// Gives an element another path and tells the one it had. The old path goes on naming it.
    ///
    /// Throws a `Refusal` (rule): no such element, or the new path names another, now or formerly.
    public func renameElement(
        _ old: ElementPath, to new: ElementPath, dryRun: Bool
    ) async throws -> Receipt<String> {
        try await record("element rename", message: "\(old) \(new)", dryRun: dryRun) { recorder in
            let current = try await knownPath(old.text)
            guard current != new.text else {
                throw Refusal(.rule, "element \"\(new)\" has that path already", hint: "adapt element show \(new)")
            }
            _ = try await recorder.rows(
                Queries.record["rename_element"], [current, new.text, recorder.operation.number])
            return current
        }
    }

    /// Says that a term is the same as another, and tells the name of that. Decisions that name the one mean the other.
    ///
    /// Throws a `Refusal` (rule): unknown terms, terms of two vocabularies, terms that are the same already, a term
    /// that was given up for another.
    public func mergeTerm(_ term: String, into other: String, dryRun: Bool) async throws -> Receipt<String> {
        try await record("term merge", message: "\(term) \(other)", dryRun: dryRun) { recorder in
            let (given, kept) = (try await knownTerm(term), try await knownTerm(other))
            guard given.id != kept.id else {
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
            _ = try await recorder.rows(
                Queries.record["merge_term"], [given.id, kept.id, recorder.operation.number])
            return kept.name
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
            _ = try await recorder.rows(
                Queries.record["rename_term"], [found.id, name.code, recorder.operation.number])
            return found.name
        }
    }

    /// The term that a name means now. Throws a `Refusal` (rule) with what is near.
    func knownTerm(_ term: String) async throws -> KnownTerm {
        let (vocabulary, code) = try Recorder.parts(ofTerm: term)
        if let row = try await rows(Queries.record["term_by_name"], [vocabulary, code]).first {
            return KnownTerm(
                id: try row.get("term_id"), vocabulary: try row.get("vocabulary"), name: try row.get("term"),
                merger: try row.get("merger"))
        }
        let all = try await rows(Queries.record["terms_of"], [vocabulary]).map { try $0.get(0, as: String.self) }
        throw Refusal(
            .rule, "term \"\(term)\" is not known",
            hint: Nearest.hint(for: term, among: all) ?? "adapt term list \(vocabulary)")
    }
}
