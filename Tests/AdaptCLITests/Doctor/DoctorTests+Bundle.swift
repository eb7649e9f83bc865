import Glibc
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// The report for whoever helps.
extension DoctorTests {
    @Test("the bundle holds versions, settings and findings, and nothing that was recorded or is secret")
    func bundle() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var shell = shell
                shell.environment = ["PGPASSWORD": "sesame", "PGSERVICE": "sesame2", "LANG": "C.UTF-8"]
                let path = directory.path + "/report.txt"
                let connection = try await Connection.open(shell.url)
                try await connection.run(
                    """
                    analyze adapt.operation;
                    update pg_class set reltuples = -1 where oid = 'adapt.decision'::regclass;
                    do $$ begin
                        execute format('alter database %I set app.token = sesame3', current_database());
                        execute format('comment on database %I is %L', current_database(), 'sesame4');
                    end $$;
                    create view adapt.mine as select 'sesame5' as words;
                    alter table adapt.batch alter column file_name set default 'sesame6'
                    """)
                await connection.close()
                _ = await shell.run(["doctor", "--bundle", path])
                let text = try #require(TemporaryDirectory.read(path))
                for words in [
                    "adapt \(Adapt.version)", "setting server_version: 15", "table decision: rows not counted yet",
                    "table operation: about 2 rows, ", "FAULT columns: column file_name of table batch has a default",
                    "note added: view mine is not adapt's",
                ] {
                    #expect(text.contains(words), "\(words)")
                }
                #expect(text.contains("variable PGPASSWORD: (set)"))
                for secret in ["sesame", "HOCKEY", "Hockey", "hockey-star", "mia", shell.url] {
                    #expect(!text.contains(secret), "\(secret)")
                }
                var status = stat()
                #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
                let printed = await shell.run("doctor --bundle -")
                #expect(printed.output.hasPrefix("adapt \(Adapt.version)"), "\(printed.transcript)")
                #expect(printed.output.contains("setting server_version: 15") && !printed.output.contains("state\t"))
                #expect(access("-", F_OK) != 0 && !printed.errors.contains("without secrets"), "\(printed.errors)")
                let both = await shell.run("doctor --bundle - --format json")
                #expect(both.status == 64 && both.output.isEmpty, "\(both.transcript)")
            }
        }
    }
}
