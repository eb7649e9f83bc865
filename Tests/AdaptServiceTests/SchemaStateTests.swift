import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("The state of the schema")
struct SchemaStateTests {
    @Test("is absent, behind, unfinished, current or ahead; only current is worked with")
    func states() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            #expect(try await Schema.state(of: connection) == .absent)
            #expect(try await refusal { try await Schema.state(of: connection).require() }.hint == "adapt db migrate")
            _ = try await Migrator(connection).migrate()
            #expect(try await Schema.state(of: connection) == .current(version: Schema.version))
            try await Schema.state(of: connection).require()

            try await connection.run("update adapt.schema_state set fingerprint = 'of others'")
            let other = try await refusal { try await Schema.state(of: connection).require() }
            #expect(other.message.contains("of another adapt") && other.hint == "adapt db migrate")

            try await connection.run("update adapt.schema_state set version = version - 1")
            #expect(try await Schema.state(of: connection) == .behind(version: Schema.version - 1))
            #expect(try await refusal { try await Schema.state(of: connection).require() }.hint == "adapt db migrate")

            try await connection.run("update adapt.schema_state set version = version + 2")
            #expect(try await Schema.state(of: connection) == .ahead(version: Schema.version + 1))
            let ahead = try await refusal { try await Schema.state(of: connection).require() }
            #expect(ahead.message.contains("newer than"))

            try await connection.run("update adapt.schema_state set version = 3, fingerprint = ''")
            #expect(try await Schema.state(of: connection) == .unfinished(version: 3))
            let unfinished = try await refusal { try await Schema.state(of: connection).require() }
            #expect(unfinished.message.hasPrefix("database is migrated to 3 of \(Schema.version) so far"))
            #expect(unfinished.hint == "adapt db migrate")

            // As an earlier program left it.
            try await connection.run("delete from adapt.schema_state")
            #expect(try await Schema.state(of: connection) == .unfinished(version: Schema.version))
            await connection.close()
        }
    }

    @Test("of what a restore made to look at is its own from the first moment on, and no migration goes on from it")
    func restoring() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            func made(_ count: Int) -> Migrator {
                let migrations = Array(MigratorTests.all.prefix(count))
                return Migrator(connection, migrations: migrations, repeatables: false, isOfRestore: true)
            }
            for count in [0, 1, 8] {
                let applied = try await made(count).migrate()
                #expect(applied.last == (count > 0 ? MigratorTests.all[count - 1].name : nil))
                let state = try await Schema.state(of: connection)
                #expect(state == .restoring(version: count) && state.version == nil)
                #expect(try await Schema.state(within: connection) == state)
                let refused = try await refusal { try state.require() }
                #expect(refused == Schema.restoreBegun && refused.kind == .unreachable)
                #expect(refused.hint?.contains("adapt db restore FILE, the same again") == true)
                let before = try await SchemaDescription.of(connection)
                #expect(try await refusal { _ = try await Migrator(connection).migrate() } == refused)
                #expect(try await SchemaDescription.of(connection) == before)
                #expect(try await Schema.state(of: connection) == state)
                // A restore done again makes it anew in its place, and needs no other database for that.
                #expect(try await RestoreBackup.hasLastingSchema(connection) == false)
            }
            await connection.close()
        }
    }

    @Test("is lost where tables are there without a note; from the ledger it is made again, without it it is not")
    func lost() async throws {
        try await Catalogue.empty { workspace in
            let connection = workspace.connection
            try await connection.run("drop table adapt.schema_state")
            let state = try await Schema.state(of: connection)
            #expect(state == .lost(version: Schema.version) && state.version == Schema.version)
            #expect(state.refusal?.message.hasPrefix("table schema_state is missing from schema adapt") == true)
            #expect(state.refusal?.hint == "adapt db migrate")
            #expect(try await Migrator(connection).migrate() == [])
            #expect(try await Schema.state(of: connection) == .current(version: Schema.version))

            try await connection.run("drop table adapt.schema_state, adapt.migration")
            #expect(try await Schema.state(of: connection) == .lost(version: 0))
            for _ in 0..<2 {
                let refusal = try await refusal { _ = try await Migrator(connection).migrate() }
                #expect(refusal.message.hasPrefix("tables migration and schema_state of schema adapt are missing"))
                #expect(refusal.hint == "adapt db restore FILE of the last backup")
            }
        }
    }

    @Test("a server of an earlier major version than is needed is refused by that")
    func versions() {
        #expect(ServerVersion.refusal(of: 140_019)?.message == "server is PostgreSQL 14, 15 or later is needed")
        #expect(ServerVersion.refusal(of: 90_624)?.message == "server is PostgreSQL 9, 15 or later is needed")
        #expect(ServerVersion.refusal(of: 150_000) == nil)
    }

    @Test("a migrator waits for another no longer than its patience")
    func patience() async throws {
        try await Databases.bare { url in
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            _ = try await holder.query("select pg_advisory_lock(hashtextextended('adapt.migration', 0))")
            let refusal = try await refusal {
                _ = try await Migrator(other, patience: .milliseconds(60)).migrate()
            }
            #expect(refusal.kind == .busy)
            #expect(try await Schema.state(of: other) == .absent)
            await holder.close()
            await other.close()
        }
    }

    @Test("behind an idle reader in a transaction the scripts are applied; a table change gives up busy")
    func idleReader() async throws {
        try await Databases.migrated { url in
            // A time limit of the test would count its turn for a database; this one is for each statement.
            var options = Workspace.options
            options.statementDeadline = .seconds(20)
            let connection = try await Connection.open(url, options: options)
            let reader = try await Databases.connect(url)
            try await reader.run("begin")
            _ = try await reader.query("select count(*) from edition, operation, decision")
            try await connection.run("update schema_state set fingerprint = 'old'")
            #expect(try await Migrator(connection).migrate() == [])
            #expect(try await Schema.state(of: connection) == .current(version: Schema.version))

            let change = (name: "0099_change", text: "alter table edition add column x integer;")
            let refusal = try await refusal {
                _ = try await Migrator(connection, migrations: MigratorTests.all + [change]).migrate()
            }
            #expect(refusal.kind == .busy)
            try await reader.run("commit")
            let migrator = Migrator(connection, migrations: MigratorTests.all + [change])
            #expect(try await migrator.migrate() == ["0099_change"])
            await reader.close()
            await connection.close()
        }
    }
}
