import Testing

@Suite("psql on the database")
struct DatabasePsqlTests {
    @Test("is given what stands behind, in the catalogue's schema, with its own status")
    func runs() async throws {
        try await Shell.sample { shell async throws in
            let binary = BuiltBinary(url: shell.url)
            let asked = try await binary.run("db psql -X -At -c 'select code from series order by 1'")
            #expect(asked.status == 0, "\(asked.errors)")
            #expect(asked.output == "hockey-star\nmy-assertive-lover\nsecond-life\n")
            let parted = try await binary.run("db psql -- -X -At -c 'select code from series order by 1'")
            #expect(parted.status == 0 && parted.output == asked.output, "\(parted.errors)")
            let wrong = try await binary.run("db psql -X -v ON_ERROR_STOP=1 -c 'select wrong'")
            #expect(wrong.status == 1)
            #expect(wrong.errors.contains("\"wrong\" does not exist"))
        }
    }

    @Test("is not found where it is not, and not run where no database answers")
    func missing() async throws {
        try await Shell.sample { shell async throws in
            var binary = BuiltBinary(url: shell.url)
            binary.variables = ["ADAPT_POSTGRES_BIN=/nonexistent"]
            let missing = try await binary.run("db psql -c 'select 1'")
            #expect(missing.status == 69)
            #expect(missing.errors.hasPrefix("adapt: program psql is not installed in \"/nonexistent\""))
            let nobody = try await BuiltBinary(url: "postgresql://127.0.0.1:1/none").run("db psql -c 'select 1'")
            #expect(nobody.status == 69)
        }
    }

    @Test("is given the password by its environment, which others cannot read, never by an argument")
    func password() async throws {
        try await Shell.sample { shell async throws in
            // The server trusts whoever comes: what matters is where the password goes.
            let url = shell.url + (shell.url.contains("?") ? "&" : "?") + "password=geheim-7"
            let said = try await BuiltBinary(url: url).run(
                "db psql -X -At -c '\\! tr \\\\0 \\\\n < /proc/$PPID/cmdline | grep -c gehei[m]; echo $PGPASSWORD'")
            #expect(said.output == "0\ngeheim-7\n", "\(said.output) \(said.errors)")
        }
    }
}
