import AdaptModel
import Testing

@testable import AdaptService

@Suite("Creatives from files")
struct CreativeImportTests {
    static let header = "edition,creative,description,duration,first_seen,last_seen,beats\n"
    static let file =
        header + "s/kr,slap,At the party,4 min 4 s,2026-01-05,2026-01-06,humiliated > fights back\n"
        + "s/us,rain,,1:02:03,,,\n"

    private func creatives(
        _ workspace: Workspace, _ text: String, _ change: (inout BulkOptions) -> Void = { _ in }, dryRun: Bool = false,
        rejects: Rejects? = nil
    ) async throws -> BulkReceipt {
        var options = BulkOptions()
        change(&options)
        return try await ImportCreatives(options).run(
            ByteSource(name: "ads.csv", bytes: Array(text.utf8)), in: workspace, dryRun: dryRun,
            setAside: rejects?.taker)
    }

    private func known(_ workspace: Workspace, asOf cut: OperationID = .now) async throws -> [String] {
        try await workspace.creatives(of: "s", asOf: cut).rows.map { row in
            row.dropFirst().map { $0 ?? "-" }.joined(separator: "|")
        }
    }

    @Test("come in once; what a later file says anew holds from then on, what it leaves out stays; undo goes back")
    func anew() async throws {
        try await Stage.with { workspace async throws in
            let first = try await creatives(workspace, Self.file)
            #expect(first.editions == .init(new: 2, changed: 0, unchanged: 0))
            let before = [
                "kr|slap|At the party|244|2026-01-05|2026-01-06|humiliated > fights back", "us|rain|-|3723|-|-|-",
            ]
            #expect(try await known(workspace) == before)
            let again = try await creatives(workspace, Self.file)
            #expect((again.editions.unchanged, again.operation) == (2, nil))
            let later = try await creatives(
                workspace, "Ad,series,code,last_seen\nslap,s,kr,2026-02-01\n", { $0.map = [("creative", "Ad")] })
            #expect(later.editions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(
                try await known(workspace)[0]
                    == "kr|slap|At the party|244|2026-01-05|2026-02-01|humiliated > fights back")
            #expect(try await known(workspace, asOf: try #require(first.operation)) == before)
            let rests = try await refusal {
                _ = try await Undo(first.operation).run(in: workspace, dryRun: false)
            }
            #expect(rests.details.contains { $0.contains("says more of creative \"slap\"") })
            _ = try await Undo(later.operation).run(in: workspace, dryRun: false)
            #expect(try await known(workspace) == before)
            // A figure of the creative finds it.
            try await workspace.load(
                "edition,creative,metric,source,week,value\ns/kr,slap,impressions,src,2026-W02,5\n")
        }
    }

    @Test("with all their faults are refused, or set aside")
    func faults() async throws {
        try await Stage.with { workspace async throws in
            let before = try await workspace.counts()
            let bad =
                Self.file + "s/fr,a,,,,,\ns/kr,A b,,,,,\ns/kr,,,,,,\ns/kr,b,,soon,,,\ns/kr,c,,,05/01/2026,,\n"
                + "s/kr,d,,,2026-01-05,2026-01-04,\ns/kr,slap,,,,,\ns/kr,e,,,,,x >  > y\ns/kr,f\n"
            let refused = try await refusal { _ = try await creatives(workspace, bad) }
            #expect(refused.description.hasPrefix("ads.csv:4:1: edition \"s/fr\" is not registered"))
            #expect(
                refused.details.map { $0.prefix { $0 != " " } }
                    == [
                        "ads.csv:5:2:", "ads.csv:6:2:", "ads.csv:7:4:", "ads.csv:8:5:", "ads.csv:9:6:", "ads.csv:10:2:",
                        "ads.csv:11:7:", "ads.csv:12:",
                    ].map { $0[...] })
            #expect(try await workspace.counts() == before)
            let rejects = Rejects()
            let receipt = try await creatives(workspace, bad, rejects: rejects)
            #expect((receipt.editions.new, receipt.refused) == (2, 9))
            #expect(rejects.rows?.rows.count == 9)
            #expect(try await creatives(workspace, Self.file, dryRun: true).editions.unchanged == 2)
        }
    }
}
