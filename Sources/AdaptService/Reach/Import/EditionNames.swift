import Postgres

/// Names of editions as they come from the database, tens of thousands.
struct EditionNames: Sendable {
    var subjects: [String: (series: Int, subject: Int)] = [:]
    var byMarket: [String: [String]] = [:]
    var standing: Set<String> = []

    /// Takes a row of `edition_subjects`.
    mutating func take(_ row: inout CopiedRow) throws {
        let (name, series, edition) = (try row.words(), try row.number(), try row.number())
        subjects[name] = (series, edition)
        if let market = try row.text() { byMarket[market, default: []].append(name) }
        if try row.flag() { standing.insert(name) }
    }
}
