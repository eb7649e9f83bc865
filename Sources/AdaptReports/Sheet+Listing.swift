public import AdaptModel

extension Sheet {
    /// A list as a sheet; columns of counts become numbers, of operations and revisions names, of figures with decimals,
    /// such, of "true" and "false" flags, and of words with a blank between them, lists; so do those of texts with U+001F
    /// between them, and where people read them, as `told`, they are one text with "; " between.
    public init(
        _ listing: Listing, numbers: Set<String> = [], names: Set<String> = [], decimals: Set<String> = [],
        flags: Set<String> = [],
        lists: Set<String> = [], texts: Set<String> = [], told: Set<String> = []
    ) {
        let kinds = listing.columns.map { name -> (String?) -> Cell in
            if numbers.contains(name) { return { Cell($0.flatMap { Int($0) }) } }
            if names.contains(name) { return { $0.flatMap { Int($0) }.map { .name($0) } ?? .empty } }
            if decimals.contains(name) { return { $0.map { .decimal($0) } ?? .empty } }
            if flags.contains(name) { return { $0.map { .flag($0 == "true") } ?? .empty } }
            if lists.contains(name) { return { .list(words($0), between: " ") } }
            if texts.contains(name) { return { .list(parted($0), between: "; ") } }
            if told.contains(name) { return { text in Cell(text.map { parted($0).joined(separator: "; ") }) } }
            return { Cell($0) }
        }
        self.init(columns: listing.columns, rows: listing.rows.map { row in zip(kinds, row).map { $0($1) } })
    }
}

/// Texts with U+001F between them, one by one; doubled, it is one of a text's own.
private func parted(_ text: String?) -> [String] {
    guard let text else { return [] }
    var (found, part, rest) = ([String](), String.UnicodeScalarView(), text.unicodeScalars[...])
    while let scalar = rest.popFirst() {
        if scalar == "\u{1F}", rest.first != scalar {
            found.append(String(part))
            part = String.UnicodeScalarView()
            continue
        }
        if scalar == "\u{1F}" { rest.removeFirst() }
        part.append(scalar)
    }
    return found + [String(part)]
}

/// Words with a blank between them, one by one.
func words(_ text: String?) -> [String] { text.map { $0.split(separator: " ").map(String.init) } ?? [] }
