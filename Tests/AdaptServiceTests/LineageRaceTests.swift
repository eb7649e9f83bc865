import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("Lineage written by several at once", .timeLimit(.minutes(30)))
struct LineageRaceTests {
    @Test(
        "2,000 random edges by 8 clients: no edition is ever its own ancestor")
    func edges() async throws {
        let seed = Seeded(for: "lineage race").seed
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                for edition in 0..<8 { try await workspace.register("s/e\(edition)") }
            }
            let outcomes = try await withThrowingTaskGroup(of: [String].self) { group in
                for client in 0..<8 { group.addTask { try await Self.draw(client, seed &+ UInt64(client), url) } }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(outcomes.count == 2000)
            #expect(outcomes.contains("done"))
            #expect(Set(outcomes).isSubset(of: ["done", "lineage_has_no_cycle", "edition_not_its_own_parent"]))
            try await Catalogue.open(url) { workspace in
                let parents = try await workspace.texts(
                    "select edition || ' ' || coalesce(parent_id::text, '') from edition_as_of(9223372036854775807)")
                #expect(parents.count == 8)
                for edition in 0..<8 {
                    let chain = try await workspace.sheet(of: EditionReference(series: "s", edition: "e\(edition)"))
                    #expect(chain.facts.first { $0.name == "edition" }?.value == "e\(edition)")
                }
                #expect(try await Self.circles(workspace) == [])
                let drawn = outcomes.count { $0 == "done" }
                Figures.note("T20", "random edges by 8 clients", "\(drawn) of \(outcomes.count) drawn, 0 circles")
            }
        }
    }

    /// Edges written without the lock of an operation, so that only the trigger stands between them.
    private static func draw(_ client: Int, _ seed: UInt64, _ url: String) async throws -> [String] {
        try await Catalogue.open(url) { workspace in
            var random = Seeded(seed)
            let ids = try await workspace.texts("select edition_id::text from edition").compactMap { Int($0) }
            var outcomes: [String] = []
            for number in 0..<250 {
                guard let child = ids.randomElement(using: &random), let parent = ids.randomElement(using: &random)
                else { continue }
                outcomes.append(try await add(parent, to: child, 1000 + client * 250 + number, workspace))
            }
            return outcomes
        }
    }

    private static func add(
        _ parent: Int, to child: Int, _ operation: Int, _ workspace: Workspace
    ) async throws -> String {
        while true {
            do {
                try await workspace.connection.transaction { connection in
                    // One writer an edition, as revisions have it; the others' editions are free.
                    _ = try await connection.query("select pg_advisory_xact_lock(\(child))")
                    _ = try await connection.query(
                        "insert into operation (operation_id, at, author, verb) values (\(operation), now(), 'a', 'v')")
                    _ = try await connection.query(
                        """
                        with next as (select * from add_revision(1, \(child)::integer, \(operation)) r(revision))
                        insert into lineage (series_id, edition_id, revision, operation_id, parent_id, method, certainty)
                        select 1, \(child)::integer, revision, \(operation), \(parent)::integer, 'dub', 'asserted' from next
                        """)
                }
                return "done"
            } catch let error as PostgresError {
                guard error.sqlState != "40P01" else { continue }
                return error.constraint ?? error.message
            }
        }
    }

    private static func circles(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            with recursive parents as (
                select edition_id, parent_id from edition_as_of(9223372036854775807) where parent_id is not null),
            walk(start, here, steps) as (
                select edition_id, parent_id, 1 from parents
                union all select w.start, p.parent_id, w.steps + 1 from walk w
                join parents p on p.edition_id = w.here where w.steps < 100)
            select start::text from walk where here = start
            """)
    }

    @Test("registering while joint figures of the same series are imported: nobody stands in the other's way")
    func registeringWhileImporting() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await Stage.prepare(workspace)
                for number in 0..<20 { try await workspace.register("s/x\(number)") }
            }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await Catalogue.open(url) { workspace in
                        for number in 0..<19 {
                            let names = "s/x\(number) + s/x\(number + 1)"
                            try await workspace.load(Stage.header + Stage.row(names, 5, 11, "\(number)"))
                        }
                    }
                }
                for person in 0..<3 {
                    group.addTask {
                        try await Catalogue.open(url) { workspace in
                            for number in 0..<20 {
                                try await workspace.register("s/n-\(person)-\(number)", from: "s/kr")
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await workspace.texts("select count(*)::text from joint") == ["19"])
                #expect(try await workspace.texts("select count(*)::text from edition") == ["84"])
            }
        }
    }
}
