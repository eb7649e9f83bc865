public import AdaptModel
import AdaptSQL

/// What came of giving an element another path.
public struct RenamedElement: Sendable {
    /// The path that it had.
    public let was: String
    /// Its kind, which stays.
    public let kind: String
    /// Another kind, as the new path suggests and the old one did not; nil: none.
    public let suggestedKind: String?
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
