import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// The words to store, and the term that they name if the element takes its values from a vocabulary, or if they
    /// name one by its code.
    func value(
        _ words: String, of path: ElementPath, vocabulary own: String?, in language: String?
    ) async throws -> (String, term: (id: Int, name: String)?) {
        guard let vocabulary = own ?? words.halves(at: ":")?.0 else { return (words, nil) }
        let found = try await rows(Queries.record["find_terms"], [[vocabulary], [words], [language]])
        return try await meaning(of: words, of: path, vocabulary: own, in: language, among: Array(found))
    }

    /// What words come to, of the terms found for them. `own`: the vocabulary that the element takes its values from;
    /// `language`: the edition's, in which a term that is to be added is called so; `helps`: whether a refusal says
    /// what is near; `isInCell`: whether they stand in a file, where a term is written in their place alone.
    func meaning(
        of words: String, of path: ElementPath, vocabulary own: String?, in language: String?, among found: [Row],
        helps: Bool = true, isInCell: Bool = false
    ) async throws -> (String, term: (id: Int, name: String)?) {
        let matches = try Workspace.told(found)
        if matches.count == 1, let row = matches.first {
            let named = try row.get("term", as: String.self)
            let isCode = words == named || named.hasSuffix(":" + words)
            return (isCode ? try row.get("label") : words, (id: try row.get("term_id"), name: named))
        }
        // What is written as a term of a vocabulary that is there is meant for one.
        guard let vocabulary = own ?? Workspace.term(words)?.vocabulary else { return (words, nil) }
        let terms = try matches.map { try $0.get("term", as: String.self) }
        if terms.isEmpty {
            let all = helps ? Array(try await rows(Queries.record["words_of_vocabulary"], [vocabulary])) : []
            guard own != nil || !helps || !all.isEmpty else { return (words, nil) }
            let near = try Workspace.near(words, of: vocabulary, among: all)
            let code = Workspace.term(words).map(\.code) ?? "CODE"
            throw Refusal(
                .rule, "value \"\(words)\" of \"\(path)\" is no term of vocabulary \"\(vocabulary)\"",
                hint: (near.isEmpty ? "" : "did you mean \(near.joined(separator: ", "))? ")
                    + "add it with: adapt term add \(vocabulary):\(code) --label \(language ?? "en")="
                    + pasted(code == "CODE" ? words : "...")
            )
        }
        // Of several faults of a file one sees the hints alone.
        let hint =
            isInCell
            ? "write the one that is meant in the cell: \(terms.joined(separator: " or "))"
            : "write one of them, as in \(path)=\(terms[0])"
        throw Refusal(
            .rule, "value \"\(words)\" of \"\(path)\" can mean \(terms.count) terms", hint: hint,
            details: isInCell ? [] : terms)
    }

    /// Of the terms found for words the one that the language tells, where it does; else all.
    static func told(_ found: [Row]) throws -> [Row] {
        let native = try found.filter { try $0.get("in_language", as: Bool?.self) == true }
        return native.count == 1 ? native : found
    }

    /// What is written as a term is: `vocabulary:code`; nil for other words.
    private static func term(_ words: String) -> (vocabulary: String, code: String)? {
        guard let (vocabulary, code) = words.halves(at: ":"), ElementPath.isSegment(vocabulary),
            ElementPath.isSegment(code)
        else { return nil }
        return (vocabulary, code)
    }

    /// Terms that words may have been meant for, by code or by what they are called.
    private static func near(_ words: String, of vocabulary: String, among all: [Row]) throws -> [String] {
        let word = words.hasPrefix(vocabulary + ":") ? String(words.dropFirst(vocabulary.count + 1)) : words
        let called = try all.map { row -> (term: String, names: [String]) in
            let (term, label): (String, String?) = (try row.get("term"), try row.get("label"))
            return (term, [String(term.dropFirst(vocabulary.count + 1))] + (label.map { [$0] } ?? []))
        }
        var near: [String] = []
        for name in Nearest.matches(for: word, among: called.flatMap(\.names)) {
            for (term, names) in called where names.contains(name) && !near.contains(term) { near.append(term) }
        }
        return Array(near.prefix(3))
    }
}
