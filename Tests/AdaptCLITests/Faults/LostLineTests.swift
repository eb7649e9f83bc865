import AdaptModel
import AdaptService
import Postgres
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Lines that are lost outside of what is recorded")
struct LostLineTests {
    /// Of another name than the program's, whose sessions are ended.
    private static let watching = ConnectionOptions(applicationName: "watcher")

    /// How many bytes before the end of all that the server says the line is cut.
    private static let places = [1, 6, 12, 18, 40]

    @Test("a limit whose line is cut at its end is in force, and is told to be")
    func limit() async throws {
        try await Shell.sample { shell in
            let whole = try await LineProxy.with(shell.url) { url, proxy in
                #expect(await Shell(url: url).run("db limit adapt_edit --market us").status == 0)
                return proxy.bytes.toClient
            }
            for (number, place) in Self.places.enumerated() {
                let market = number.isMultiple(of: 2) ? "mx" : "us"
                let result = try await LineProxy.with(
                    shell.url, cut: .init(toServer: false, after: whole - place)
                ) { url, _ in await Shell(url: url).run("db limit adapt_edit --market \(market)") }
                #expect(result.status == 0, "\(place): \(result.errors)")
                #expect(result.output == "adapt_edit may change editions of \(market)\n")
                #expect(await shell.run("db roles").output.contains("\t\(market)\n"))
            }
        }
    }

