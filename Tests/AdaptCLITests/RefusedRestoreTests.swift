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

    @Test("name the extension that a backup needs where the server has it and does not let it be made, and who can")
    func trigrams() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let connection = try await Connection.open(url)
                try await connection.run(
                    """
                    create function public.keep_out() returns event_trigger language plpgsql as
                        $$ begin raise insufficient_privilege using message = 'extension is not on the list'; end $$;
                    create event trigger keep_out on ddl_command_start when tag in ('CREATE EXTENSION')
                        execute function public.keep_out()
                    """)
                await connection.close()
                let shell = Shell(url: url)
                for line in [["db", "restore", file, "--yes"], ["db", "restore", file, "--yes", "--trusted"]] {
                    let refused = await shell.run(line)
                    #expect(refused.status == 2, "\(refused.errors)")
                    #expect(refused.errors.contains("backup needs extension pg_trgm, which user"), "\(refused.errors)")
                    #expect(refused.errors.contains("cannot make here: extension is not on the list\n"))
                    #expect(refused.errors.contains("hint: ask the administrator to allow it"), "\(refused.errors)")
                }
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
        }
    }
}
