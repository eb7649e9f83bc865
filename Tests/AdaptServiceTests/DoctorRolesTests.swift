import Postgres
import Testing

@testable import AdaptService

@Suite("The doctor, of roles")
struct DoctorRolesTests {
    @Test("a role that may more than any right of the catalogue says is named, with what takes that from it")
    func roles() async throws {
        let cases = [
            (
                "alter role adapt_edit superuser", "is a superuser: nothing is refused to it",
                "alter role adapt_edit nosuperuser"
            ),
            (
                "alter role adapt_edit bypassrls", "passes by row-level security: no limit to markets holds it",
                "alter role adapt_edit nobypassrls"
            ),
            (
                "grant pg_write_all_data to adapt_edit", "is in role pg_write_all_data, and may delete table ",
                "revoke pg_write_all_data from adapt_edit"
            ),
        ]
        try await Catalogue.empty { workspace in
            for (make, says, statement) in cases {
                // Roles are of the whole server: what is not committed, no other test meets.
                try await workspace.connection.run("begin; \(make)")
                let named = try await DatabaseFindings(workspace.connection).look(at: "roles")
                try await workspace.connection.run("rollback")
                #expect(named.count == 1 && named.first?.state == .fault, "\(make): \(named)")
                #expect(named.first?.what.hasPrefix("role adapt_edit " + says) == true, "\(make): \(named)")
                let fix = "as an administrator: adapt db psql -c \"\(statement)\""
                #expect(named.first?.fix == fix, "\(make): \(named)")
            }
        }
    }
}
