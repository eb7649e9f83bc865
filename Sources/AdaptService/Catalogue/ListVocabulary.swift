public import AdaptModel
import AdaptSQL
import Postgres

/// Elements, and the vocabularies that they take their values from.
extension Workspace {
    /// Elements, with the number of editions that say something of them. Ordered by path.
    public func elements(
        path: String? = nil, kind: String? = nil, asOf cut: OperationID = .now
    ) async throws -> Listing {
        try await require(kinds: kind.map { [$0] } ?? [])
        return try await listing(Queries.catalogue["list_elements"], [cut.number, path, kind])
    }

    /// What an element is, by a path that it has or had: one row, as of `elements`. Throws a `Refusal` (rule).
    public func element(_ path: String, asOf cut: OperationID = .now) async throws -> Listing {
        try await elements(path: try await knownPath(path, asOf: cut), asOf: cut)
    }

    /// The path that an element has now, of one that it has or had. Throws a `Refusal` (rule) with what is near.
    func knownPath(_ path: String, asOf cut: OperationID = .now) async throws -> String {
        let found = try await rows(Queries.catalogue["current_path"], [cut.number, path])
        if let current: String = try found.first?.get("path") { return current }
        let paths = try await rows(Queries.catalogue["element_paths"]).map { try $0.get(0, as: String.self) }
        guard !paths.contains(path) else {
            throw Refusal(
                .rule, "element \"\(path)\" was not known yet at that moment",
                hint: "adapt element show \(path) tells of now")
        }
        throw Refusal(
            .rule, "element \"\(path)\" is not known",
            hint: Nearest.hint(for: path, among: paths) ?? "adapt element list")
    }

    /// Terms of a vocabulary, or all: columns term, labels, other_codes, label_list, the labels with U+001F between (one
    /// of their own is doubled), and evidence, on which each is said. Throws a `Refusal` (rule) for a vocabulary that
    /// does not exist.
    public func terms(vocabulary: String? = nil, asOf cut: OperationID = .now) async throws -> Listing {
        let listed = try await listing(Queries.catalogue["list_terms"], [cut.number, vocabulary, nil])
        let evidence = try await self.evidence(ofTerm: nil, asOf: cut)
        let found = Listing(
            columns: listed.columns + ["evidence"],
            rows: zip(listed["term"], listed.rows).map { term, row -> [String?] in
                row + [term.flatMap { evidence[$0] }?.map(\.line).joined(separator: "; ")]
            })
        guard let vocabulary, found.rows.isEmpty else { return found }
        let known = try await vocabularies()
        guard !known.contains(vocabulary) else { return found }
        guard !vocabulary.contains(":") else {
            throw Refusal(
                .rule, "vocabulary \"\(vocabulary)\" is not known", hint: "of a term: adapt term show \(vocabulary)")
        }
        guard StandardVocabulary.terms(of: vocabulary) == nil else {
            throw Refusal(
                .rule, "vocabulary \"\(vocabulary)\" is not in use yet",
                hint: "its terms come with the first element that takes its values from it: adapt element edit PATH "
                    + "--vocabulary \(vocabulary)")
        }
        throw Refusal(
            .rule, "vocabulary \"\(vocabulary)\" is not known",
            hint: Nearest.hint(for: vocabulary, among: known)
                ?? (known.isEmpty ? "adapt term add begins one" : "choose of " + known.joined(separator: ", ")))
    }

    func vocabularies() async throws -> [String] {
        try await rows(Queries.bulk["vocabularies"]).map { try $0.get("vocabulary") }
    }
}
