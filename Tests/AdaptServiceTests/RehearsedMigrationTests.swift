import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("A migration that is only tried")
struct RehearsedMigrationTests {
    @Test("names what it would do, from where the database is, and changes nothing")
    func steps() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            for count in [0, 3, MigratorTests.all.count] {
                let upTo = Array(MigratorTests.all.prefix(count))
                // Of none there is not even a ledger.
                if count > 0 { _ = try await Migrator(connection, migrations: upTo, repeatables: false).migrate() }
                let (state, schema) = (
                    try await Schema.state(of: connection), try await SchemaDescription.of(connection)
                )
                let rest = MigratorTests.all.dropFirst(count).map { Migrator.Step.migration($0.name) }
                #expect(try await Migrator(connection).rehearse() == rest + [.scripts])
                #expect(try await Schema.state(of: connection) == state)
                #expect(try await SchemaDescription.of(connection) == schema)
            }
            _ = try await Migrator(connection).migrate()
            #expect(try await Migrator(connection).rehearse() == [])
            #expect(try await Migrator(connection).rehearse(again: true) == [.scripts])
            await connection.close()
        }
    }

    @Test(
        "is refused as the real one is",
        arguments: [
            "update adapt.migration set hash = 'x' where number = 3", "delete from adapt.migration where number = 2",
            "drop table adapt.schema_state, adapt.migration",
            "update adapt.schema_state set version = version + 1",
            "update adapt.schema_state set fingerprint = 'restore begun'",
            "drop schema adapt cascade; create schema adapt; create table adapt.theirs (i integer)",
            "drop schema adapt cascade; create schema adapt authorization pg_monitor", "set role pg_monitor",
            "drop schema adapt cascade; set role pg_monitor",
        ])
    func refused(_ change: String) async throws {
        try await Catalogue.empty { workspace in
            let connection = workspace.connection
            try await connection.run(change)
            let rehearsed = try await refusal { _ = try await Migrator(connection).rehearse() }
            #expect(try await refusal { _ = try await Migrator(connection).migrate() } == rehearsed)
            try await connection.run("reset role")
        }
    }

    @Test("waits for another migrator no longer than its patience, too")
    func patience() async throws {
        try await Databases.bare { url in
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            _ = try await holder.query("select pg_advisory_lock(hashtextextended('adapt.migration', 0))")
            let refused = try await refusal {
                _ = try await Migrator(other, patience: .milliseconds(60)).rehearse()
            }
            #expect(refused.kind == .busy)
            await holder.close()
            await other.close()
        }
    }
}