    @Test("a limit of which nobody tells whether it is in force is told to be unknown")
    func unknownLimit() async throws {
        try await Shell.sample { shell in
            let connection = try await Connection.open(shell.url, options: Workspace.options)
            let workspace = Workspace(connection: connection, author: "mia", patience: .milliseconds(300)) {
                try await Connection.open("postgresql:///none?host=/nowhere")
            }
            try await connection.run(
                """
                create function adapt.leave() returns trigger language plpgsql as
                    $$ begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return null; end $$;
                create constraint trigger leave after insert on adapt.editor_market deferrable initially deferred
                    for each row execute function adapt.leave()
                """)
            await #expect { try await Roles.limit("adapt_edit", to: ["mx"], in: workspace) } throws: { error in
                let refusal = error as? Refusal
                return refusal?.kind == .busy && refusal?.message == Refusal.unknownEnd
                    && refusal?.hint?.contains("adapt db roles") == true
            }
            await connection.close()
        }
    }

    @Test("a backup whose session is ended while pg_dump runs is whole, and noted")
    func backup() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = directory.path + "/one.dump"
                let holder = try await Connection.open(shell.url, options: Self.watching)
                let watcher = try await Connection.open(shell.url, options: Self.watching)
                // Only pg_dump reads it.
                try await holder.run("begin; lock table adapt.backup in access exclusive mode")
                async let taking = shell.run(["db", "backup", file])
                let end = ContinuousClock.now + .seconds(30)
                while try await watcher.query(
                    """
                    select pg_terminate_backend(a.pid) from pg_stat_activity a
                    where a.datname = current_database() and a.application_name = 'adapt'
                        and exists (select from pg_stat_activity d where d.datname = a.datname
                            and d.application_name = 'pg_dump' and d.wait_event_type = 'Lock')
                    """
                ).isEmpty, ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(10)) }
                await holder.close()
                await watcher.close()
                let taken = await taking
                #expect(taken.status == 0, "\(taken.errors)")
                #expect(taken.output.contains("untested until restored"), "\(taken.output)")
                #expect(await shell.run("db status --format json").output.contains(file))
                #expect(await shell.run("db drill").status == 0)
            }
        }
    }

    @Test("a backup and a drill whose line is cut when they are noted are noted, once")
    func notes() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let whole = try await LineProxy.with(shell.url) { url, proxy in
                    #expect(await Shell(url: url).run("db backup \(directory.path)/0.dump").status == 0)
                    return proxy.bytes.toClient
                }
                for place in Self.places {
                    let file = "\(directory.path)/p\(place).dump"
                    let taken = try await LineProxy.with(
                        shell.url, cut: .init(toServer: false, after: whole - place)
                    ) { url, _ in await Shell(url: url).run(["db", "backup", file]) }
                    #expect(taken.status == 0, "\(place): \(taken.errors)")
                    #expect(await shell.run("db status --format json").output.contains(file))
                }
                let drilled = try await LineProxy.with(shell.url) { url, proxy in
                    #expect(await Shell(url: url).run("db drill").status == 0)
                    return proxy.bytes.toClient
                }
                let drill = try await LineProxy.with(shell.url, cut: .init(toServer: false, after: drilled - 1)) {
                    url, _ in await Shell(url: url).run("db drill")
                }
                #expect(drill.status == 0 && drill.errors.hasSuffix("can be restored\n"), "\(drill.errors)")
                #expect(try await rowCounts(shell.url)["backup_drill"] == 2)
            }
        }
    }

    @Test("a restore whose line is lost in the middle begins again on another, and comes to its end")
    func restore() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await Self.cutRestore(into: url)
                let shell = Shell(url: url)
                let restored = await shell.run(["db", "restore", file, "--yes"])
                #expect(restored.status == 0, "\(restored.errors)")
                #expect(restored.output.contains("as of operation 2"))
                let read = await shell.as("adapt_read").run("series list")
                #expect(read.status == 0, "\(read.errors)")
                #expect(await shell.run("check").status == 0)
            }
        }
    }

    @Test("a restore whose line is lost where there is no other leaves nothing, and says so")
    func cutRestore() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await Self.cutRestore(into: url)
                let connection = try await Connection.open(url, options: Workspace.options)
                let target = try DatabaseTarget(option: url, .process)
                let programs = try await target.dumpPrograms(for: connection)
                let scratch = try await ScratchDatabase(suffix: "_check", of: target, beside: connection)
                let restore = try BackupFile(file).restoration(by: programs, elsewhere: scratch)
                let nowhere = Reconnection(patience: .milliseconds(300)) {
                    try await Connection.open("postgresql:///none?host=/nowhere")
                }
                await #expect { try await restore.run(on: connection, lines: nowhere) } throws: { error in
                    (error as? Refusal)?.kind == .unreachable
                }
                await connection.close()
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
        }
    }

    @Test("a restore whose line is lost while it looks up what is ours leaves nothing of that")
    func cutLookup() async throws {
        try await BackupTests.copied { file in
            try await TestServer.withDatabase(template: "bare") { url in
                try await Self.cutRestore(into: url, whileBodiesAreChecked: "on")
                let connection = try await Connection.open(url, options: Workspace.options)
                let target = try DatabaseTarget(option: url, .process)
                let programs = try await target.dumpPrograms(for: connection)
                let scratch = try await ScratchDatabase(suffix: "_check", of: target, beside: connection)
                let restore = try BackupFile(file).restoration(by: programs, elsewhere: scratch)
                let lines = Reconnection { try await Connection.open(url, options: Workspace.options) }
                await #expect { try await restore.run(on: connection, lines: lines) } throws: { error in
                    (error as? Refusal)?.kind == .unreachable
                }
                await connection.close()
                let rows = try await rowCounts(url)
                #expect(rows.isEmpty)
            }
        }
    }

    /// Ends the session that restores, once, in the middle of it: what counts that is not taken back. Bodies of
    /// functions are checked by who looks up what is ours, not by what is restored.
    private static func cutRestore(into url: String, whileBodiesAreChecked bodies: String = "off") async throws {
        let connection = try await Connection.open(url, options: watching)
        try await connection.run(
            """
            create sequence public.cuts;
            create function public.cut() returns event_trigger language plpgsql as $$ begin
                if tg_tag = 'CREATE TABLE' and current_setting('check_function_bodies') = '\(bodies)'
                    and nextval('public.cuts') = 20 then
                    perform pg_terminate_backend(pg_backend_pid());
                end if;
            end $$;
            create event trigger cut on ddl_command_end execute function public.cut()
            """)
        await connection.close()
    }
}
