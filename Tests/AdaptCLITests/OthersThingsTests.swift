import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Restores into a schema that holds others' things")
struct OthersThingsTests {
    @Test("are refused, and name them, whatever the schema has lost of its notes, and where a newer program made it")
    func named() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                let shell = Shell(url: url)
                #expect(await shell.run("db migrate").status == 0)
                let connection = try await Connection.open(url)
                try await connection.run(
                    """
                    create table adapt.mine as select 42 as x; create view adapt.my_view as select 1 as y;
                    create collation adapt.my_order from "C"; create index my_index on adapt.note (topic)
                    """)
                for (change, status, says) in [
                    ("update adapt.schema_state set version = version + 1", 69, "newer than this program"),
                    ("drop table adapt.schema_state", 2, "others' things are in schema adapt of this database"),
                    ("drop table adapt.migration", 2, "'alter collation adapt.my_order set schema public'"),
                ] as [(String, Int32, String)] {
                    try await connection.run(change)
                    let refused = await shell.run(["db", "restore", file, "--yes"])
                    #expect(refused.status == status && refused.errors.contains(says), "\(change): \(refused.errors)")
                    for name in ["collation my_order", "index my_index of table note", "table mine", "view my_view"] {
                        #expect(refused.errors.contains("\n  \(name)\n"), "\(change): \(refused.errors)")
                    }
                }
                try await connection.run(
                    """
                    select x from adapt.mine; drop table adapt.mine; drop view adapt.my_view;
                    drop collation adapt.my_order; drop index adapt.my_index
                    """)
                await connection.close()
                let restored = await shell.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
            }
        }
    }

    @Test("go well where there is but the ledger of a migration that was cut")
    func begun() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await HostileBackupTests.run(
                    """
                    create schema adapt; create table adapt.migration (number integer);
                    create table adapt.schema_state (version integer, fingerprint text)
                    """, on: url)
                let restored = await Shell(url: url).run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
            }
        }
    }

    @Test("of the private server's database are put aside with it, under another name, where that is asked for")
    func putAside() async throws {
        try await FaultStage.with { stage in
            let file = stage.directory.path + "/monday.dump"
            #expect(try await stage.binary.run("db backup \(file)").status == 0)
            let theirs = "drop schema adapt cascade; create schema adapt; create table adapt.theirs as select 42 as x"
            try await HostileBackupTests.run(theirs, on: stage.server.endpoint.url(database: "adapt"))
            let refused = try await stage.binary.run("db restore \(file) --yes")
            #expect(refused.status == 2 && refused.errors.contains("\n  table theirs\n"), "\(refused.errors)")
            #expect(refused.errors.contains("hint: to put it aside, under another name: "), "\(refused.errors)")
            let restored = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(restored.status == 0, "\(restored.errors)")
            let url = stage.server.endpoint.url(database: "adapt")
            let kept = try await databases(like: "adapt_before_%", on: url)
            let old = try #require(kept.first)
            try await HostileBackupTests.run("select x from adapt.theirs", on: stage.server.endpoint.url(database: old))
            #expect(try await stage.operations() == 2)
        }
    }
}
