import Postgres
import Testing

@testable import AdaptService

/// What somebody else made.
extension MigratorTests {
    @Test("names a view with other columns than its own, and what takes it out of the way")
    func otherColumns() async throws {
        try await Catalogue.empty { workspace in
            let (connection, drop) = (workspace.connection, "drop view adapt.undone_computed cascade")
            try await connection.run(drop + "; create view adapt.undone_computed as select 1 as n")
            let changes = try await DatabaseFindings(connection).changes()
            #expect(changes == ["view undone_computed has other columns than adapt's"])
            let refusal = try await refusal { _ = try await Migrator(connection).migrate(again: true) }
            #expect(refusal.kind == .rule)
            #expect(refusal.message.hasPrefix("view undone_computed has other columns than adapt's"), "\(refusal)")
            #expect(refusal.hint == "adapt db psql -c \"\(drop)\"; adapt db migrate --again", "\(refusal)")
            try await connection.run(drop)
            let applied = try await Migrator(connection).migrate(again: true)
            #expect(applied == [])
            let found = try await DatabaseFindings(connection).all()
            #expect(found.filter { $0.topic == "views" }.map(\.what) == ["ok"])
        }
    }

    @Test("takes no schema that holds what somebody else made, names it, and leaves it as it is")
    func othersThings() async throws {
        try await Databases.bare { url in
            let connection = try await Databases.connect(url)
            try await connection.run("create schema adapt; create table adapt.theirs (i integer)")
            let refusal = try await refusal { _ = try await Migrator(connection).migrate() }
            #expect(refusal.kind == .rule && refusal.details == ["table theirs"], "\(refusal)")
            #expect(refusal.message.hasPrefix("database has a schema adapt that is not adapt's"), "\(refusal)")
            let here = try await connection.query(
                "select relname::text from pg_class where relnamespace = 'adapt'::regnamespace")
            #expect(here.count == 1)
            try await connection.run("drop table adapt.theirs")
            let applied = try await Migrator(connection).migrate()
            #expect(applied == Self.all.map(\.name))
            await connection.close()
        }
    }
}
