import AdaptService
import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("The doctor")
struct DoctorTests {
    @Test(
        "a fault made on purpose in the database is named with its fix, beside others too, and a command mends it",
        arguments: MadeFault.groups)
    func database(_ faults: [MadeFault]) async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url)
            for fault in faults where !fault.make.isEmpty { try await connection.run(fault.make) }
            await connection.close()
            let before = try await rowCounts(shell.url)
            let result = await shell.run("doctor --format json")
            // The server of the tests itself is not durable, which is a fault too.
            #expect(result.status == 69)
            let found = try JSONText(result.output)
            let rows = (0..<found.count).compactMap { found[$0] }
            for fault in faults {
                let named = rows.filter { $0["what"]?.string?.contains(fault.says) == true }
                #expect(!named.isEmpty, "\(fault): \(result.output)")
                #expect(
                    named.allSatisfy { $0["fix"]?.string?.contains(fault.fix) == true }, "\(fault): \(result.output)")
                Figures.note("T38", "doctor: \(fault)", "named with its fix")
            }
            #expect(try await rowCounts(shell.url) == before)
            let told = rows.map { (what: $0["what"]?.string ?? "", fix: $0["fix"]?.string ?? "") }
            try await mended(faults, told, shell)
        }
    }

    /// Runs the commands that are named for faults, as they stand and in their order: none of those is named after.
    func mended(_ faults: [MadeFault], _ told: [(what: String, fix: String)], _ shell: Shell) async throws {
        func commands(_ says: [String]) -> [String] {
            told.filter { row in says.contains { row.what.contains($0) } }.compactMap { MadeFault.command(of: $0.fix) }
        }
        let mendable = faults.filter { !commands([$0.says]).isEmpty }
        guard !mendable.isEmpty else { return }
        var lines: [String] = []
        for command in commands(mendable.map(\.says)) where !lines.contains(command) { lines.append(command) }
        let script = "set -e\n" + lines.joined(separator: "\n") + "\n"
        let (status, output) = try await TemporaryDirectory.with { directory -> (Int32, String) in
            let program = try directory.write("#!/bin/sh\nexec '\(BuiltBinary.path)' \"$@\"\n", to: "adapt")
            #expect(chmod(program, 0o755) == 0)
            let file = try directory.write(script, to: "fixes")
            let place = "ADAPT_DATABASE_URL='\(shell.url)' HOME=/nonexistent PATH='\(directory.path)':/usr/bin:/bin"
            let status = await ending(of: "env -i \(place) sh '\(file)' >'\(directory.path)/out' 2>&1 </dev/null")
            return (status, directory.read("out") ?? "")
        }
        #expect(status == 0, "\(script)\n\(output)")
        let after = await shell.run("doctor").output
        for fault in mendable { #expect(!after.contains(fault.says), "\(fault): \(after)\n\(script)\n\(output)") }
    }

    @Test("a session that keeps a transaction open, and one that nobody can reach, are named")
    func sessions() async throws {
        try await Shell.sample { shell in
            let idle = try await Connection.open(shell.url)
            try await idle.run("begin")
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            let found = try await DatabaseFindings(connection, idleSeconds: 0).all()
            let named = found.first { $0.topic == "idle transactions" }
            #expect(named?.what.hasPrefix("session \(idle.backendPID) of ") == true)
            #expect(named?.fix == "adapt db psql -c \"select pg_terminate_backend(\(idle.backendPID))\"")
            await connection.close()
            await idle.close()
            let missing = await shell.run("doctor --database postgresql:///no_such_database?host=/nowhere")
            #expect(missing.status == 69)
            #expect(missing.output.contains("FAULT\tconnection\tdatabase does not answer"), "\(missing.output)")
        }
    }

    @Test("who is no superuser is not told where a setting stands, but what to set")
    func lesser() async throws {
        try await Shell.sample { shell in
            let found = await shell.as("adapt_read").run("doctor")
            #expect(found.output.contains("set fsync = on in the server's settings, and start it again"), "\(found)")
            #expect(!found.output.contains("take it out of "), "\(found.output)")
        }
    }

    @Test("a database that is not in UTF8 is named, and not migrated", arguments: ["SQL_ASCII", "LATIN1"])
    func encoding(_ encoding: String) async throws {
        try await Shell.empty { shell in
            let connection = try await Connection.open(shell.url)
            let name: String = try await connection.query(
                "select current_database()::text || lower(\("_" + encoding)::text)")[0].get(0)
            let quoted = Connection.quoted(identifier: name)
            try await connection.run(
                "create database \(quoted) template template0 encoding '\(encoding)' lc_collate 'C' lc_ctype 'C'")
            let other = Shell(
                url: shell.url.split(separator: "/").dropLast().joined(separator: "/")
                    .replacing("postgresql:/", with: "postgresql://") + "/" + name)
            for line in ["db migrate", "db migrate --again"] {
                let result = await other.run(line)
                #expect(result.status == 2 && result.errors.contains("is encoded in \(encoding), not in UTF8"))
                #expect(result.errors.contains("createdb -E UTF8 -T template0"), "\(result.errors)")
            }
            #expect(await other.run("doctor").output.contains("database is encoded in \(encoding), not in UTF8"))
            try await connection.run("drop database \(quoted)")
            await connection.close()
        }
    }

    @Test("a collation that has changed since is named")
    func collation() async throws {
        try await Shell.empty { shell in
            let connection = try await Connection.open(shell.url)
            let name = try await connection.query("select current_database()::text || '_icu'")[0].get(
                0, as: String.self)
            let quoted = Connection.quoted(identifier: name)
            try await connection.run(
                "create database \(quoted) template template0 locale_provider icu icu_locale 'und' lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8'"
            )
            _ = try await connection.query("update pg_database set datcollversion = '1.0' where datname = \(name)")
            let other = Shell(
                url: shell.url.split(separator: "/").dropLast().joined(separator: "/")
                    .replacing("postgresql:/", with: "postgresql://") + "/" + name)
            let found = await other.run("doctor")
            #expect(found.output.contains("collation of the database was version 1.0 and is now"), "\(found.output)")
            #expect(found.output.contains("refresh collation version"))
            try await connection.run("drop database \(quoted)")
            await connection.close()
        }
    }
}
