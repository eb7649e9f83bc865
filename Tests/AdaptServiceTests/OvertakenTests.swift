import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("What is taken back while somebody waits to write to it", .timeLimit(.minutes(30)))
struct OvertakenTests {
    @Test("an edition takes no decision and no edit")
    func edition() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await workspace.addSeries("s")
                try await workspace.register(
                    "s/en", [Decide.Request(ElementPath("ending"), .value("happy"), mayBeNew: true)])
                try await workspace.register("s/es", from: "s/en")
            }
            let acts: [@Sendable (Workspace) async throws -> Void] = [
                { try await $0.decide("s/es", "ending", .value("late")) },
                {
                    var facts = EditionFacts()
                    facts.title = "Late"
                    _ = try await EditEdition(edition: EditionReference(parsing: "s/es"), facts: facts)
                        .run(in: $0, dryRun: false)
                },
            ]
            for act in acts {
                let late = try await Self.overtaking(url, act)
                #expect(late.message == "edition \"s/es\" was taken back meanwhile")
                try await Catalogue.open(url) { workspace async throws in
                    #expect(try await workspace.number("select count(*) from decision") == 1)
                    _ = try await workspace.register("s/es", from: "s/en")
                    #expect(try await workspace.resolved("s/es", "ending").basis == .inherited)
                }
            }
        }
    }

    @Test("a series takes no edition and no edit")
    func series() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await $0.addSeries("s") }
            let acts: [@Sendable (Workspace) async throws -> Void] = [
                { try await $0.register("s/en") },
                { _ = try await $0.editSeries("s", SeriesFacts(title: "Late"), dryRun: false) },
            ]
            for act in acts {
                let late = try await Self.overtaking(url, act)
                #expect(late.message == "series \"s\" was taken back meanwhile")
                try await Catalogue.open(url) { workspace async throws in
                    #expect(try await workspace.texts("select code from edition") == [])
                    try await workspace.addSeries("s")
                }
            }
        }
    }

    /// Takes the last operation back while `act`, which has found what it writes to by then, waits for that; what `act`
    /// is refused for.
    private static func overtaking(
        _ url: String, _ act: @escaping @Sendable (Workspace) async throws -> Void
    ) async throws -> Refusal {
        let holder = try await Databases.connect(url)
        _ = try await holder.query("begin")
        let target: Int = try await holder.query("select max(operation_id) from operation")[0].get(0)
        _ = try await holder.query("select begin_operation('x', 'undo', null, \(target))")
        let begun: Int = try await holder.query("select max(operation_id) from operation")[0].get(0)
        _ = try await holder.query("select toggle(\(target), \(begun))")
        async let late = refusal { try await Catalogue.open(url) { try await act($0) } }
        while try await waiting(holder) < 1 { try await Task.sleep(for: .milliseconds(10)) }
        _ = try await holder.query("commit")
        let refused = try await late
        await holder.close()
        return refused
    }

    private static func waiting(_ connection: Connection) async throws -> Int {
        try await connection.query(
            """
            select count(*) from pg_locks where not granted and locktype in ('advisory', 'transactionid', 'relation', 'tuple')
                and coalesce(database, (select oid from pg_database where datname = current_database()))
                    = (select oid from pg_database where datname = current_database())
            """)[0].get(0)
    }
}
