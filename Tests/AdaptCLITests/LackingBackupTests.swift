import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Backups that lack what adapt makes")
struct LackingBackupTests {
    @Test("what kept the catalogue and was taken away is named, and only what is trusted comes in without it")
    func takenAway() async throws {
        let names = [
            "fk constraint measure measure_currency_known", "policy decision own_markets",
            "trigger series series_append_only",
        ]
        try await BackupTests.taken { shell, file in
            let catalogue = try await Connection.open(shell.url)
            try await catalogue.run(
                """
                drop trigger series_append_only on adapt.series;
                drop policy own_markets on adapt.decision;
                alter table adapt.measure drop constraint measure_currency_known
                """)
            await catalogue.close()
            let backup = await shell.run(["db", "backup", file + ".less"])
            let gone = [
                "constraint or index measure_currency_known is missing",
                "trigger series_append_only of table series is missing",
                "policy own_markets of table decision is missing",
            ]
            #expect(backup.status == 0, "\(backup.errors)")
            #expect(backup.errors.contains("--trusted: " + gone.joined(separator: ", ")), "\(backup.errors)")
            try await TestServer.withDatabase(template: "bare") { url in
                let refused = await Shell(url: url).run(["db", "restore", file + ".less", "--yes"])
                #expect(refused.status == 65, "\(refused.errors)")
                #expect(refused.errors.contains("backup lacks what adapt makes"), "\(refused.errors)")
                let named = refused.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
                #expect(named.map { String($0.dropFirst(2)) } == names, "\(refused.errors)")
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
            let drill = await shell.run(["db", "drill", file + ".less", "--trusted"])
            #expect(drill.status == 0, "\(drill.errors)")
            let told = "without that as it is trusted: " + names.joined(separator: ", ")
            #expect(drill.errors.contains(told), "\(drill.errors)")
        }
    }

    @Test("what is set otherwise is said of a backup, which is refused until it is mended; comments may be anybody's")
    func setOtherwise() async throws {
        try await BackupTests.taken { shell, file in
            let catalogue = try await Connection.open(shell.url)
            try await catalogue.run(
                "alter table adapt.note set (fillfactor = 50); alter sequence adapt.term_term_id_seq cycle")
            let backup = await shell.run(["db", "backup", file + ".other"])
            let told = "rows of table term are not numbered one by one from 1 on, table note is set otherwise"
            #expect(backup.status == 0 && backup.errors.contains("--trusted: " + told), "\(backup.errors)")
            let refused = await shell.run(["db", "drill", file + ".other"])
            #expect(refused.status == 65 && refused.errors.contains("hint: adapt doctor says"), "\(refused.errors)")
            try await catalogue.run(
                """
                alter table adapt.note reset (fillfactor); alter sequence adapt.term_term_id_seq no cycle;
                comment on table adapt.series is 'it''s ours'; comment on column adapt.note.topic is null;
                comment on constraint note_operation on adapt.note is 'ours'; comment on extension pg_trgm is null;
                comment on trigger note_append_only on adapt.note is 'it''s ours';
                comment on policy own_markets on adapt.decision is 'ours'
                """)
            await catalogue.close()
            let mended = await shell.run(["db", "backup", file + ".mended"])
            #expect(mended.status == 0 && !mended.errors.contains("--trusted"), "\(mended.errors)")
            let drill = await shell.run(["db", "drill", file + ".mended"])
            #expect(drill.status == 0, "\(drill.errors)")
        }
    }

    @Test("a limit to markets that comes in holds, though the backup does not say so of a table")
    func limits() async throws {
        try await BackupTests.taken { shell, file in
            #expect(await shell.run("db limit adapt_edit --market mx").status == 0)
            let catalogue = try await Connection.open(shell.url)
            try await catalogue.run("alter table adapt.decision disable row level security")
            await catalogue.close()
            #expect(await shell.run(["db", "backup", file + ".open"]).status == 0)
            try await TestServer.withDatabase(template: "bare") { url in
                let restored = await Shell(url: url).run(["db", "restore", file + ".open", "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                let connection = try await Connection.open(url)
                let open = try await connection.query(
                    """
                    select t.table_name from adapt.limited_table t
                    join pg_class c on c.oid = format('adapt.%I', t.table_name)::regclass
                    where not c.relrowsecurity
                    """
                ).map { try $0.get(0, as: String.self) }
                #expect(open == [])
                await connection.close()
            }
        }
    }
}
