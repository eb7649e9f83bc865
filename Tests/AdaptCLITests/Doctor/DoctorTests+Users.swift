import Postgres
import TestSupport
import Testing

/// What is said to whom, and of which database.
extension DoctorTests {
    @Test("who may only read is told who mends what is wrong; who may not look at something, what else was looked at")
    func users() async throws {
        try await Shell.sample { shell in
            let mends = "user \"adapt_read\" does not own the catalogue: what is wrong with it is mended by who does"
            let sound = await shell.as("adapt_read").run("doctor")
            #expect(!sound.output.contains("does not own the catalogue"), "\(sound.output)")
            let connection = try await Connection.open(shell.url)
            try await connection.run(
                "drop index adapt.operation_by_moment; revoke select on adapt.measure from adapt_read")
            await connection.close()
            let reader = await shell.as("adapt_read").run("doctor --all")
            #expect(reader.status == 69 && reader.output.contains("note\tuser\t\(mends)\t"), "\(reader.output)")
            #expect(
                reader.output.contains("note\tconstraints\tnot looked at: user \"adapt_read\" has no right to this: "),
                "\(reader.output)")
            #expect(reader.output.contains("ok\tclock\tok"), "\(reader.output)")
            let stranger = await shell.as("pg_monitor").run("doctor --all")
            #expect(
                stranger.output.contains("FAULT\tschema\tuser \"pg_monitor\" has no right to this: permission denied"),
                "\(stranger.output)")
            #expect(stranger.output.contains("grant adapt_read to pg_monitor"), "\(stranger.output)")
            #expect(stranger.output.contains("ok\tstandby\tok"), "\(stranger.output)")
            let refused = stranger.output.split(separator: "\n").filter { $0.contains("has no right to this") }
            #expect(refused.count == 1, "\(stranger.output)")
        }
    }

    @Test("of a database without a catalogue no backup is asked for; what was named by --database is to be named again")
    func without() async throws {
        try await TestServer.withDatabase(template: "bare") { url in
            let result = await Shell(url: url).run("doctor --all")
            let schema = "FAULT\tschema\tdatabase holds no adapt catalogue yet\tadapt db migrate\n"
            #expect(result.output.contains(schema) && !result.output.contains("backup"), "\(result.output)")
            let hint = "hint: what to do stands beside each"
            #expect(result.errors.hasSuffix(hint + "\n"), "\(result.errors)")
            let named = await Shell(url: "").run(["doctor", "--database", url])
            let same = "; its commands of adapt need the same --database, as in adapt db psql --database URL -c ...\n"
            #expect(named.errors.hasSuffix(hint + same), "\(named.errors)")
        }
    }
}
