import AdaptModel
import AdaptSQL

/// The words that all series share, read once an import.
struct BulkNames: Sendable {
    /// An element as the file may name it.
    struct Element: Sendable {
        /// Key; nil: added by this import.
        let id: Int?
        let vocabulary: String?
    }

    private let markets: Set<String>
    private let sources: Set<String>
    private var unknownLanguages: Set<String> = []
    private let vocabularies: Set<String>
    /// Paths of all elements.
    let paths: [String]
    private var elements: [String: Element] = [:]
    private let mayAddElements: Bool

    init(_ workspace: Workspace, mayAddElements: Bool) async throws {
        func texts(_ query: String) async throws -> [String] {
            try await workspace.rows(query).map { try $0.get(0, as: String.self) }
        }
        markets = Set(try await texts(Queries.catalogue["market_codes"]))
        sources = Set(try await texts(Queries.catalogue["source_codes"]))
        vocabularies = Set(try await texts(Queries.bulk["vocabularies"]))
        paths = try await texts(Queries.catalogue["element_paths"])
        self.mayAddElements = mayAddElements
    }

    /// Looks up what a file names: languages as written, and paths.
    mutating func look(languages: Set<String>, paths: Set<String>, in workspace: Workspace) async throws {
        let primaries = Set(languages.compactMap { written in LanguageTag.primary(ofValid: written) })
        let unknown = try await workspace.rows(Queries.record["unknown_languages"], [primaries.sorted()])
        unknownLanguages = Set(try unknown.map { try $0.get(0, as: String.self) })
        let known = try await workspace.rows(Queries.record["elements_by_path"], [paths.sorted()])
        for row in known {
            elements[try row.get("path")] = Element(
                id: try row.get("element_id"), vocabulary: try row.get("vocabulary"))
        }
    }

    /// A market's code. Throws a `Refusal` (rule) where there is none.
    func market(_ word: String) throws -> String {
        let code = word.lowercased()
        guard markets.contains(code) else {
            let near = Nearest.hint(for: code, among: Array(markets)).map { $0 + " " } ?? ""
            throw Refusal(
                .rule, "market \"\(word)\" is not known",
                hint: near
                    + "add a set of countries with: adapt market add \(Code.suggestion(for: word)) --territory XX ...")
        }
        return code
    }

    /// A language in its usual spelling. Throws a `Refusal` (rule) where it does not exist.
    func language(_ word: String) throws -> String {
        let tag = try LanguageTag(word)
        guard !unknownLanguages.contains(tag.primary) else {
            throw Refusal(
                .rule, "language \"\(tag.primary)\" does not exist in ISO 639", hint: "Spanish is es, Korean is ko")
        }
        return tag.text
    }

    /// A source's code. Throws a `Refusal` (rule) where it is not known.
    func source(_ word: String) throws -> String {
        guard sources.contains(word) else {
            throw Refusal(
                .rule, "source \"\(word)\" is not known",
                hint: Nearest.hint(for: word, among: Array(sources))
                    ?? "adapt source add \(Code.suggestion(for: word)) --title \"...\"")
        }
        return word
    }

    /// An element. Throws a `Refusal`: usage for what is no path, rule for one that is not known and may not be added.
    func element(_ word: String) throws -> (path: ElementPath, element: Element) {
        let path = try ElementPath(word)
        if let known = elements[path.text] { return (path, known) }
        guard mayAddElements else {
            throw Refusal(
                .rule, "element \"\(path)\" is not known",
                hint: (Nearest.hint(for: path.text, among: paths).map { $0 + " " } ?? "")
                    + "add --new to use a path for the first time")
        }
        return (path, Element(id: nil, vocabulary: nil))
    }

    /// The vocabulary that words are to be looked up in, if any.
    func vocabulary(of words: String, for element: Element) -> String? {
        if let vocabulary = element.vocabulary { return vocabulary }
        guard let colon = words.firstIndex(of: ":") else { return nil }
        let prefix = String(words[..<colon])
        return vocabularies.contains(prefix) ? prefix : nil
    }
}

extension LanguageTag {
    /// The primary language of a tag; nil where it is not one, which is told where it is used.
    fileprivate static func primary(ofValid text: String) -> String? {
        do { return try LanguageTag(text).primary } catch { return nil }
    }
}

extension BulkNames {
    /// Refuses columns of elements that are not known, at the header.
    func requireElements<Field>(of table: BulkTable<Field>) throws {
        var faults = Faults()
        for column in table.columns.open {
            do {
                _ = try element(column.name)
            } catch let refusal as Refusal {
                faults.add(
                    Refusal(
                        .input, refusal.message, hint: refusal.hint,
                        place: .init(file: table.name, line: table.headerLine, column: column.index + 1)))
            }
        }
        try faults.throwIfAny()
    }
}
