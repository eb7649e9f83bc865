import Postgres
import Testing

@testable import AdaptService

@Suite("What the scripts make")
struct MadeObjectsTests {
    @Test("is read from the scripts as PostgreSQL has it after them, name for name")
    func names() async throws {
        try await Catalogue.empty { workspace in
            let made = MadeObjects()
            func differ(_ statement: String, _ expected: some Sequence<String>) async throws {
                let found = Set(try await workspace.texts(statement))
                #expect(found.symmetricDifference(expected) == [], "\(statement)")
            }
            // The ledger of migrations is there before the first of them.
            try await differ(
                """
                select conname::text from pg_constraint where connamespace = 'adapt'::regnamespace
                    and conrelid <> all(array['migration', 'schema_state']::regclass[])
                union all
                select c.relname::text from pg_index i join pg_class c on c.oid = i.indexrelid
                where c.relnamespace = 'adapt'::regnamespace
                    and not exists (select from pg_constraint x where x.conindid = i.indexrelid)
                """, made.statements.keys)
            try await differ(
                "select relname::text from pg_class where relnamespace = 'adapt'::regnamespace and relkind = 'v'",
                made.views)
            let functions = Set(
                try await workspace.texts(
                    "select proname::text from pg_proc where pronamespace = 'adapt'::regnamespace"))
            #expect(made.functions.subtracting(functions) == [])
            #expect(made.functions.count > 50)
            let current = Schema.State.current(version: Schema.version)
            #expect(try await AddedObjects.names(in: workspace.connection, current) == [])
            // Columns, and what functions do, are compared with those of the scripts by the doctor.
            #expect(MadeColumn.all.count > 300 && MadeFunction.all.count > 90)
            #expect(Set(MadeView.all.map(\.name)) == made.views)
            let found = try await DatabaseFindings(workspace.connection).all()
            for topic in [
                "tables", "columns", "numbers", "owners", "functions", "views", "made", "altered", "attributes",
                "added", "kept", "rights", "triggers", "locks",
            ] {
                let told = found.filter { $0.topic == topic }.map(\.what)
                #expect(told == ["ok"], "\(topic)")
            }
        }
    }

    @Test("the doctor names every trigger that is missing")
    func triggers() async throws {
        try await Catalogue.empty { workspace in
            let triggers = try await workspace.texts(
                """
                select format('trigger %s of table %s', t.tgname, c.relname) from pg_trigger t
                join pg_class c on c.oid = t.tgrelid
                where c.relnamespace = 'adapt'::regnamespace and not t.tgisinternal
                """)
            #expect(triggers.count > 70)
            for trigger in triggers {
                try await workspace.connection.run("drop " + trigger.replacing(" of table ", with: " on "))
            }
            let found = try await DatabaseFindings(workspace.connection).all().map(\.what)
            #expect(Set(found.filter { $0.hasPrefix("trigger ") }) == Set(triggers.map { $0 + " is missing" }))
        }
    }

    @Test("a table of somebody's own with operations in it is told as added, lacks no trigger, and is given none")
    func ownTable() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run("create table adapt.mine (operation_id bigint)")
            let found = try await DatabaseFindings(workspace.connection).all()
            #expect(found.filter { $0.topic == "kept" }.map(\.what) == ["ok"])
            #expect(found.contains { $0.topic == "added" && $0.what.hasPrefix("table mine is not adapt's") })
            _ = try await Migrator(workspace.connection).migrate(again: true)
            let given = "select tgname::text from pg_trigger where tgrelid = 'adapt.mine'::regclass"
            #expect(try await workspace.texts(given) == [])
        }
    }

    @Test("an index that is not valid is a change where the scripts make it, whatever somebody's own is called")
    func invalidIndexes() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.connection.run(
                """
                create index "of reindex mine" on adapt.note (topic);
                update pg_index set indisvalid = false
                where indexrelid in ('adapt.operation_by_moment'::regclass, 'adapt."of reindex mine"'::regclass)
                """)
            let findings = DatabaseFindings(workspace.connection)
            let ours = "index operation_by_moment is not valid: it is not used"
            let told = try await findings.all().filter { $0.topic == "indexes" }.map(\.what)
            #expect(told == ["index of reindex mine is not valid: it is not used", ours])
            #expect(try await findings.changes() == [ours])
        }
    }

    @Test("the statement for what is missing makes it as it was, constraint by constraint, index by index")
    func statements() async throws {
        try await Catalogue.empty { workspace in
            func described() async throws -> [String] {
                try await SchemaDescription.of(workspace.connection).filter {
                    $0.hasPrefix("constraint ") || $0.hasPrefix("index ")
                }
                // What rows of before need not keep is checked by a later script.
                .map { $0.replacing(" NOT VALID", with: "") }
            }
            let before = try await described()
            let made = MadeObjects()
            for (name, statement) in made.statements.sorted(by: { $0.key < $1.key }) {
                // Keys that others point at cannot be taken away alone.
                guard !before.contains(where: { $0.contains(" \(name) ") && $0.contains(" PRIMARY KEY ") }) else {
                    continue
                }
                let isIndex = statement.hasPrefix("create ")
                let drop =
                    isIndex
                    ? "drop index \(name)"
                    : "alter table \(try #require(made.tables[name])) drop constraint \(name)"
                do { try await workspace.connection.run(drop) } catch let error as PostgresError
                    where error.sqlState == "2BP01"
                {
                    continue
                }
                try await workspace.connection.run(statement)
            }
            #expect(try await described() == before)
        }
    }
}
