import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Restores that are refused")
struct RefusedRestoreTests {
    @Test("leave no roles on a server that had none")
    func roles() async throws {
        try await FaultStage.with { stage in
            let file = stage.directory.path + "/mine.dump"
            let catalogue = try await Connection.open(stage.server.endpoint.url(database: "adapt"))
            try await catalogue.run("create index mine on adapt.series (series_id, operation_id)")
            #expect(try await stage.binary.run("db backup \(file)").status == 0)
            let roles = "adapt_read, adapt_import, adapt_edit, adapt_owner"
            try await catalogue.run("drop owned by \(roles); drop role \(roles)")
            try await catalogue.run("create database empty template template0")
            let refused = try await stage.binary.run(
                "db restore \(file) --yes --database \(stage.server.endpoint.url(database: "empty"))")
            #expect(refused.status == 65 && refused.errors.contains("\n  index mine\n"), "\(refused.errors)")
            let left = try await catalogue.query(
                "select rolname::text from pg_roles where rolname like 'adapt!_%' escape '!'"
            ).map { try $0.get(0, as: String.self) }
            #expect(left == [])
            await catalogue.close()
        }
    }
}
