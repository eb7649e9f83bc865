import AdaptModel

@testable import AdaptService

/// Files of figures of the source `src`.
enum RankingFile {
    static let header = "edition,metric,source,week,value\n"

    static func row(_ edition: String, _ week: Int, _ value: String) -> String {
        "\(edition),impressions,src,2026-W0\(week),\(value)\n"
    }
}

extension Workspace {
    func ranking(
        _ week: String, metric: String? = "impressions", source: String? = "src", market: String? = nil,
        asOf cut: OperationID = .now
    ) async throws -> Ranking {
        try await ranking(
            ReadingScope(week: try Week(parsing: week), source: source, metric: metric, market: market), asOf: cut)
    }
}

extension Ranking {
    /// `place name last-week peak weeks arrival`, with `!` where bounds overlap.
    var places: [String] {
        lines.map { line in
            let numbers = [line.rank, line.previousRank, line.peak, line.weeksOnList].map { $0.map(String.init) ?? "-" }
            return "\(numbers[0]) \(line.editions.joined(separator: "+")) \(numbers[1...].joined(separator: " "))"
                + (line.arrival.map { " \($0.rawValue)" } ?? "") + (line.overlaps ? " !" : "")
        }
    }
}
