/// What the columns of a file of editions mean.
enum EditionField: String, TableField {
    case series, code, title, language, market, origin, platform, status, note, from, method, certainty, alias, id
    case source, locator, quote, revision, fault
    case alsoFrom = "also_from"
    case seriesTitle = "series_title"

    // As `edition list` names them.
    static let otherNames: [Self: String] = [
        .code: "edition", .market: "market_code", .from: "parent", .id: "identifiers", .alias: "aliases",
        .alsoFrom: "draws_on",
    ]
}

/// What the columns of a file of decisions mean.
enum ElementField: String, TableField {
    case edition, series, code, market, element, value, state, reason, reasons, note, minor, source, locator, quote
    case term, basis, outdated, revision, fault
    case parentValue = "parent_value"
    case parentState = "parent_state"
}
