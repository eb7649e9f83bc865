public import AdaptModel
import AdaptSQL
import Postgres

extension Workspace {
    /// Everything known of an edition, in the state that the reference names.
    public func sheet(of reference: EditionReference, asOf cut: OperationID = .now) async throws -> EditionSheet {
        let asked = try await locate([reference], asOf: cut)
        let found = asked.editions[0]
        let listed = try await editions(of: found.series, edition: found.code, asOf: found.cut)
        guard let row = listed.rows.first else { throw Refusal(.bug, "edition \"\(found.name)\" has no state") }
        let lines = try await lines(of: asked)
        let (side, names) = (lines.sides[0], lines.names)
        let elements = side.history.profile(of: side.chain, asOf: found.cut).map { element, resolved in
            let above = side.chain.dropFirst()
            let isOwn = resolved.decision?.edition == found.id && !above.isEmpty
            return EditionSheet.Element(
                element: element, resolved: resolved, from: resolved.decision.flatMap { names[$0.edition] },
                parent: isOwn ? side.history.resolve(element, above, asOf: found.cut).state : nil)
        }
        let beside = try await refusing {
            try await connection.pipeline([
                SQL(Queries.catalogue["list_aliases"], bind: [found.cut.number, found.seriesID, found.id.number]),
                SQL(Queries.catalogue["list_creatives"], bind: [found.cut.number, found.series, found.code]),
            ])
        }
        return EditionSheet(
            facts: zip(listed.columns, row).map { (name: $0, value: $1) }, aliases: try Listing(beside[0]),
            elements: elements, creatives: try Listing(beside[1]),
            evidence: try await evidence(ofEditions: found.series, edition: found.code, asOf: found.cut)[found.code]
                ?? [])
    }

    /// The editions of a series as trees by primary parent.
    public func lineage(of series: String, asOf cut: OperationID = .now) async throws -> LineageTree {
        let cut = try await pinned(cut)
        let series = try await requireSeries(series, asOf: cut)
        let listed = try await editions(of: series, asOf: cut)
        let names = [
            "edition", "title", "language", "market_code", "status", "method", "certainty", "parent", "draws_on",
        ]
        let rows = listed.selecting(names).rows
        let children = Dictionary(grouping: rows) { $0[7] }
        let evidence = try await evidence(ofEditions: series, asOf: cut)

        func node(_ row: [String?]) -> LineageTree.Node {
            LineageTree.Node(
                edition: series + "/" + (row[0] ?? ""), title: row[1] ?? "", language: row[2], market: row[3],
                status: row[4], method: row[5], certainty: row[6], parentUnnamed: row[5] != nil && row[7] == nil,
                drawsOn: row[8],
                evidence: (evidence[row[0] ?? ""] ?? []).compactMap { $0.of(\.isOfLineage) },
                children: (children[row[0]] ?? []).map(node))
        }
        let asserted = try await assertedEditions(of: series, asOf: cut).first
        return LineageTree(
            series: series, roots: (children[nil] ?? []).map(node), asserted: asserted)
    }
}

extension String {
    /// Whether a fact, in the words of the function `edition_evidence`, is of where an edition comes from.
    fileprivate var isOfLineage: Bool { ["from", "method", "certainty"].contains(self) || hasPrefix("also_from ") }
}
