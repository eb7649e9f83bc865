import AdaptModel
import Testing

@testable import AdaptService

@Suite("What publishers say of a market, from files")
struct SnapshotImportTests {
    private static let file = """
        source,week,scope,aspect,value
        src,2026-W01,dramas,titles_active,"about 14,000"
        src,2026-W01,dramas,titles_new,"about 2,600"
        src,2026-W01,dramas,share_new,nearly 18%
        src,2026-W01,dramas,titles_animated,more than 100
        src,2026-W01,dramas,share_animated,~0.76%

        """

    @discardableResult
    private func load(_ workspace: Workspace, _ text: String, rejects: Rejects? = nil) async throws -> BulkReceipt {
        try await ImportSnapshot(BulkOptions()).run(
            ByteSource(name: "market.csv", bytes: Array(text.utf8)), in: workspace, dryRun: false,
            setAside: rejects?.taker)
    }

    private func claims(_ workspace: Workspace, _ week: String = "2026-W01") async throws -> [SnapshotClaim] {
        try await workspace.snapshot(of: try Week(parsing: week)).claims
    }

    @Test("comes in once as it was stated, is held against its own counts, and goes with one undo")
    func comesIn() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, Self.file).editions == .init(new: 5, changed: 0, unchanged: 0))
            let found = try await claims(workspace)
            #expect(
                found.map { "\($0.aspect) \($0.comparator.rawValue) \($0.low) \($0.high ?? "-") \($0.unit)" } == [
                    "titles_active ~ 14000 14000 titles", "titles_new ~ 2600 2600 titles", "share_new ~ 18 18 percent",
                    "titles_animated > 100 - titles", "share_animated ~ 0.76 0.76 percent",
                ])
            #expect(found.map(\.wording)[2] == "nearly 18%")
            #expect(found.filter { $0.check(among: found)?.disagrees == true }.map(\.aspect) == ["share_new"])
            let again = try await load(workspace, Self.file)
            #expect((again.editions.unchanged, again.operation) == (5, nil))
            _ = try await Undo(nil).run(in: workspace, dryRun: false)
            #expect(try await claims(workspace).isEmpty)
            #expect(try await load(workspace, Self.file).editions.new == 5)
        }
    }

    @Test("of days to come is refused, as other figures are")
    func future() async throws {
        try await Stage.with { workspace async throws in
            var options = BulkOptions()
            options.today = Day("2026-01-11")
            for row in ["2026-W03,,,", ",2026-01-12,2026-01-18,"] {
                let text = "source,week,from,until,scope,aspect,value\nsrc,\(row)d,titles_new,5\n"
                let bytes = try ByteSource(name: "market.csv", bytes: Array(text.utf8))
                let refused = try await refusal {
                    _ = try await ImportSnapshot(options).run(bytes, in: workspace, dryRun: false)
                }
                #expect(refused.message == "window 2026-01-12..2026-01-18 begins after today, 2026-01-11")
                #expect(refused.place?.column == (row.hasPrefix(",") ? 3 : 2))
            }
        }
    }

    @Test("says what is wrong at its cell, and takes nothing back by saying something else")
    func faults() async throws {
        try await Stage.with { workspace async throws in
            try await load(workspace, Self.file)
            let other = try await refusal { try await load(workspace, Self.file.replacing("14,000", with: "13,000")) }
            #expect(
                other.description.hasPrefix(
                    "market.csv:2:5: titles_active of \"dramas\" in 2025-12-29..2026-01-04 is \"about 14,000\" already")
            )
            for (text, words) in [
                ("src,2026-W02,d,titles_seen,5", "aspect \"titles_seen\" is not one of the list"),
                ("src,2026-W02,d,titles_new,5.5", "figure \"5.5\" is not a whole number"),
                ("src,2026-W02,d,share_new,-", "value is empty"),
                ("src,2026-W02,d,share_new,0.18", "share \"0.18\" may be per cent, or a part of one"),
                ("src,2026-W02,d,share_new,<0.18", "share \"<0.18\" may be per cent"),
                ("src,2026-W02,d,share_new,50%-150%", "share \"50%-150%\" is more than the whole"),
                ("src,2026-W02,d,share_new,118%", "share \"118%\" is more than the whole"),
                ("nobody,2026-W02,d,titles_new,5", "source \"nobody\""),
                ("src,2026-W60,d,titles_new,5", "week \"2026-W60\""), ("src,2026-W02,,titles_new,5", "scope is empty"),
            ] {
                let refused = try await refusal {
                    try await load(workspace, "source,week,scope,aspect,value\n\(text)\n")
                }
                #expect(refused.message.hasPrefix(words), "\(refused)")
                #expect(refused.place?.line == 2)
            }
        }
    }

    @Test("keeps ranges, bounds and decimals as they are stated, in days that are no week")
    func numbers() async throws {
        try await Stage.with { workspace async throws in
            try await load(
                workspace,
                """
                source,from,until,scope,aspect,value,wording
                src,2026-01-06,2026-01-08,d,titles_active,10K-12K,ten to twelve thousand
                src,2026-01-06,2026-01-08,d,titles_new,120+,
                src,2026-01-06,2026-01-08,d,share_new,18.0%-19.5%,
                src,2026-01-06,2026-01-08,d,share_animated,<1%,
                src,2026-01-06,2026-01-08,e,share_new,ca. 18.5%,
                src,2026-01-06,2026-01-08,e,share_animated,0.5%-1.25%,

                """)
            #expect(
                try await claims(workspace, "2026-W02").map { "\($0.comparator.rawValue) \($0.low) \($0.high ?? "-")" }
                    == [
                        "range 10000 12000", ">= 120 -", "range 18.0 19.5", "< 0 1", "~ 18.5 18.5",
                        "range 0.50 1.25",
                    ])
        }
    }
}
