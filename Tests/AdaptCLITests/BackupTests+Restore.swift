import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

/// A backup as it is restored.
extension BackupTests {
    @Test("a restored database gives the same bytes, and a full one is not restored into")
    func restore() async throws {
        try await BackupTests.taken { shell, file in
            let full = await shell.run(["db", "restore", file, "--yes"])
            #expect(full.status == 2)
            #expect(full.errors.contains("database holds a catalogue of 2 operations"))
            try await TestServer.withDatabase(template: "bare") { url in
                let other = Shell(url: url)
                let restored = await other.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(restored.output.contains("as of operation 2"))
                for line in [
                    "export catalogue", "reach --week 2026-W02 --format csv", "compare hockey-star --format json",
                    "search estrella", "log", "check",
                ] {
                    let (here, there) = (await shell.run(line), await other.run(line))
                    #expect(here.output == there.output && there.status == 0, "\(line): \(there.errors)")
                }
                // What was restored is as adapt makes it, and so is a backup of that.
                let again = await other.run(["db", "backup", file + ".again"])
                #expect(again.status == 0 && !again.errors.contains("--trusted"), "\(again.errors)")
                let drill = await other.run(["db", "drill", file + ".again"])
                #expect(drill.status == 0, "\(drill.errors)")
                try await sound(url)
                #expect(await other.run("undo 2").status == 0)
                let read = await other.as("adapt_read").run("series list")
                #expect(read.status == 0, "\(read.errors)")
                #expect(!(await other.run("doctor").output).contains("may not select"))
            }
        }
    }

    /// What an administrator sets on the database itself.
    private static let ownSettings = """
        alter database adapt connection limit 7; comment on database adapt is 'ours';
        revoke connect on database adapt from public; grant connect on database adapt to adapt_read;
        alter database adapt set "app.secret" = 'se''same, "too"';
        alter role adapt_read in database adapt set search_path to "$user", "Odd one";
        select set_config('search_path', 'Plain, "", "a,b""c",  user ', false);
        alter database adapt set search_path from current
        """

    @Test("in the place of the private catalogue, which stays under another name, its settings hold; damage leaves it")
    func replacing() async throws {
        try await FaultStage.with { stage in
            let file = stage.directory.path + "/monday.dump"
            #expect(try await stage.binary.run("db backup \(file)").status == 0)
            #expect(try await stage.binary.run("set hockey-star/es male_lead.nature=vain").status == 0)
            let full = try await stage.binary.run("db restore \(file) --yes")
            #expect(full.status == 2 && full.errors.contains("--replace"), "\(full.errors)")
            let unasked = try await stage.binary.run("db restore \(file) --replace")
            #expect(unasked.status == 64 && unasked.errors.contains("puts what is there aside"), "\(unasked.errors)")
            let tried = try await stage.binary.run("db restore \(file) --replace --dry-run")
            let aside = "; the catalogue of 3 operations that is there would be kept as another database (dry run: "
            #expect(tried.status == 0 && tried.output.contains(" into database adapt" + aside), "\(tried)")
            let backup = try #require(TemporaryDirectory.read(file + ".manifest"))
            let damaged = try stage.directory.write("cut", to: "damaged.dump")
            _ = try stage.directory.write(backup, to: "damaged.dump.manifest")
            let refused = try await stage.binary.run("db restore \(damaged) --replace --yes")
            #expect(refused.status == 65, "\(refused.errors)")
            #expect(try await stage.operations() == 3)
            let url = stage.server.endpoint.url(database: "adapt")
            let other = try await Connection.open(url)
            try await other.run("create database adapt_restored")
            try await other.run(Self.ownSettings)
            let set = try await ReplacedCatalogue.settings(of: other, for: "x")
            #expect(try await stage.binary.run("db limit adapt_edit --market mx").status == 0)
            let busy = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(busy.status == 75 && busy.errors.contains("is in use, so nothing was replaced"), "\(busy.errors)")
            await other.close()
            #expect(try await databases(like: "adapt_restored%", on: url) == ["adapt_restored"], "somebody's own")
            let restored = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(restored.status == 0, "\(restored.errors)")
            #expect(restored.output.contains("is kept as database adapt_before_"), "\(restored.output)")
            #expect(restored.errors.contains("\n  adapt db limit adapt_edit --market mx\n"), "\(restored.errors)")
            let new = try await Connection.open(url)
            #expect(try await ReplacedCatalogue.settings(of: new, for: "x") == set)
            await new.close()
            for words in [
                "connection limit 7", "adapt_read in database x set search_path to '$user', 'Odd one'", "is 'ours'",
                "database x set search_path to 'plain', '', 'a,b\"c', 'user'", "'se''same, \"too\"'",
            ] {
                #expect(set.contains { $0.contains(words) }, "\(words): \(set)")
            }
            #expect(try await stage.operations() == 2)
            let kept = try await databases(like: "adapt_before_%", on: stage.server.endpoint.url(database: "adapt"))
            let old = try #require(kept.first)
            let value = try await stage.binary.run(
                "blame hockey-star/es male_lead.nature --database \(stage.server.endpoint.url(database: old))")
            #expect(kept.count == 1 && value.output.contains("vain"), "\(value.errors)")
            let status = try await stage.binary.run("db status")
            let drop = "adapt db psql -c \"drop database \(old)\""
            #expect(status.output.contains("\nreplaced  \(old) ("), "\(status.output)")
            #expect(status.output.hasSuffix(" bytes); to drop it: \(drop)\n"), "\(status.output)")
            let doctor = try await stage.binary.run("doctor")
            #expect(doctor.output.contains("there before a restore\t\(drop); to keep it"), "\(doctor.output)")
            let dropped = try await stage.binary.run(String(drop.dropFirst("adapt ".count)))
            #expect(dropped.status == 0, "\(dropped.errors)")
            let json = try JSONText(try await stage.binary.run("db status --format json").output)
            #expect(json["replaced"]?.count == 0)
            #expect(!doctor.output.contains("may not select") && !doctor.output.contains("scratch"), "\(doctor.output)")
            #expect(try await databases(like: "adapt_restored%", on: url) == ["adapt_restored"])
            // Without its history nobody can tell what it held: it is put aside whole, too.
            let broken = try await Connection.open(url)
            try await broken.run("drop table adapt.operation cascade")
            await broken.close()
            let unreplaced = try await stage.binary.run("db restore \(file) --yes")
            let lost = "schema adapt of this database has lost its history, table operation; these would be lost"
            #expect(unreplaced.status == 2 && unreplaced.errors.contains(lost), "\(unreplaced.errors)")
            let again = try await stage.binary.run("db restore \(file) --replace --yes")
            #expect(again.status == 0 && again.output.contains("is kept as database adapt_before_"), "\(again.errors)")
            #expect(try await stage.operations() == 2)
        }
    }

    @Test("what undo cannot reach asks for the name typed, and takes --yes where nobody can be asked")
    func typed() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                var shell = Shell(url: url)
                let unasked = await shell.run(["db", "restore", file])
                #expect(unasked.status == 64)
                #expect(unasked.errors.contains("hint: add --yes"))
                shell.answer = { "something else" }
                let wrong = await shell.run(["db", "restore", file])
                #expect(wrong.status == 64)
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
                let name = String(url.split(separator: "/").last ?? "")
                shell.answer = { name }
                #expect(await shell.run(["db", "restore", file]).status == 0)
            }
        }
    }
}
