import AdaptModel
import Postgres

/// Puts the editions of a report together from their names and from what is said of them.
struct EditionReader: Sendable {
    private var names: [Int: (series: String, name: String)] = [:]
    /// Those of which something was said, in no order.
    private(set) var editions: [ReachReport.Edition] = []

    /// Takes a row of the query `edition_names`.
    mutating func takeName(_ row: inout CopiedRow) throws {
        let (subject, series, code) = (try row.number(), try row.words(), try row.words())
        names[subject] = (series, "\(series)/\(code)")
    }

    /// Takes a row of the query `edition_states`; one of an edition that was not named is not asked for.
    mutating func takeState(_ row: inout CopiedRow) throws {
        let subject = try row.number()
        guard let (series, name) = names[subject] else { return }
        editions.append(
            ReachReport.Edition(
                subject: subject, series: series, name: name, title: try row.words(), market: try row.text(),
                language: try row.text(), status: try row.text()))
    }

    /// By series and code, wherever the database puts hyphens.
    var ordered: [ReachReport.Edition] {
        editions.sorted { left, right in
            left.series == right.series ? left.name < right.name : left.series < right.series
        }
    }
}
