import AdaptModel
import Testing

@testable import AdaptService

@Suite("Snapshot and creatives")
struct SnapshotTests {
    private func snapshot(_ workspace: Workspace, _ week: String) async throws -> Snapshot {
        try await workspace.snapshot(of: try Week(parsing: week))
    }

    @Test("of the sample flags the share of W01 alone, and counts the jointly reported editions of W02")
    func sample() async throws {
        try await Catalogue.sample { workspace in
            for (week, source, expected) in [
                ("2026-W01", "socialpeta-2026-w01", ["share_new"]), ("2026-W02", "socialpeta-2026-w02", []),
                ("2026-W03", "socialpeta-2026-w03", []),
            ] {
                let claims = try await snapshot(workspace, week).claims
                #expect(claims.count == 5)
                #expect(Set(claims.map(\.source)) == [source])
                #expect(claims.filter { $0.check(among: claims)?.disagrees == true }.map(\.aspect) == expected)
            }
            let week = try await snapshot(workspace, "2026-W02")
            #expect(
                week.titles.filter(\.hasFigure).map(\.edition) == ["my-assertive-lover/hmt", "my-assertive-lover/us"])
            #expect(week.titles.filter(\.inPromotion).count == week.titles.filter { $0.status == "in_promotion" }.count)
        }
    }

    @Test("new is a first figure, or a registration without an earlier one; a joint figure is of each of its editions")
    func new() async throws {
        try await Stage.with { workspace in
            try await workspace.load(
                Stage.header + Stage.row("s/kr", 5, 11, "1") + Stage.row("s/kr", 12, 18, "1")
                    + Stage.row("s/us + s/us-2", 12, 18, "1"))
            let week = try await snapshot(workspace, "2026-W03")
            #expect(week.titles.map(\.edition) == ["s/kr", "s/us", "s/us-2"])
            #expect(week.titles.map { $0.newness(in: week.week) } == [nil, "figure", "figure"])
            #expect(week.counts.prefix(2).map(\.editions) == [3, 2])
            #expect(week.counts.prefix(2).map(\.series) == [1, 1])
            #expect(
                week.counts.filter { $0.by == "method" } == [
                    Snapshot.Count(by: "method", group: "remake", editions: 2, series: 1),
                    Snapshot.Count(by: "method", group: "source", editions: 1, series: 1),
                ])
            _ = try await Undo(nil).run(in: workspace, dryRun: false)
            #expect(try await snapshot(workspace, "2026-W03").titles.isEmpty)
        }
    }

    @Test("creatives without dates are in no count; those with dates are active where they touch the week")
    func creatives() async throws {
        try await Catalogue.sample { workspace in
            let week = try Week(parsing: "2026-W02")
            let found = try await workspace.creatives(in: week)
            #expect((found.active, found.new, found.undated) == (0, 0, 2))
            #expect(found.figures["unplaced"].count == 1)
            let one = try await workspace.creatives(in: week, of: try EditionReference(parsing: "second-life"))
            #expect(one.creatives["creative"] == ["back-in-class"])
            #expect(one.creatives["beats"] == ["flashback > reawakening in class > tops the exam"])
            #expect(one.figures.rows.isEmpty)
            let states = try await dated(workspace, week)
            #expect(states == ["a": "active", "b": "new", "d": "new"])
        }
    }

    /// States of creatives seen: a from before into the week, b in it, c only before, d on one known day of it.
    private func dated(_ workspace: Workspace, _ week: Week) async throws -> [String: String] {
        for (code, first, last) in [
            ("a", "2026-01-01", "2026-01-05"), ("b", "2026-01-11", "2026-02-01"), ("c", "2026-01-01", "2026-01-04"),
            ("d", "2026-01-07", nil),
        ] {
            _ = try await workspace.texts(
                """
                with k as (insert into subject (series_id, kind)
                    select series_id, 'creative' from series where code = 'second-life' returning series_id, subject_id)
                insert into creative (series_id, creative_id, edition_id, code, first_seen, last_seen, operation_id)
                select k.series_id, k.subject_id, e.edition_id, $1, $2::date, $3::date, 1
                from k join edition e on e.series_id = k.series_id and e.code = 'ko' returning code
                """, [code, first, last])
        }
        let found = try await workspace.creatives(in: week, of: try EditionReference(parsing: "second-life/ko"))
        #expect((found.active, found.new, found.undated) == (3, 2, 1))
        #expect(found.counts.map(\.edition) == ["second-life/ko"])
        #expect(found.counts.map { [$0.active, $0.new, $0.undated] } == [[3, 2, 1]])
        let pairs = zip(found.creatives["creative"], found.creatives["state"])
        return Dictionary(
            uniqueKeysWithValues: pairs.filter { $0.1 != "dates_not_stated" }.map { ($0.0 ?? "", $0.1 ?? "") })
    }
}
