import AdaptModel
import AdaptSQL
import Testing

@testable import AdaptService

@Suite("Places that a publisher says")
struct RankingClaimTests {
    @Test("a publisher's places stand beside those by the metric on the same list; what was taken back does not")
    func claims() async throws {
        try await Stage.with { workspace in
            let row = RankingFile.row
            try await workspace.load(
                RankingFile.header + row("s/kr", 2, "50") + row("s/us", 2, "90") + row("t/jp", 2, "90")
                    + row("s/kr", 1, "9"))
            try await workspace.claim(
                ["film s/kr 1 1 1", "film s/kr 2 2 2", "film s/us-2 2 1 7", "tv s/us 2 1 1", "tv t/jp 2 2 1"])
            let found = try await workspace.ranking("2026-W02")
            #expect(
                found.claimedPlaces == [
                    "s/us tv 1 1 1 1", "t/jp tv 2 1 1 1", "s/kr film 2 1 2 2", "s/us-2 film 1 - 7 1",
                ])
            #expect(found.lines.map(\.rank) == [1, 1, 3, nil])
            #expect(found.lines.map { $0.claims.contains(where: \.differsInRank) } == [false, false, true, false])
            #expect(found.lines.map { $0.claims.contains(where: \.differsInWeeks) } == [false, false, false, true])
            let film = try await workspace.ranking(
                ReadingScope(week: try Week(parsing: "2026-W02"), source: "src"), list: "film")
            #expect(film.places == ["1 s/kr 1 1 2", "- s/us-2 - 1 1 new"])
            let unknown = try await refusal {
                _ = try await workspace.ranking(
                    ReadingScope(week: try Week(parsing: "2026-W02"), source: "src"), list: "flim")
            }
            #expect(unknown.hint?.contains("film") == true)
            try await workspace.undo(nil)
            #expect(try await workspace.texts("select list from ranking_claim_live(9223372036854775807)").isEmpty)
        }
    }

    @Test("where there are places on lists and no figure at all, that is said, and what shows them")
    func noFigures() async throws {
        try await Stage.with { workspace in
            #expect(try await workspace.noFigures().message == "no figures are recorded")
            try await workspace.load("edition,source,week,rank,list\nt/jp,src,2026-W03,2,film\n")
            let none = try await workspace.noFigures()
            #expect(none.message == "no figures are recorded, but places on lists")
            #expect(none.hint?.hasPrefix("adapt rank --week 2026-W03 --source src shows those") == true)
            let asked = try await refusal {
                _ = try await WeeklyReach(week: try Week(parsing: "2026-W03")).run(in: workspace)
            }
            #expect(asked.message == none.message)
        }
    }

    @Test("a source that has lists and no figures of the week shows its lists")
    func listsAlone() async throws {
        try await Stage.with { workspace in
            try await workspace.load(RankingFile.header + RankingFile.row("s/kr", 2, "50"))
            try await workspace.claim(["film t/jp 3 2 1", "film s/us 3 1 1"])
            let found = try await workspace.ranking("2026-W03", metric: nil)
            #expect(found.metric == nil)
            #expect(found.claimedPlaces == ["s/us film 1 - 1 1", "t/jp film 2 - 1 1"])
        }
    }

    @Test("finds the places that a later publication says again each by itself, however many there are")
    func manyPlaces() async throws {
        try await Stage.with { workspace in
            let weeks = (2...19).map { "2026-W" + ($0 < 10 ? "0" : "") + "\($0)" }
            let rows = weeks.flatMap { week in (1...40).map { "s/kr,src,\(week),\($0),List \($0),2026-06-01\n" } }
            let text = "edition,source,week,rank,list,published\n" + rows.joined()
            #expect(try await workspace.load(text).places == rows.count)
            try await workspace.connection.run("begin")
            _ = try await workspace.rows(Queries.claim["create_claimed"])
            try await workspace.connection.run(
                """
                insert into claimed select ranking_claim_id, source_id, list, market_code, first_day, last_day, rank,
                    weeks_on_list, series_id, subject_id, published + 7, true from ranking_claim
                """)
            let work = try await workspace.texts(
                "explain (analyze, costs off, timing off) " + Queries.claim["find_known"])
            try await workspace.connection.run("rollback")
            #expect(!work.contains { $0.contains("Rows Removed by Join Filter") }, "\(work.joined(separator: "\n"))")
            let again = try await workspace.load(text.replacing("06-01", with: "06-08"))
            #expect((again.places, again.repeatedPlaces) == (0, rows.count))
        }
    }
}

extension Workspace {
    /// Places on lists of the source, each as `list edition week rank weeks-by-the-publisher`.
    fileprivate func claim(_ places: [String]) async throws {
        for place in places {
            let words = place.split(separator: " ").map(String.init)
            let week = try Week(parsing: "2026-W0" + words[2])
            let found = try await texts(
                """
                insert into ranking_claim (source_id, list, first_day, last_day, rank, series_id, subject_id,
                    weeks_on_list, published, operation_id)
                select s.source_id, $1, $2::date, $2::date + 6, $3::integer, e.series_id, e.edition_id, $4::integer,
                    '2026-03-01', (select max(operation_id) from batch)
                from edition e join series r using (series_id), source s
                where r.code || '/' || e.code = $5 and s.code = 'src' returning list
                """, [words[0], week.monday.description, words[3], words[4], words[1]])
            #expect(found.count == 1)
        }
    }
}

extension Ranking {
    /// `edition list claimed-place place-by-the-metric weeks-by-the-publisher weeks-seen`.
    fileprivate var claimedPlaces: [String] {
        lines.flatMap { line in
            line.claims.map { claim in
                let numbers = [claim.rank, claim.place, claim.weeks, claim.weeksSeen].map { $0.map(String.init) ?? "-" }
                return "\(line.editions[0]) \(claim.list) " + numbers.joined(separator: " ")
            }
        }
    }
}
