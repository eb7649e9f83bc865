import AdaptModel
import AdaptSQL

/// The words that all series share, read once an import.
struct BulkNames: Sendable {
    /// An element as the file may name it.
    struct Element: Sendable {
        /// Key; nil: added by this import.
        let id: Int?
        /// Its path now, which may not be the one in the file.
        let path: String
        let vocabulary: String?
    }

    /// Names of markets by code.
    private let markets: [String: String]
    private let sources: Set<String>
    /// Subtags that do not exist, with what they would be.
    private var unknownSubtags: [String: String] = [:]
    private let vocabularies: Set<String>
    /// Paths of all elements.
    let paths: [String]
    /// The same with those that they had before.
    let pathsEver: Set<String>
    private var elements: [String: Element] = [:]
    private let mayAddElements: Bool
    /// Those that are not known.
    let unknown = UnknownWords()

    init(_ workspace: Workspace, mayAddElements: Bool) async throws {
        func texts(_ query: String) async throws -> [String] {
            try await workspace.rows(query).map { try $0.get(0, as: String.self) }
        }
        markets = try await workspace.marketNames()
        sources = Set(try await texts(Queries.catalogue["source_codes"]))
        vocabularies = Set(try await texts(Queries.bulk["vocabularies"]))
        paths = try await texts(Queries.catalogue["element_paths"])
        pathsEver = Set(try await texts(Queries.bulk["element_paths_ever"]))
        self.mayAddElements = mayAddElements
    }

    /// Looks up what a file names: languages as written, and paths.
    mutating func look(languages: Set<String>, paths: Set<String>, in workspace: Workspace) async throws {
        let tags = Set(languages.compactMap { LanguageTag.valid($0) })
        let unknown = try await workspace.rows(
            Queries.record["unknown_languages"],
            [
                Set(tags.map(\.primary)).sorted(), Set(tags.compactMap(\.script)).sorted(),
                Set(tags.compactMap(\.region)).sorted(),
            ])
        unknownSubtags = Dictionary(
            try unknown.map { (try $0.get("subtag", as: String.self), try $0.get("kind", as: String.self)) }
        ) { first, _ in first }
        let known = try await workspace.rows(Queries.record["elements_by_path"], [paths.sorted()])
        for row in known {
            let element = Element(
                id: try row.get("element_id"), path: try row.get("path"), vocabulary: try row.get("vocabulary"))
            // It is named again by the path that it has now.
            elements[try row.get("asked")] = element
            elements[element.path] = element
        }
    }

    /// A market's code. Throws a `Refusal` (rule) where there is none.
    func market(_ word: String) throws -> String {
        let code = word.lowercased()
        guard markets[code] != nil else {
            throw unknown.refusal(of: "market", word, among: Array(markets.keys)) {
                Refusal.unknown(market: word, among: $0.isEmpty ? [:] : markets)
            }
        }
        return code
    }

    /// A language in its usual spelling. Throws a `Refusal` (rule) where it does not exist.
    func language(_ word: String) throws -> String {
        let tag = try LanguageTag(word)
        for subtag in [tag.primary, tag.script, tag.region].compactMap({ $0 }) {
            guard let kind = unknownSubtags[subtag] else { continue }
            throw Refusal.unknown(subtag, of: kind)
        }
        return tag.text
    }

    /// A source's code. Throws a `Refusal` (rule) where it is not known.
    func source(_ word: String) throws -> String {
        guard sources.contains(word) else {
            throw unknown.refusal(of: "source", word, among: Array(sources)) { near in
                Refusal(
                    .rule, "source \"\(word)\" is not known",
                    hint: word.contains("://")
                        ? "a source goes by a code of its own: adapt source add CODE --title \"...\", then --cite CODE, "
                            + "with the column of addresses as --map locator=COLUMN"
                        : Nearest.hint(for: word, among: near)
                            ?? "adapt source add \(Code.suggestion(for: word)) --title \"...\"")
            }
        }
        return word
    }

    /// An element. Throws a `Refusal`: usage for what is no path, rule for one that is not known and may not be added.
    func element(_ word: String) throws -> (path: ElementPath, element: Element) {
        let path = try ElementPath(word)
        if let known = elements[path.text] { return (try ElementPath(known.path), known) }
        guard mayAddElements else {
            throw unknown.refusal(of: "element", path.text, among: paths) { near in
                Refusal(
                    .rule, "element \"\(path)\" is not known",
                    hint: (Nearest.hint(for: path.text, among: near).map { $0 + " " } ?? "")
                        + "add --new to use a path for the first time")
            }
        }
        return (path, Element(id: nil, path: path.text, vocabulary: nil))
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
    /// A tag; nil where it is not one, which is told where it is used.
    fileprivate static func valid(_ text: String) -> LanguageTag? {
        do { return try LanguageTag(text) } catch { return nil }
    }
}

extension BulkNames {
    /// Finds columns of elements that are not known, and the second of two of one element, at fault at the header;
    /// nothing is taken from them, and the rows are judged without.
    func refuseUnknownElements<Field>(of table: inout BulkTable<Field>, _ faults: inout RowFaults) throws {
        var first: [String: String] = [:]
        for column in table.columns.open {
            do {
                let path = try element(column.name).path.text
                if let other = first.updateValue(column.name, forKey: path) {
                    throw Refusal(
                        .rule, "columns \"\(other)\" and \"\(column.name)\" are both of element \"\(path)\"",
                        hint: "leave one of them")
                }
            } catch let refusal as Refusal where refusal.kind != .bug {
                faults.add(ofHeader: refusal.at(table.headerPlace.moved(column: column.index + 1)))
                table.leaveOut(column)
            }
        }
    }
}
