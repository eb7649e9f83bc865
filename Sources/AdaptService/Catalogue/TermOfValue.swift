import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The words to store, and the term that they name if the element takes its values from a vocabulary, or if they
    /// name one by its code.
    func value(
        _ words: String, of path: ElementPath, vocabulary own: String?, in language: String?
    ) async throws -> (String, term: (id: Int, name: String)?) {
        let prefix = words.split(separator: ":", maxSplits: 1).first.map(String.init)
        guard let vocabulary = own ?? (words.contains(":") ? prefix : nil) else { return (words, nil) }
        let found = try await rows(Queries.record["find_terms"], [[vocabulary], [words], [language]])
        return try await meaning(of: words, of: path, vocabulary: own, among: Array(found))
    }

    /// What words come to, of the terms found for them. `own`: the vocabulary that the element takes its values from;
    /// `helps`: whether a refusal says what is near.
    func meaning(
        of words: String, of path: ElementPath, vocabulary own: String?, among found: [Row], helps: Bool = true
    ) async throws -> (String, term: (id: Int, name: String)?) {
        let native = try found.filter { try $0.get("in_language", as: Bool?.self) == true }
        let matches = native.count == 1 ? native : found
        if matches.count == 1, let row = matches.first {
            let named = try row.get("term", as: String.self)
            let isCode = words == named || named.hasSuffix(":" + words)
            return (isCode ? try row.get("label") : words, (id: try row.get("term_id"), name: named))
        }
        guard let vocabulary = own else { return (words, nil) }
        let terms = try matches.map { try $0.get("term", as: String.self) }
        if terms.isEmpty {
            let all =
                try await helps
                ? rows(Queries.record["terms_of"], [vocabulary]).map { try $0.get(0, as: String.self) } : []
            throw Refusal(
                .rule, "value \"\(words)\" of \"\(path)\" is no term of vocabulary \"\(vocabulary)\"",
                hint: (Nearest.hint(for: "\(vocabulary):\(words)", among: all).map { $0 + " " } ?? "")
                    + "add it with: adapt term add \(vocabulary):CODE --label en=\"\(words)\"")
        }
        throw Refusal(
            .rule, "value \"\(words)\" of \"\(path)\" can mean \(terms.count) terms",
            hint: "write one of them, as in \(path)=\(terms[0])", details: terms)
    }
}
