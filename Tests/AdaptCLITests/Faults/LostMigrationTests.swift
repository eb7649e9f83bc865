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
}
