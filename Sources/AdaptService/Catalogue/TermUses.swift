public import AdaptModel
import AdaptSQL

extension Workspace {
    /// A term, by a name that it has or had: one row with the columns term, shown, which of its labels is, and labels,
    /// other_codes and label_list as of `terms`; what editions say by it, by what it is called or a term that was
    /// given up for it: columns edition, element, said, which are their own words, reasons and note, ordered by edition
    /// and element; and what is said of it stands on. Throws a `Refusal` (rule, usage) for a term that nobody knows.
    public func uses(
        ofTerm name: String, asOf cut: OperationID = .now
    ) async throws -> (term: Listing, editions: Listing, evidence: [Evidence]) {
        let (id, current) = try await currentTerm(name, asOf: cut)
        let term = try await listing(Queries.catalogue["list_terms"], [cut.number, nil, current])
        let shown: String = try await rows(Queries.record["label_shown"], [id, cut.number, ""])[0].get("label")
        return (
            Listing(
                columns: ["term", "shown"] + term.columns.dropFirst(),
                rows: term.rows.map { row -> [String?] in [row[0], shown] + row.dropFirst() }),
            try await listing(Queries.catalogue["term_uses"], [cut.number, id]),
            try await evidence(ofTerm: current, asOf: cut)[current] ?? []
        )
    }

    /// The key and the name that a term had, by a name that it had or has. Throws a `Refusal`.
    private func currentTerm(_ name: String, asOf cut: OperationID) async throws -> (id: Int, name: String) {
        let (vocabulary, code) = name.halves(at: ":") ?? (before: "", after: "")
        if let row = try await rows(Queries.catalogue["current_term"], [cut.number, vocabulary, code]).first {
            return (id: try row.get("term_id"), name: try row.get("term"))
        }
        let known = try await knownTerm(name)
        throw Refusal(
            .rule, "term \"\(name)\" was not known yet at that moment",
            hint: "adapt term show \(known.name) tells of now")
    }
}
