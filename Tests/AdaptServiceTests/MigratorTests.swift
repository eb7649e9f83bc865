import AdaptModel
import AdaptSQL
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("The migrator")
struct MigratorTests {
    static let all = DatabaseScripts.migrations.map { (name: $0.name, text: $0.text) }

    @Test("brings an empty database to the head, and applies nothing the second time")
    func emptyToHead() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            #expect(try await Schema.state(of: connection) == .absent)
            #expect(try await Migrator(connection).migrate() == Self.all.map(\.name))
            #expect(try await Schema.state(of: connection) == .current(version: Self.all.count))
            let before = try await SchemaDescription.of(connection)
            #expect(try await Migrator(connection).migrate() == [])
            #expect(try await SchemaDescription.of(connection) == before)
            await connection.close()
        }
    }

    @Test("eight at once: one applies everything, all succeed")
    func atOnce() async throws {
        try await TestServer.inOnePlace { try await eachRound() }
    }

    private func eachRound() async throws {
        let (rounds, number) = (Figures.soaks ? 50 : 3, 8)
        for _ in 0..<rounds {
            try await Databases.bare { url in
                let applied = try await withThrowingTaskGroup(of: [String].self) { group in
                    for _ in 0..<number {
                        group.addTask {
                            let connection = try await Databases.connect(url)
                            let names = try await Migrator(connection).migrate()
                            await connection.close()
                            return names
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(applied.filter { !$0.isEmpty } == [Self.all.map(\.name)])
                #expect(applied.count == number)
            }
        }
        Figures.note(
            "T22", "\(number) migrators at once", "\(rounds) rounds: 1 applied all, \(number) succeeded in each")
    }

    @Test("refuses a database whose applied migration was edited, and names it")
    func edited() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run("update adapt.migration set hash = 'x' where number = 3")
            let refusal = try await refusal { _ = try await Migrator(workspace.connection).migrate() }
            #expect(refusal.kind == .rule)
            #expect(refusal.message == "migration \"0003_catalogue\" was edited after it was applied here")
        }
    }

    @Test("takes no schema that somebody else made: who owns it may take from it and add to it")
    func foreignSchema() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            try await connection.run("create schema adapt authorization pg_monitor")
            let refusal = try await refusal { _ = try await Migrator(connection).migrate() }
            #expect(refusal.kind == .forbidden)
            #expect(refusal.message.contains("schema adapt is there already, and of \"pg_monitor\""), "\(refusal)")
            #expect(refusal.hint?.hasPrefix("alter schema adapt owner to ") == true, "\(refusal)")
            try await connection.run("alter schema adapt owner to current_user")
            #expect(try await Migrator(connection).migrate() == Self.all.map(\.name))
            await connection.close()
        }
    }

    @Test("refuses a database that is ahead of the program")
    func ahead() async throws {
        try await Catalogue.empty { workspace in
            let older = Migrator(workspace.connection, migrations: Array(Self.all.dropLast()))
            let refusal = try await refusal { _ = try await older.migrate() }
            #expect(refusal.kind == .unreachable)
            #expect(refusal.message.contains("newer than this program"))
        }
    }

    @Test("refuses a gap in what was applied")
    func gap() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run("delete from adapt.migration where number = 2")
            let refusal = try await refusal { _ = try await Migrator(workspace.connection).migrate() }
            #expect(refusal.message.hasPrefix("migration 2 is missing from table adapt.migration"))
        }
    }

    @Test("refuses a ledger that is short of what was applied, and names the statement that mends it")
    func short() async throws {
        try await Catalogue.empty { workspace in
            let (connection, last) = (workspace.connection, Self.all.count)
            let read = "select number || ' ' || name || ' ' || hash from adapt.migration order by number"
            let before = try await workspace.texts(read)
            try await connection.run("delete from adapt.migration where number >= \(last - 1)")
            let refusal = try await refusal { _ = try await Migrator(connection).migrate() }
            #expect(refusal.kind == .rule)
            #expect(refusal.message.hasPrefix("migrations \(last - 1), \(last) are missing from table adapt.migration"))
            let statement = try #require(refusal.hint?.split(separator: "\"").last)
            try await connection.run(String(statement))
            #expect(try await workspace.texts(read) == before)
            #expect(try await Migrator(connection).migrate() == [])
        }
    }

    @Test("applies the views and functions again where the fingerprint differs")
    func repeatables() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run(
                "update schema_state set fingerprint = 'old'; drop function undo_base(bigint)")
            #expect(try await Schema.state(of: workspace.connection) == .behind(version: Self.all.count))
            #expect(try await Migrator(workspace.connection).migrate() == [])
            #expect(
                try await workspace.texts("select to_regprocedure('undo_base(bigint)')::text") == ["undo_base(bigint)"])
            #expect(try await Schema.state(of: workspace.connection) == .current(version: Self.all.count))
        }
    }

    @Test("writes where transactions are read-only unless they say otherwise")
    func readOnly() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            try await connection.run("set default_transaction_read_only = on")
            #expect(try await Migrator(connection).migrate() == Self.all.map(\.name))
            #expect(try await Migrator(connection).migrate(again: true) == [])
            await connection.close()
        }
    }

    @Test("behind a reader that stays idle in its transaction it waits in turns, and nobody waits for it")
    func idleReader() async throws {
        try await Databases.migrated { url in
            let reader = try await Databases.connect(url)
            try await reader.run("begin; select count(*) from observation")
            let migrating = Task {
                let connection = try await Databases.connect(url)
                _ = try await Migrator(connection).migrate(again: true)
                await connection.close()
            }
            let other = try await Databases.connect(url)
            var waits = 0
            while waits == 0 {
                waits = try await other.query(
                    """
                    select count(*) from pg_locks l join pg_database d on d.oid = l.database
                    where not l.granted and l.mode = 'AccessExclusiveLock' and d.datname = current_database()
                    """)[0].get(0)
                // Each turn is of half a second.
                try await Task.sleep(for: .milliseconds(5))
            }
            // The first reader is still there: whoever asks now gets through between two of its turns.
            for _ in 0..<3 { _ = try await other.query("select count(*) from observation") }
            try await reader.run("commit")
            try await migrating.value
            Figures.note("T23", "migration behind an idle reader", "others got through, done once it ended")
            await reader.close()
            await other.close()
        }
    }

    @Test("a migration that fails leaves nothing of itself, and the ones before it stay")
    func failing() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            let broken = [Self.all[0], (name: "0002_broken", text: "create table half (x integer); select 1 / 0;")]
            let refusal = try await refusal { _ = try await Migrator(connection, migrations: broken).migrate() }
            #expect(refusal.message.contains("division by zero"))
            let rows = try await connection.query(
                "select name, to_regclass('adapt.half') is null as gone from adapt.migration")
            #expect(rows.count == 1)
            #expect(try rows[0].get("gone", as: Bool.self))
            await connection.close()
        }
    }
}
