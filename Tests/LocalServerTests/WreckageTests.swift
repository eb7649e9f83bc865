import Glibc
import LocalServer
import TestSupport
import Testing

/// What a crash, a copy or another program can leave, and where a home can lie.
@Suite(.serialized) struct WreckageTests {
    enum PidFileKind: String, CaseIterable, Sendable {
        case dead, empty, cut, stranger, strangerOfSameUser
    }

    @Test("a stale pid file never stops a start, and a stranger is never signalled")
    func pidFiles() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.server.ensureRunning()
            for kind in PidFileKind.allCases { try await pidFile(kind, fixture) }
        }
    }

    private func pidFile(_ kind: PidFileKind, _ fixture: Fixture) async throws {
        try await fixture.server.stop()
        let asServer = geteuid() == 0 ? "setpriv --reuid=postgres --regid=postgres --init-groups " : ""
        let prefix = kind == .strangerOfSameUser ? asServer : ""
        let started = shell("\(prefix)sleep 600 </dev/null >/dev/null 2>&1 & echo $!").output
        let stranger = try #require(pid_t(started.filter(\.isNumber)))
        // Not SIGTERM: the threads of tests block it, and children inherit that.
        defer { kill(stranger, SIGKILL) }
        let rest = "\n\(fixture.data)\n1700000000\n5432\n\(fixture.home)/run\n\n  1 1\nready\n"
        let first: String
        switch kind {
        case .dead: first = "4194000" + rest
        case .empty: first = ""
        case .cut: first = "\(stranger)\n/tm"
        case .stranger, .strangerOfSameUser: first = "\(stranger)" + rest
        }
        try fixture.write(first, to: fixture.data + "/postmaster.pid")
        try fixture.write(first, to: fixture.home + "/run/.s.PGSQL.5432.lock")
        let give = "cd '\(fixture.home)' && chown --reference=data data/postmaster.pid run/.s*"
        #expect(shell(give).succeeded)
        #expect(await fixture.server.status() == .stopped(version: "15"))
        try await fixture.server.stop()
        _ = try await fixture.server.ensureRunning()
        #expect(try await fixture.ask("select 'up'") == "up")
        #expect(kill(stranger, 0) == 0)
        Figures.note("T12", "pid file: \(kind)", "started, no stranger signalled")
    }

    @Test("a live server whose pid file is gone is found, and stopped")
    func missingWhileLive() async throws {
        try await Fixture.with { fixture in
            _ = try await fixture.server.ensureRunning()
            let pid = try await fixture.pid()
            unlink(fixture.data + "/postmaster.pid")
            _ = try await fixture.server.ensureRunning()
            #expect(try await fixture.pid() == pid)
            Figures.note("T12", "pid file: missing while it lives", "found, not started twice")
        }
    }

    @Test(
        "a home may have any name",
        arguments: [
            String(repeating: "long/", count: 40) + "x", "with space, 'quote' and \"two\" $HOME `id`", "데이터/세계",
            "percent%2F and #?&",
        ])
    func names(name: String) async throws {
        try await Fixture.with(name) { fixture in
            let endpoint = try await fixture.server.ensureRunning()
            defer {
                if !endpoint.socketDirectory.hasPrefix(fixture.home) {
                    TemporaryDirectory.remove(endpoint.socketDirectory)
                }
            }
            #expect(endpoint.socketDirectory.utf8.count <= 93)
            #expect(try await fixture.ask("select 'up'") == "up")
            try await fixture.crash()
            _ = try await fixture.server.ensureRunning()
            Figures.note("T13", "home named \(name.prefix(12))", "started, and again after kill -9")
        }
    }

    @Test("a place where nothing can be made is refused by name")
    func unusable() async throws {
        for home in ["/proc/adapt-test", "relative/path", "/"] {
            try await refused(home, .pathUnusable)
        }
    }

    @Test("a directory with other files in it is left alone")
    func occupied() async throws {
        try await Fixture.with { fixture in
            let made = shell("mkdir '\(fixture.home)' && cd '\(fixture.home)' && chmod 0755 . && touch diary")
            #expect(made.succeeded)
            try await refused(fixture.home, .pathUnusable)
            var status = stat()
            #expect(stat(fixture.home, &status) == 0 && status.st_mode & 0o777 == 0o755)
        }
    }

    @Test(
        "a parent that the server's user cannot enter is named",
        .enabled(if: geteuid() == 0, "skipped: only root's server runs as another user"))
    func parent() async throws {
        try await Fixture.with("closed/home") { fixture in
            let parent = String(fixture.home.dropLast("/home".count))
            #expect(mkdir(parent, 0o700) == 0)
            let error = try await refused(fixture.home, .notPermitted)
            #expect(error?.message.contains("\"\(parent)\" cannot be entered by user \"postgres\"") == true)
        }
    }

    @Test("a home in a file, and one that is a link, are told with what to do")
    func fileAndLink() async throws {
        try await Fixture.with("diary/home") { fixture in
            let parent = String(fixture.home.dropLast("/home".count))
            try fixture.write("dear diary", to: parent)
            let inFile = try await refused(fixture.home, .pathUnusable)
            #expect(inFile?.message.contains("path \"\(parent)\" is a file") == true)
            #expect(inFile?.hint?.contains("chmod") == false)
            #expect(unlink(parent) == 0 && mkdir(parent, 0o755) == 0 && mkdir(parent + "/real", 0o700) == 0)
            #expect(symlink(parent + "/real", fixture.home) == 0)
            let link = try await refused(fixture.home, .pathUnusable)
            #expect(link?.hint?.hasSuffix("ADAPT_HOME='\(parent)/real'") == true, "\(String(describing: link))")
        }
    }

    @Test("a link in place of the short socket directory is refused")
    func socketLink() async throws {
        try await Fixture.with(String(repeating: "long/", count: 40) + "x") { fixture in
            let directory = fixture.server.endpoint.socketDirectory
            #expect(symlink("/tmp", directory) == 0)
            defer { unlink(directory) }
            try await refused(fixture.home, .pathUnusable)
        }
    }

    @Test("a cluster of another major version is refused with both versions")
    func version() async throws {
        try await Fixture.with { fixture in
            #expect(shell("mkdir -p '\(fixture.data)' && echo 13 > '\(fixture.data)/PG_VERSION'").succeeded)
            let error = try await refused(fixture.home, .versionMismatch)
            #expect(error?.message.contains("PostgreSQL 13") == true)
            #expect(error?.message.contains("version 15") == true)
            #expect(await fixture.server.status() == .stopped(version: "13"))
            Figures.note("T16", "cluster of another major version", "refused with 13 and 15")
        }
    }

    @Test("missing programs are named with the package that has them")
    func notInstalled() async throws {
        try await Fixture.with(binaries: "/nonexistent") { fixture in
            let error = await #expect(throws: LocalServerError.self) { try await fixture.server.ensureRunning() }
            #expect(error?.kind == .notInstalled)
            #expect(error?.hint == "apt-get install postgresql-15")
        }
    }

    @discardableResult
    private func refused(_ home: String, _ kind: LocalServerError.Kind) async throws -> LocalServerError? {
        let server = LocalServer(.init(home: home))
        let error = await #expect(throws: LocalServerError.self) { try await server.ensureRunning() }
        #expect(error?.kind == kind, "\(home): \(String(describing: error))")
        return error
    }
}
