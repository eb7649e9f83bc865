public import AdaptModel

extension Sheet {
    /// A list as a sheet; columns of counts become numbers, of operations and revisions names, of figures with decimals,
    /// such, of "true" and "false" flags, and of words with a blank between them, lists; so do those of texts with U+001F
    /// between them, which people read with "; " between.
    public init(
        _ listing: Listing, numbers: Set<String> = [], names: Set<String> = [], decimals: Set<String> = [],
        flags: Set<String> = [],
        lists: Set<String> = [], texts: Set<String> = []
    ) {
        let kinds = listing.columns.map { name -> (String?) -> Cell in
            if numbers.contains(name) { return { Cell($0.flatMap { Int($0) }) } }
            if names.contains(name) { return { $0.flatMap { Int($0) }.map { .name($0) } ?? .empty } }
            if decimals.contains(name) { return { $0.map { .decimal($0) } ?? .empty } }
            if flags.contains(name) { return { $0.map { .flag($0 == "true") } ?? .empty } }
            if lists.contains(name) { return { .list(words($0), between: " ") } }
            if texts.contains(name) { return { .list(parted($0), between: "; ") } }
            return { Cell($0) }
        }
        self.init(columns: listing.columns, rows: listing.rows.map { row in zip(kinds, row).map { $0($1) } })
    }
}

/// Texts with U+001F between them, one by one.
private func parted(_ text: String?) -> [String] {
    text.map { $0.split(separator: "\u{1F}").map(String.init) } ?? []
}

/// Words with a blank between them, one by one.
func words(_ text: String?) -> [String] { text.map { $0.split(separator: " ").map(String.init) } ?? [] }
