import AdaptModel
import AdaptSQL
import Postgres

extension WeeklyReach {
    /// Refuses two currencies in a report: they neither add up nor compare with the week before.
    func requireOneCurrency(_ metric: String, _ lines: [Row]) throws {
        let currencies = Set(try lines.map { try $0.get("currency", as: String?.self) ?? "no currency" })
        guard currencies.count > 1 else { return }
        throw Refusal(.rule, "\(metric) in several currencies cannot be added", details: currencies.sorted())
    }

    /// Refuses sums of a week that have no meaning: people and averages, over editions or windows; markets that overlap.
    func requireAdditive(
        _ metric: String, _ total: ReachReport.WeekTotal, _ lines: [Row], _ workspace: Workspace
    ) async throws {
        let row = try await workspace.rows(Queries.report["metric"], [metric])[0]
        if try !row.get("adds_over_windows", as: Bool.self), try lines.contains(where: { try $0.get("figures") > 1 }) {
            throw Refusal(
                .rule,
                "\(metric) of several windows cannot be added to a week: it counts the same people again (rule 7)",
                hint: "import the week's own figure")
        }
        let counted = Set(total.lines.filter { $0.counted && $0.total != nil }.map(\.editions))
        if try !row.get("adds_over_editions", as: Bool.self), counted.count > 1 {
            throw Refusal(
                .rule, "\(metric) of several editions cannot be added: it counts the same people again (rule 7)",
                hint: "ask for one edition: adapt reach SERIES/EDITION --week \(total.week) --metric \(metric)")
        }
        let measured = try Dictionary(grouping: lines) { try $0.get("subject_id", as: Int.self) }
        for figures in measured.values {
            try await refuseOverlap(
                of: Set(try figures.compactMap { try $0.get("measured", as: String?.self) }), workspace)
        }
    }

    /// Refuses figures of one subject in markets that share a country, unless one of them was asked for.
    func refuseOverlap(of markets: Set<String>, _ workspace: Workspace) async throws {
        guard markets.count > 1, market.map({ !markets.contains($0) }) ?? true else { return }
        let overlap = try await workspace.rows(Queries.report["overlapping_markets"], [markets.sorted()])
        if try overlap[0].get("overlap", as: Bool.self) {
            throw Refusal(
                .rule, "figures of overlapping markets cannot be added (rule 7)", hint: "choose one with --market",
                details: markets.sorted())
        }
    }
}
