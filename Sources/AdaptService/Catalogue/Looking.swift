import AdaptSQL
import Postgres

/// A search as it asks the database, at one moment.
struct Looking {
    let workspace: Workspace
    /// The cut, the words, how many at most, and the kind, as the queries of search take them.
    let asked: [(any PostgresEncodable)?]
    /// How many at most.
    let most: Int
    /// Whether the database has pg_trgm, which tells how much alike words are.
    let forgives: Bool

    /// What a query finds, best first.
    func rows(_ query: String) async throws -> [Found] {
        if forgives { try await workspace.forgive() }
        return try await workspace.rows(Queries.search[query], asked).map(Found.init)
    }

    /// The best of what was found and of what editions decide that is of scores above one number, in hundredths, up to
    /// another.
    ///
    /// Where very many are of one score, they are looked for apart from what is nearer, and what is less near not at
    /// all where there are enough of them.
    func decided(beside found: [Found], over least: Int, upTo top: Int) async throws -> [Found] {
        let floor = max(least, Found.floor(of: found, limit: most))
        guard floor < top else { return found }
        let all = try await decided(over: floor, upTo: top, mayTellPeak: true)
        guard let peak = all.peak else { return Found.best(most, of: found + all.rows) }
        var found = found
        for (least, top) in [(peak, top), (peak - 1, peak), (floor, peak - 1)] {
            let floor = max(least, Found.floor(of: found, limit: most))
            guard floor < top else { continue }
            let more = try await decided(over: floor, upTo: top).rows
            found = Found.best(most, of: found + more)
        }
        return found
    }

    /// The best of what was found and of what editions decide that holds the words with a mistake.
    func misspelt(beside found: [Found]) async throws -> [Found] {
        let score = Found.misspelt
        guard Found.floor(of: found, limit: most) < score else { return found }
        let more = try await decided(over: score - 1, upTo: score, isMisspelt: true).rows
        return Found.best(most, of: found + more)
    }

    private func decided(
        over floor: Int, upTo top: Int, isMisspelt: Bool = false, mayTellPeak: Bool = false
    ) async throws -> (rows: [Found], peak: Int?) {
        if forgives { try await workspace.forgive(Found.likeness(over: floor)) }
        let within: [(any PostgresEncodable)?] = [floor, top, isMisspelt, mayTellPeak]
        let rows = try await workspace.rows(Queries.search["search_decided"], asked + within)
        let peak: Int? = try rows.first.flatMap { try $0.get("peak", as: Int?.self) }
        // Where nothing is found there is a row for the peak alone.
        let found = try rows.filter { try $0.get("kind", as: String?.self) != nil }.map(Found.init)
        return (found, peak)
    }
}
