import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("Who may write tables, but not this into them")
struct HistoryRightsTests {
    /// Runs a statement in the part of a role, and gives what it was refused for.
    private func refused(
        _ statement: String, as role: String, login: String? = nil, _ workspace: Workspace
    ) async throws -> PostgresError? {
        if let login { try await workspace.connection.run("set session authorization \(login)") }
        try await workspace.connection.run("set role \(role)")
        var refusal: PostgresError?
        do { try await workspace.connection.run(statement) } catch let error as PostgresError { refusal = error }
        try await workspace.connection.run("reset role; reset session authorization")
        return refusal
    }

    private func taking(back operation: Int) -> String {
        """
        insert into operation (operation_id, at, author, verb, undoes)
        select max(operation_id) + 1, greatest(clock_timestamp(), max(at) + interval '1 microsecond'), 'mia', 'undo', \(operation)
        from operation
        """
    }

    @Test(
        "the next operation is the only one that can be added: none behind, none far ahead, none of the past or to come",
        arguments: [
            ("select 9223372036854775807, clock_timestamp(), 'x', 'set'", "operation_in_order"),
            ("select max(operation_id) + 2, clock_timestamp(), 'x', 'set' from operation", "operation_in_order"),
            ("select 0, clock_timestamp(), 'x', 'set'", "operation_in_order"),
            ("select max(operation_id) + 1, '2020-01-01', 'x', 'set' from operation", "operation_in_time"),
            (
                "select max(operation_id) + 1, clock_timestamp() + interval '1 day', 'x', 'set' from operation",
                "operation_in_time"
            ),
            (
                """
                select (select max(operation_id) from operation) + n, clock_timestamp() + n * interval '0.9 second', 'x', 'set'
                from generate_series(1, 1000) n
                """, "operation_in_time"
            ),
        ])
    func order(statement: String, constraint: String) async throws {
        try await Catalogue.sample { workspace in
            let before = try await workspace.counts()
            let refusal = try await refused(
                "insert into operation (operation_id, at, author, verb) " + statement, as: "adapt_import", workspace)
            #expect(refusal != nil, "\(statement)")
            #expect(refusal?.constraint == constraint)
            #expect(try await workspace.counts() == before)
        }
    }

    @Test(
        "what counts is changed by taking back alone: by an importer what figures came, by an editor what he may edit")
    func takingBack() async throws {
        try await Catalogue.sample { workspace in
            // 1 is the catalogue, 2 its figures.
            for statement in [
                "delete from undone", "insert into undone (operation_id, since) values (1, 2)",
                "update undone set until = 1", taking(back: 1),
            ] {
                let refusal = try await refused(statement, as: "adapt_import", workspace)
                #expect(refusal?.sqlState == "42501", "\(statement)")
            }
            #expect(try await refused(taking(back: 2), as: "adapt_import", workspace) == nil)
            #expect(try await refused("select derive_undone(null)", as: "adapt_read", workspace) == nil)
            #expect(try await workspace.texts("select operation_id::text from undone") == ["2"])
            try await workspace.connection.run("select limit_editor('adapt_edit', array['mx'])")
            #expect(try await refused(taking(back: 1), as: "adapt_edit", workspace)?.sqlState == "42501")
            try await workspace.connection.run("select limit_editor('adapt_edit', '{}')")
            #expect(try await refused(taking(back: 1), as: "adapt_edit", workspace) == nil)
        }
    }

    @Test("a limit to markets is of the person, whatever part is played; a part that is limited is so for everybody")
    func playedParts() async throws {
        try await Catalogue.sample { workspace in
            let person = "mia_\(workspace.connection.backendPID)"
            let free = "ben_\(workspace.connection.backendPID)"
            for name in [person, free] {
                try await workspace.connection.run("create role \(name) login in role adapt_edit")
            }
            try await workspace.connection.run("select limit_editor('\(person)', array['mx'])")
            let change = """
                select add_revision(series_id, edition_id, begin_operation('x', 'set'))
                from edition join series using (series_id) where edition.code = 'es' and series.code = 'hockey-star'
                """
            #expect(try await refused(change, as: "adapt_edit", login: person, workspace)?.sqlState == "42501")
            #expect(try await refused(change, as: person, login: person, workspace)?.sqlState == "42501")
            #expect(try await refused(change, as: "adapt_edit", login: free, workspace) == nil)
            try await workspace.connection.run("select limit_editor('adapt_edit', array['mx'])")
            #expect(try await refused(change, as: free, login: free, workspace)?.sqlState == "42501")
            try await workspace.connection.run(
                "select limit_editor('adapt_edit', '{}'); select limit_editor('\(person)', '{}')")
            for name in [person, free] { try await workspace.connection.run("drop role \(name)") }
        }
    }
}
