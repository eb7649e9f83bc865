import AdaptModel
import AdaptSQL
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("A migration that is cut")
struct MigrationCutTests {
    /// The statements of a script: each ends with a semicolon at the end of a line. None of ours has one inside. The
    /// comments that follow a table count as one.
    static func statements(_ text: String) -> [String] {
        var statements: [String] = []
        var current = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            current += line + "\n"
            guard line.hasSuffix(";") else { continue }
            if current.hasPrefix("comment on"), let last = statements.last, last.hasPrefix("comment on") {
                statements[statements.count - 1] += current
            } else {
                statements.append(current)
            }
            current = ""
        }
        return statements
    }

    @Test("before and after any statement: nothing of it stays, and the next run reaches the same schema")
    func cuts() async throws {
        try await TestServer.inOnePlace(first: true) { try await eachCut() }
    }

    private func eachCut() async throws {
        let fresh = try await Catalogue.empty { try await SchemaDescription.of($0.connection) }
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            var cuts = 0
            for (index, migration) in MigratorTests.all.enumerated() {
                let upTo = Array(MigratorTests.all.prefix(index))
                _ = try await Migrator(connection, migrations: upTo, repeatables: false).migrate()
                let reached = try await Schema.state(within: connection)
                let strange = try await AddedObjects.lost(in: connection, reached, isBegun: index > 0)
                #expect(strange.map(\.name) == [], "taken for somebody's before \(migration.name)")
                let before = try await state(connection)
                let statements = Self.statements(migration.text)
                #expect(statements.joined().utf8.count >= migration.text.utf8.count - 1, "nothing left over")
                for count in 0...statements.count {
                    try await cut(url, after: statements.prefix(count).joined(), by: connection)
                    cuts += 1
                }
                #expect(try await state(connection) == before, "\(migration.name)")
            }
            #expect(cuts > 70)
            #expect(try await Migrator(connection).migrate() == [MigratorTests.all.last?.name])
            #expect(try await SchemaDescription.of(connection) == fresh)
            await connection.close()
            Figures.note("T21", "migration cut", "\(cuts) places, same schema after")
        }
    }

    /// Runs a part of a migration as the migrator does, then kills its backend.
    private func cut(_ url: String, after part: String, by killer: Connection) async throws {
        let victim = try await Databases.connect(url)
        try await victim.run("begin; set local search_path = adapt;" + part)
        let pid = Int(victim.backendPID)
        // Not waited for: the server would look only every tenth of a second, and who is told to end commits no more.
        let killed = try await killer.query("select pg_terminate_backend(\(pid)::integer) as killed")
        #expect(try killed[0].get("killed", as: Bool.self))
        await #expect(throws: PostgresError.self) { try await victim.run("commit") }
        await victim.close()
    }

    private func state(_ connection: Connection) async throws -> [String] {
        let applied = try await connection.query("select number, name, hash from adapt.migration order by number")
        return try await SchemaDescription.of(connection)
            + applied.map { "\(try $0.get("number", as: Int.self)) \(try $0.get("hash", as: String.self))" }
    }

    /// After how many the next run comes: with each commit few, as `cuts` goes on from each of them too, by one.
    private static let applied: [Int] = {
        let all = MigratorTests.all.indices
        return Figures.soaks ? Array(all) : [0, 1, all.count / 2, all.count - 1]
    }()

    @Test("between two migrations: the next run applies the rest and reaches the same schema")
    func betweenMigrations() async throws {
        try await TestServer.inOnePlace { try await eachBetween() }
    }

    @Test("an older program sees that it is behind a newer one's migration that was cut")
    func olderProgram() async throws {
        try await Databases.migrated { url in
            let connection = try await Databases.connect(url)
            let newer = MigratorTests.all + [(name: "0099_newer", text: "create table newer (number integer);")]
            _ = try await Migrator(connection, migrations: newer, repeatables: false).migrate()
            #expect(try await Schema.state(of: connection) == .ahead(version: newer.count))
            await connection.close()
        }
    }

    private func eachBetween() async throws {
        let fresh = try await Catalogue.empty { try await SchemaDescription.of($0.connection) }
        for count in Self.applied {
            try await Databases.bare { url in
                let connection = try await Databases.connect(url)
                _ = try await Migrator(
                    connection, migrations: Array(MigratorTests.all.prefix(count)), repeatables: false
                ).migrate()
                #expect(try await Schema.state(of: connection) == .unfinished(version: count))
                let rest = try await Migrator(connection).migrate()
                #expect(rest == MigratorTests.all.dropFirst(count).map(\.name))
                #expect(try await SchemaDescription.of(connection) == fresh)
                await connection.close()
            }
        }
    }
}
