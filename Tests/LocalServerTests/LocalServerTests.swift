import Glibc
import LocalServer
import TestSupport
import Testing

/// Real servers, one after the other: two cores have enough to do with one.
@Suite(.serialized) struct LocalServerTests {
    @Test("the first start creates, the second is a no-op, stop stops, and a start after it finds the data")
    func lifeCycle() async throws {
        try await Fixture.with { fixture in
            #expect(await fixture.server.status() == .absent)
            #expect(access(fixture.home, F_OK) != 0, "status creates nothing")
            let endpoint = try await fixture.server.ensureRunning()
            #expect(endpoint == fixture.server.endpoint)
            let pid = try await fixture.pid()
            _ = try await fixture.server.ensureRunning()
            #expect(try await fixture.pid() == pid)
            try await fixture.server.ensureDatabase("a \"quoted\" name")
            try await fixture.server.stop()
            #expect(await fixture.server.status() == .stopped(version: "15"))
            try await fixture.server.stop()
            _ = try await fixture.server.ensureRunning()
            #expect(try await fixture.ask("select 'here'", database: "a \"quoted\" name") == "here")
        }
    }

    @Test("a durable server is safe, private, in UTF-8, and keeps statements out of its log")
    func settings() async throws {
        try await Fixture.with(durable: true) { fixture in
            _ = try await fixture.server.ensureRunning()
            let wanted = [
                "data_checksums": "on", "fsync": "on", "full_page_writes": "on", "synchronous_commit": "on",
                "wal_compression": "lz4", "max_prepared_transactions": "0",
                "server_encoding": "UTF8", "lc_collate": "C.UTF-8", "listen_addresses": "",
                "recovery_init_sync_method": "syncfs", "unix_socket_permissions": "0700",
                "log_parameter_max_length_on_error": "0", "log_min_error_statement": "panic",
            ]
            for (name, value) in wanted {
                #expect(try await fixture.ask("select current_setting('\(name)')") == value, "\(name)")
            }
            let methods = "select string_agg(auth_method, ' ') from pg_hba_file_rules"
            #expect(try await fixture.ask(methods) == "peer")
            var status = stat()
            #expect(stat(fixture.home + "/reserve", &status) == 0 && status.st_size == 32 << 20)
            #expect(stat(fixture.home, &status) == 0 && status.st_mode & 0o777 == 0o700)
            await #expect(throws: (any Error).self) { try await fixture.ask("select 'secret' || 1/0") }
            #expect(!shell("cat '\(fixture.home)'/log/*").output.contains("secret"))
        }
    }

    @Test("a half-made cluster of a killed initdb is thrown away")
    func halfMade() async throws {
        try await Fixture.with { fixture in
            let unfinished = fixture.data + ".new"
            #expect(shell("mkdir -p '\(unfinished)/base/1' && echo 15 > '\(unfinished)/PG_VERSION'").succeeded)
            if geteuid() == 0 { #expect(shell("chown -R postgres: '\(unfinished)'").succeeded) }
            _ = try await fixture.server.ensureRunning()
            #expect(access(unfinished, F_OK) != 0)
            #expect(try await fixture.ask("select 'up'") == "up")
        }
    }

    @Test("after kill -9 of the server the next start brings every committed row back")
    func crash() async throws {
        try await Fixture.with(durable: true) { fixture in
            _ = try await fixture.server.ensureRunning()
            _ = try await fixture.ask("create table kept as select g from generate_series(1, 1000) g")
            for _ in 0..<3 {
                try await fixture.crash()
                _ = try await fixture.server.ensureRunning()
                #expect(try await fixture.ask("select count(*)::text from kept") == "1000")
            }
        }
    }

    @Test("the server keeps no file of its starter open, so that a pipe of the starter can end")
    func noLeakedFiles() async throws {
        try await Fixture.with { fixture in
            var ends: [Int32] = [0, 0]
            // Open across exec on purpose, as a shell leaves the standard output of a command in a pipe.
            #expect(pipe(&ends) == 0)
            defer { for end in ends { close(end) } }
            _ = try await fixture.server.ensureRunning()
            let pid = try await fixture.pid()
            let ours = shell("readlink /proc/\(getpid())/fd/\(ends[1])").output
            #expect(ours.hasPrefix("pipe:["))
            let theirs = shell("readlink /proc/\(pid)/fd/*").output
            #expect(theirs.contains("/dev/null"), "its files can be read")
            #expect(!theirs.contains(ours))
        }
    }

    @Test(
        "another user of the machine is refused, even with the directories opened",
        .enabled(if: geteuid() == 0, "skipped: runs a program as another user, which only root can"))
    func otherUser() async throws {
        try await Fixture.with { fixture in
            let url = try await fixture.server.ensureRunning().url(database: "postgres")
            let psql = "psql -XAtc 'select 1' '\(url)'"
            let other = "setpriv --reuid=nobody --regid=nogroup --clear-groups \(psql)"
            #expect(shell(psql).output == "1\n")
            #expect(!shell(other).succeeded)
            #expect(shell("cd '\(fixture.home)' && chmod 0755 . run && chmod 0777 run/.s*").succeeded)
            let refused = shell(other)
            #expect(refused.output.contains("Peer authentication failed"), "\(refused.output)")
        }
    }

    @Test("test databases are copies of a template prepared once")
    func templates() async throws {
        let prepared = Counter()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<6 {
                group.addTask {
                    try await TestServer.withDatabase(
                        template: "counted", prepare: { _ in prepared.increment() }, { $0 })
                }
            }
            var urls: Set<String> = []
            for try await url in group { urls.insert(url) }
            #expect(urls.count == 6)
        }
        #expect(prepared.value == 1)
    }
}
