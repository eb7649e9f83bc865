import AdaptModel

extension Alias {
    /// Titles as `edition list` writes them: `TITLE (KIND)` or `TITLE (KIND, LANGUAGE)`, several joined by "; ", which
    /// a title may hold itself; behind what reads as its end, one semicolon more says that it goes on. Nil: they are
    /// not written so.
    static func listed(_ text: String) -> [Alias]? {
        var (found, title): ([Alias], String) = ([], "")
        for part in text.split(separator: "; ", omittingEmptySubsequences: false) {
            if goesOn(title) { title.removeLast() }
            title += (title.isEmpty ? "" : "; ") + part
            guard let alias = Alias(listed: trimmed(title)) else { continue }
            found.append(alias)
            title = ""
        }
        return title.isEmpty && !found.isEmpty ? found : nil
    }

    /// Whether a title holds what would end it, with a semicolon that says that it does not.
    private static func goesOn(_ title: String) -> Bool {
        guard let last = title.lastIndex(where: { $0 != ";" }), title.hasSuffix(";") else { return false }
        return Alias(listed: trimmed(String(title[...last]))) != nil
    }

    private init?(listed text: String) {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
        let title = trimmed(String(text[..<open]))
        let words = text[open...].dropFirst().dropLast().split(separator: ", ", omittingEmptySubsequences: false)
        guard !title.isEmpty, words.count < 3, let word = words.first, let kind = Kind(rawValue: String(word)),
            words.dropFirst().allSatisfy({ !$0.contains(",") && !$0.contains(")") })
        else { return nil }
        self.init(title, kind: kind, language: words.count == 2 ? String(words[1]) : nil)
    }

    /// The languages that are named in a cell of titles.
    static func languages(in cell: String) -> [String] {
        (listed(cell) ?? []).compactMap(\.language)
            + cell.split(separator: " | ").compactMap { (try? Alias(parsing: String($0)))?.language }
    }
}

extension BulkTable where Field == EditionField {
    /// The other titles of a row.
    func aliases(_ row: Int, _ names: BulkNames) throws -> [Alias] {
        func known(_ alias: Alias) throws -> Alias {
            Alias(alias.title, kind: alias.kind, language: try alias.language.map(names.language))
        }
        guard isByOtherName(.alias) else {
            return try list(.alias, row, " | ").compactMap { part in
                try parse(.alias, row) { _ in try known(try Alias(parsing: part)) }
            }
        }
        guard let text = try text(.alias, row) else { return [] }
        return try namingIgnore(.alias) {
            guard let listed = Alias.listed(text) else {
                throw Refusal(
                    .input, "aliases \"\(text)\" are not written as edition list writes them",
                    hint:
                        "write TITLE (KIND) or TITLE (KIND, LANGUAGE), joined by \"; \"; a column alias takes them as "
                        + "register does", place: place(row, .alias))
            }
            return try parse(.alias, row) { _ in try listed.map(known) } ?? []
        }
    }
}
