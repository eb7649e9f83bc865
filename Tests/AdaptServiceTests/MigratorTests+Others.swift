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
}
