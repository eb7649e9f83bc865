import AdaptModel
import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("A migration whose line is lost")
struct LostMigrationTests {
    @Test("tells what is applied where there is no other line, and goes on from there on one that there is")
    func migration() async throws {
        try await TestServer.withDatabase(template: "bare") { url in
            let done = Done()
            let nowhere = Reconnection(patience: .milliseconds(300)) {
                try await Connection.open("postgresql:///none?host=/nowhere")
            }
            // First all migrations are compared, then each is sent twice: to be run, and to be hashed.
            let refusal = try await LineProxy.with(url, cut: .init(toServer: true, after: 115_000)) { url, _ in
                let connection = try await Connection.open(url, options: Workspace.options)
                let refusal = await #expect(throws: Refusal.self) {
                    try await Done.$current.withValue(done) {
                        try await Migrator.migrate(on: connection, lines: nowhere)
                    }
                }
                await connection.close()
                return refusal
            }
            #expect(refusal?.kind == .unreachable && refusal?.mayRetry == false)
            #expect(refusal?.hint == "adapt db migrate goes on from there; running it again is safe")
            #expect(done.words == "migrations 0001_operation to 0002_vocabulary were applied")
            let shell = Shell(url: url)
            let status = await shell.run("db status").output
            #expect(status.contains("schema    2 of \(Schema.version) so far: adapt db migrate\n"), "\(status)")
            for refused in [await shell.run("series list").errors, await shell.run("doctor").output] {
                #expect(refused.contains("database is migrated to 2 of \(Schema.version) so far"), "\(refused)")
            }
            let rest = try await LineProxy.with(url, cut: .init(toServer: true, after: 125_000)) { url, _ in
                await Shell(url: url).run("db migrate")
            }
            #expect(rest.status == 0, "\(rest.errors)")
            #expect(rest.output.hasPrefix("applied 0003_catalogue, 0004_reach, 0005_claim, "), "\(rest.output)")
            let inPlace = "schema \(Schema.version) is in place"
            #expect(await shell.run("db migrate").output == inPlace + "\n")
            let again = await shell.run("db migrate --again").output
            #expect(again == inPlace + "; its views and functions were made anew\n")
        }
    }

    @Test("or that the server ends tells how far it came, and what stands in the way, also before the first is applied")
    func ended() async throws {
        try await TestServer.withDatabase(template: "bare") { url in
            try await HostileBackupTests.run(
                """
                create function public.late() returns event_trigger language plpgsql as $$ begin
                    if to_regclass('adapt.migration') is null then return; end if;
                    if (select count(*) from adapt.migration) = 2 then
                        raise exception 'canceling statement due to statement timeout' using errcode = '57014';
                    end if;
                end $$;
                create event trigger late on ddl_command_start when tag in ('CREATE TABLE')
                    execute function public.late()
                """, on: url)
            let timeout = "ended by the server's statement_timeout: "
            for (done, goesOn) in [
                ("migrations 0001_operation to 0002_vocabulary were applied; \(timeout)nothing more was applied", true),
                ("\(timeout)no migration was applied", false),
            ] {
                let ended = await Shell(url: url).run("db migrate")
                #expect(ended.status == 75, "\(ended.errors)")
                #expect(ended.errors.hasPrefix("adapt: \(done)\n"), "\(ended.errors)")
                #expect(ended.errors.contains("alter role USER reset statement_timeout"), "\(ended.errors)")
                let says = ended.errors.contains("; then adapt db migrate goes on from there")
                #expect(says == goesOn, "\(ended.errors)")
            }
            try await HostileBackupTests.run("drop event trigger late", on: url)
            #expect(await Shell(url: url).run("db migrate").status == 0)
        }
    }
}
