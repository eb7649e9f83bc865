import AdaptModel
import Testing

@testable import AdaptService

@Suite("Places on publishers' lists, from files")
struct RankingImportTests {
    static let header = "edition,source,week,rank,weeks_on_list,list\n"
    static let file = header + "s/kr,src,2026-W02,1,3,Top\ns/us,src,2026-W02,2,,Top\nt/jp,src,2026-W02,2,1,Top\n"

    private func places(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select concat_ws(' ', e.code, c.list, c.rank, c.weeks_on_list)
            from ranking_claim_live(9223372036854775807) c
            join edition e on e.series_id = c.series_id and e.edition_id = c.subject_id
            order by c.rank, e.code, c.ranking_claim_id
            """)
    }

    @Test(
        "are kept without any figure; the same again says nothing, another place is kept beside; undo takes them back")
    func places() async throws {
        try await Stage.with { workspace async throws in
            let first = try await workspace.load(Self.file)
            #expect((first.read, first.new, first.notReported, first.places) == (3, 0, 0, 3))
            #expect(try await places(workspace) == ["kr Top 1 3", "jp Top 2 1", "us Top 2"])
            let again = try await workspace.load(Self.file + "\n")
            #expect((again.places, again.operation) == (0, nil))
            let restated = try await workspace.load(
                Self.file.replacing("s/us,src,2026-W02,2", with: "s/us,src,2026-W02,3"))
            #expect(restated.places == 1)
            #expect(try await places(workspace).last == "us Top 3")
            for receipt in [restated, first] {
                _ = try await Undo(receipt.operation).run(in: workspace, dryRun: false)
            }
            #expect(try await places(workspace) == [])
            #expect(try await workspace.load(Self.file).places == 3)
        }
    }

    @Test("said again by a later publication are kept, so that an older one that comes in afterwards is the older one")
    func repeated() async throws {
        try await Stage.with { workspace async throws in
            func load(_ rank: Int, _ day: Int) async throws -> ImportReach.Receipt {
                try await workspace.load(
                    "edition,source,week,rank,list,published\ns/kr,src,2026-W02,\(rank),Top,2026-02-\(day)\n")
            }
            #expect(try await load(1, 10).places == 1)
            let again = try await load(1, 20)
            #expect((again.places, again.repeatedPlaces) == (0, 1) && again.operation != nil)
            #expect(try await load(5, 15).places == 1)
            let week = try Week(parsing: "2026-W02")
            let ranking = try await workspace.ranking(ReadingScope(week: week, source: "src"), asOf: .now)
            #expect(ranking.lines.flatMap(\.claims).map(\.rank) == [1])
        }
    }

    @Test("beside figures come in one operation")
    func beside() async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await workspace.load(
                "edition,metric,source,week,value,rank\ns/kr,views,src,2026-W02,9,1\ns/us,views,src,2026-W02,-,2\n")
            #expect((receipt.new, receipt.notReported, receipt.places) == (1, 1, 2))
            #expect(try await places(workspace) == ["kr ranking 1", "us ranking 2"])
        }
    }

    @Test("that are no places are refused where they stand")
    func refused() async throws {
        try await Stage.with { workspace async throws in
            let before = try await workspace.counts()
            for (row, fault) in [
                ("s/kr,src,2026-W02,0,3,Top", "reach.csv:5:4: rank \"0\" is not a number from 1"),
                ("s/kr,src,2026-W02,1,x,Top", "reach.csv:5:5: weeks_on_list \"x\" is not a number from 1"),
                ("s/kr + s/us,src,2026-W02,1,1,Top", "reach.csv:5:4: rank is of several editions"),
                ("s/kr,src,2026-W02,4,3,Top", "reach.csv:5: place 4 differs from that of the same edition"),
                ("s/fr,src,2026-W02,4,3,Top", "reach.csv:5:1: edition \"s/fr\" is not registered"),
            ] {
                let refused = try await refusal { try await workspace.load(Self.file + row + "\n") }
                #expect(refused.description.hasPrefix(fault), "\(refused)")
            }
            #expect(try await workspace.counts() == before)
        }
    }
}
