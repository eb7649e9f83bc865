import AdaptModel

/// By what a row says whose its figure is, as written: references, or what others call the edition.
struct ReachIdentity: Hashable, Sendable {
    /// References, as in `hockey-star/es`; several share one figure. Empty: it is named otherwise.
    var editions: [String] = []
    /// Whether the one reference ends with the market that the edition is made for, whatever its code.
    var isByMarket = false
    /// Code of a creative of the one edition.
    var creative: String?
    /// What others call it; nil: it is named by references.
    var called: Called?
    /// What the row calls an edition that it names by its reference; nil: nothing, or it names several.
    var beside: Called?

    /// Whether it names one edition, and by its reference.
    var isReference: Bool { editions.count == 1 && !isByMarket && creative == nil && called == nil }

    /// An edition by its title, or by the identifier that somebody else gives it.
    struct Called: Hashable, Sendable {
        /// What the identifier is; nil: the title alone names it.
        var identifier: Identifier?
        /// Title of the show, in the file's spelling; nil: the identifier alone names it.
        var title: String?
        /// Title of the season; nil: none.
        var season: String?
        /// What tells works of the same title apart, where one title stands for several.
        var category: String?
        /// Language of the edition (BCP 47).
        var language: String?
        /// Market where the figure was measured, which tells editions of one title apart.
        var market: String?

        /// The whole title: that of the season, which starts with that of the show or is put behind it.
        var name: String? {
            guard let title, let season else { return title }
            return season.lowercased().contains(title.lowercased()) ? season : "\(title): \(season)"
        }

        /// The field that names it.
        var field: ReachField { identifier == nil ? .title : .externalID }

        /// For messages.
        var words: String {
            identifier.map { "external_id \"\($0)\"" }
                ?? "title \"\(name ?? "")\"" + (category.map { " [\($0)]" } ?? "")
        }
    }
}
