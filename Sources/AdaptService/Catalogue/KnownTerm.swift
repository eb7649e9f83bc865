import AdaptModel
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
    /// The term that a name means now. Throws a `Refusal` (rule, usage) with what is called so, or is near.
    func knownTerm(_ term: String) async throws -> KnownTerm {
        let parts: (vocabulary: String, code: String)
        do {
            parts = try Recorder.parts(ofTerm: term)
        } catch let unwritten as Refusal {
            let halves = term.halves(at: ":")
            let near = try await meant(by: halves?.after ?? term, of: halves?.before)
            throw Refusal(unwritten.kind, unwritten.message, hint: near ?? unwritten.hint)
        }
        if let row = try await rows(Queries.record["term_by_name"], [parts.vocabulary, parts.code]).first {
            return KnownTerm(
                id: try row.get("term_id"), vocabulary: try row.get("vocabulary"), name: try row.get("term"),
                merger: try row.get("merger"))
        }
        let all = try await rows(Queries.record["terms_of"], [parts.vocabulary]).map { try $0.get(0, as: String.self) }
        let near = try await meant(by: parts.code, of: parts.vocabulary) ?? Nearest.hint(for: term, among: all)
        throw Refusal(
            .rule, "term \"\(term)\" is not known",
            hint: near ?? "adapt term list" + (all.isEmpty ? "" : " " + parts.vocabulary))
    }

    /// The terms, of a vocabulary or (nil) of all, that are called by some words, as a hint; nil: none is.
    private func meant(by words: String, of vocabulary: String?) async throws -> String? {
        let found = try await rows(Queries.record["terms_called"], [words, vocabulary])
        let terms = try found.map { try $0.get("term", as: String.self) }
        return terms.isEmpty ? nil : "did you mean \(terms.joined(separator: ", "))?"
    }
}
