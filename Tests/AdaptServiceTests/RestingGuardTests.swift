import AdaptModel
import AdaptSQL
import TestSupport
import Testing

@testable import AdaptService

@Suite("What rests on an operation, which is asked of no more than what it recorded")
struct RestingGuardTests {
    @Test("is the same as where all is asked of each operation: every way of resting on one there is")
    func sample() async throws {
        try await Catalogue.sample { workspace in
            try await RestingHistory(workspace: workspace).record()
            let kinds = try await workspace.texts(
                """
                select distinct regexp_replace(r.what, '"[^"]*"', '_', 'g') as kind
                from operation o cross join lateral resting_on(o.operation_id, 9223372036854775807) r order by kind
                """)
            #expect(Set(kinds).isSuperset(of: Self.kinds), "\(Set(Self.kinds).subtracting(kinds).sorted())")
            try await expectSame(workspace)
        }
    }

    /// What a later operation does that rests on another one, without names.
    private static let kinds = [
        "cites source _", "counts on from readings of _", "decides _ of _ again", "decides _ of _ by the word _",
        "decides elements of _", "derives _ from _", "draws on _", "found _ by _", "gives element _ another vocabulary",
        "gives the name _ to another", "has figures of _", "has figures of creative _", "keeps _ of _ as _ has it",
        "labels term _", "names element _ anew", "names term _ anew", "says figures of _ again, which are stored once",
        "says more of _", "says more of creative _", "says more of element _", "says more of series _",
        "says something of series _", "uses element _", "uses market _", "uses term _",
    ]

    @Test("and after a random history")
    func walk() async throws {
        try await Catalogue.empty { workspace in
            var walk = HistoryWalk(Seeded(for: "what rests on operations", standard: 23))
            try await walk.prepare(workspace)
            for _ in 0..<120 {
                let step = walk.next()
                do {
                    if try await step.act(workspace) != nil { walk.take(step) }
                } catch let refusal as Refusal where [.rule, .usage].contains(refusal.kind) {
                    continue
                }
            }
            try await expectSame(workspace)
        }
    }

    /// Expects of each operation, as of now and of two moments, that as much rests on it where no part of the question is
    /// left out.
    private func expectSame(_ workspace: Workspace) async throws {
        try await workspace.connection.run("set jit = off; " + unguarded())
        let differences = try await workspace.texts(
            """
            select format('on operation %s as of %s: operation %s %s', o.operation_id, c.cut, x.operation_id, x.what)
            from operation o
            cross join (select 9223372036854775807 as cut
                union select max(operation_id) - 3 from operation
                union select max(operation_id) / 2 from operation) c
            cross join lateral (
                select r.operation_id, r.what
                from (select 1 as side, g.* from resting_on(o.operation_id, c.cut) g
                      union all select -1, u.* from resting_on_unguarded(o.operation_id, c.cut) u) r
                group by r.operation_id, r.what
                having sum(r.side) <> 0) x
            where o.operation_id <= c.cut
            """)
        #expect(differences == [])
    }

    /// The function by another name, as the program has it but without what keeps a part of it from being asked.
    private func unguarded() throws -> String {
        let script = try #require(DatabaseScripts.repeatables.first { $0.name == "undo" }).text
        let lines = script.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.hasPrefix("create or replace function resting_on(") })
        let end = try #require(lines[start...].firstIndex { $0.hasPrefix("comment on function resting_on ") })
        let guards = ["where ", "or ", "and ", "-- "]
        let kept = lines[start..<end].filter { line in
            !guards.contains { trimmed(String(line)).hasPrefix($0) }
        }
        let parts = lines.count { $0.contains("from rests_on_") }
        #expect(parts > 5 && kept.count { $0.contains("from rests_on_") } == parts)
        #expect(kept.count < end - start - parts && !kept.contains { $0.contains("exists") })
        return kept.joined(separator: "\n").replacing("function resting_on(", with: "function resting_on_unguarded(")
    }
}
