import AdaptModel
import AdaptSQL

extension Workspace {
    /// The words to store, and the term that they name if the element takes its values from a vocabulary, or if they
    /// name one by its code.
    func value(
        _ words: String, of path: ElementPath, vocabulary own: String?, in language: String?
    ) async throws -> (String, term: (id: Int, name: String)?) {
        let prefix = words.split(separator: ":", maxSplits: 1).first.map(String.init)
        guard let vocabulary = own ?? (words.contains(":") ? prefix : nil) else { return (words, nil) }
        let found = try await rows(Queries.record["find_term"], [vocabulary, words, language])
        let native = try found.filter { try $0.get("in_language", as: Bool?.self) == true }
        let matches = native.count == 1 ? native : Array(found)
        if matches.count == 1, let row = matches.first {
            let named = try row.get("term", as: String.self)
            let isCode = words == named || named.hasSuffix(":" + words)
            return (isCode ? try row.get("label") : words, (id: try row.get("term_id"), name: named))
        }
        guard own != nil else { return (words, nil) }
        let terms = try matches.map { try $0.get("term", as: String.self) }
        if terms.isEmpty {
            let all = try await rows(Queries.record["terms_of"], [vocabulary]).map { try $0.get(0, as: String.self) }
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
