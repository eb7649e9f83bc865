import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups of a server and a user with habits of their own")
struct BackupSurroundingsTests {
    @Test("in whatever encoding the user sees databases, and wherever tables lie, a backup is one of ours")
    func habits() async throws {
        try await BackupTests.taken { shell, file in
            let administrator = try await Connection.open(shell.url)
            try await administrator.run("drop tablespace if exists \"adapt-fast\"")
            try await administrator.run("set allow_in_place_tablespaces = on")
            try await administrator.run("create tablespace \"adapt-fast\" location ''")
            try await administrator.run("alter table adapt.note set tablespace \"adapt-fast\"")
            var latin = shell
            latin.environment["PGCLIENTENCODING"] = "LATIN1"
            let backup = await latin.run(["db", "backup", file + ".own"])
            #expect(backup.status == 0, "\(backup.errors)")
            for other in [shell, latin] {
                let drill = await other.run(["db", "drill", file + ".own"])
                #expect(drill.status == 0, "\(drill.errors)")
            }
            try await administrator.run("alter table adapt.note set tablespace pg_default")
            try await administrator.run("drop tablespace \"adapt-fast\"")
            await administrator.close()
        }
    }
}
