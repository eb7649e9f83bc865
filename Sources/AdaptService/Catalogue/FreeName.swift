import AdaptModel
import AdaptSQL

extension Recorder {
    /// Refuses a path that names an element now, or named it: it goes on naming that. `own`: the path of the element that
    /// is to get it; nil: a new one is.
    func requireFree(_ path: ElementPath, for own: String? = nil) async throws {
        let found = try await rows(Queries.catalogue["current_path"], [operation.number, path.text])
        guard let holder: String = try found.first?.get("path"), holder != own else { return }
        let message = "element \"\(path)\" is already there"
        guard holder == path.text else {
            throw Refusal(
                .rule, message + ": it is \"\(holder)\" now",
                hint: "a path that an element had goes on naming it: choose another")
        }
        throw Refusal(
            .rule, message,
            hint: own == nil ? "adapt element edit \(path) changes what is said of it" : "adapt element show \(path)")
    }

    /// The same of a term's name. `own`: the term that is to get it; nil: a new one is.
    func requireFree(term: String, for own: KnownTerm? = nil) async throws {
        let (vocabulary, code) = try Recorder.parts(ofTerm: term)
        guard let row = try await rows(Queries.record["term_by_name"], [vocabulary, code]).first else { return }
        let (id, holder): (Int, String) = (try row.get("term_id"), try row.get("term"))
        let merger: Int? = try row.get("merger")
        // A name of its own it can have back, but not that of another one that was given up for it.
        guard id != own?.id || merger != nil else { return }
        let message = "term \"\(term)\" is already there"
        if let merger {
            throw Refusal(
                .rule, message + ": it was given up for \"\(holder)\" (operation \(merger))",
                hint: "adapt undo \(merger) takes that back; or choose another code")
        }
        guard holder == term else {
            throw Refusal(
                .rule, message + ": it is \"\(holder)\" now",
                hint: "a code that a term had goes on naming it: choose another")
        }
        throw Refusal(
            .rule, message,
            hint: own.map { "where they are the same: adapt term merge \($0.name) \(term)" }
                ?? "adapt term label \(term) says what else it is called")
    }
}
