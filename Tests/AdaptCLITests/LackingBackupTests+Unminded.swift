import Postgres
import TestSupport
import Testing

/// What is set otherwise, and no command minds.
extension LackingBackupTests {
    /// What no command minds and a backup keeps, and the first of what is said of it.
    private static let changes = (
        statements: [
            "alter table adapt.backup_drill set unlogged", "alter function adapt.fold(text) cost 5",
            "alter table adapt.note alter column body set storage external",
            "alter view adapt.table_right alter column verbs set default 'x'",
            "comment on policy own_markets on adapt.decision is 'a\\b'",
            "alter table adapt.creative disable trigger creative_append_only",
            "alter table adapt.lineage enable always trigger lineage_append_only",
            // Of this a backup holds nothing, so nothing is said.
            "comment on type adapt.gtrgm is 'a\\b'",
        ],
        says: [
            "table backup_drill is unlogged: a crash empties it", "function fold is set otherwise than adapt does",
            "column body of table note is stored otherwise than adapt does",
            "column verbs of view table_right has a default, and is to have none",
            "comment on policy own_markets on adapt.decision holds a backslash",
        ]
    )

    @Test("what no command minds is said of a backup too; once the doctor's fixes were run, the next one comes back")
    func unminded() async throws {
        try await BackupTests.taken { shell, file in
            let catalogue = try await Connection.open(shell.url)
            for statement in Self.changes.statements { try await catalogue.run(statement) }
            await catalogue.close()
            let backup = await shell.run(["db", "backup", file + ".other"])
            let said = "--trusted: " + Self.changes.says.joined(separator: ", ") + ", and 2 more\nhint: adapt doctor"
            #expect(backup.status == 0 && backup.errors.contains(said), "\(backup.errors)")
            let refused = await shell.run(["db", "drill", file + ".other"])
            #expect(refused.status == 65, "\(refused.errors)")
            let found = try JSONText(await shell.run("doctor --format json").output)
            let told = (0..<found.count).compactMap { found[$0] }.map {
                (what: $0["what"]?.string ?? "", fix: $0["fix"]?.string ?? "")
            }
            let says = Self.changes.says + ["trigger creative_append_only of ", "trigger lineage_append_only of "]
            let faults = says.map { MadeFault($0, "", says: $0, fix: "") }
            for fault in faults { #expect(told.contains { $0.what.hasPrefix(fault.says) }, "\(fault)") }
            try await DoctorTests().mended(faults, told, shell)
            let mended = await shell.run(["db", "backup", file + ".mended"])
            #expect(mended.status == 0 && !mended.errors.contains("--trusted"), "\(mended.errors)")
            let drill = await shell.run(["db", "drill", file + ".mended"])
            #expect(drill.status == 0, "\(drill.errors)")
        }
    }
}
