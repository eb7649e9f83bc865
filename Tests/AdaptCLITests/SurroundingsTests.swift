import Glibc
import Postgres
import TestSupport
import Testing

@Suite("The private server and what surrounds it")
struct SurroundingsTests {
    @Test("libpq's variables for other servers lead no command astray; who may not connect is told what to ask for")
    func variables() async throws {
        try await FaultStage.with { stage in
            for variable in [
                "PGHOSTADDR=127.0.0.1", "PGREQUIREPEER=nobody", "PGTARGETSESSIONATTRS=read-only",
                "PGGSSENCMODE=require", "PGCHANNELBINDING=require", "PGSSLMODE=nonsense",
            ] {
                var binary = stage.binary
                binary.variables = [variable]
                for line in [
                    "log", "db psql -X -At -c 'select 1'", "db backup \(stage.directory.path)/\(variable).dump",
                ] {
                    let result = try await binary.run(line)
                    #expect(result.status == 0, "\(variable), \(line): \(result.errors)")
                }
            }
            let url = try JSONText(try await stage.binary.run("db status --format json").output)["url"]?.string ?? ""
            #expect(url.contains("?requirepeer="))
            #expect(system("PGHOSTADDR=127.0.0.1 psql -XAtc 'select 1' '\(url)' > /dev/null") == 0)
            // People are shown what is short, and needs no quotes.
            let short = stage.server.endpoint.shortURL(database: "adapt")
            #expect(try await stage.binary.run("db status").output.contains("\nurl       \(short)\n"))
            #expect(try await stage.binary.run("db start").output == "running: \(short)\n")
            #expect(system("psql -XAtc 'select 1' \(short) > /dev/null") == 0)
            let guest = try await Self.uninvited(stage)
            for line in ["log", "db status", "db backup \(stage.directory.path)/guest.dump"] {
                let refused = try await stage.binary.run(line + " --database " + guest)
                #expect(refused.status == 77, "\(line): \(refused.errors)")
                #expect(refused.errors.contains("database refuses this user: "), "\(refused.errors)")
                #expect(
                    refused.errors.hasSuffix(
                        "hint: ask the administrator for: grant connect on database \"adapt\" to \"guest\"\n"),
                    "\(refused.errors)")
            }
            // What libpq does not understand is told at once, whether the server runs or not.
            // And so is what the server does not.
            for (variable, says) in [
                ("PGSSLMINPROTOCOLVERSION=nonsense", "invalid ssl_min_protocol_version value"),
                ("PGOPTIONS=-clc_messages=x", "invalid value for parameter \"lc_messages\""),
                ("PGOPTIONS=-cno_such=x", "unrecognized configuration parameter \"no_such\""),
            ] {
                var misled = stage.binary
                misled.variables = [variable]
                for line in ["log", "db stop", "log"] {
                    let start = ContinuousClock.now
                    let result = try await misled.run(line)
                    guard line == "log" else { continue }
                    #expect(result.status == 69, "\(result.errors)")
                    #expect(result.errors.contains("cannot be asked: cannot connect: "), "\(result.errors)")
                    #expect(result.errors.contains(says), "\(result.errors)")
                    #expect(result.errors.contains("hint: env | grep '^PG'"), "\(result.errors)")
                    #expect(ContinuousClock.now - start < .seconds(30))
                }
            }
        }
    }

    /// The URL of somebody who may log in, and not to the catalogue.
    private static func uninvited(_ stage: FaultStage) async throws -> String {
        let url = stage.server.endpoint.url(database: "adapt")
        let connection = try await Connection.open(url)
        try await connection.run("create role guest login; revoke connect on database adapt from public")
        _ = try stage.directory.write(
            "local all guest trust\nlocal all all peer map=adapt\n", to: "home/data/pg_hba.conf")
        try await connection.run("select pg_reload_conf()")
        await connection.close()
        let guest = url.replacing("//adapt@", with: "//guest@", maxReplacements: 1)
        // The server reads the file in its own time: until then nobody may log in so.
        var state: String?
        for _ in 0..<1_000 where state != "42501" {
            do {
                try await Connection.open(guest).close()
            } catch let error as PostgresError {
                state = error.sqlState
            }
        }
        return guest
    }

    @Test(
        "another user is told that he may not look",
        .enabled(if: geteuid() == 0, "skipped: runs the program as another user, which only root can"),
        .enabled(
            if: SurroundingsTests.asNobody("--version") == 0,
            "skipped: another user cannot run the program where it was built"))
    func otherUser() async throws {
        try await FaultStage.with { stage in
            let started = try await stage.binary.run("db start")
            #expect(started.status == 0, "\(started.errors)")
            let said = stage.directory.path + "/said"
            for line in ["db stop", "db status", "log"] {
                let status = Self.asNobody(line, home: stage.home, saying: said)
                #expect(status == 77, "\(line): \(stage.directory.read("said") ?? "")")
                #expect(stage.directory.read("said")?.contains("\(stage.home)\" cannot be read") == true)
            }
            #expect(Self.asNobody("doctor", home: stage.home, saying: said) == 69)
            for words in ["chown", "starting or stopping"] {
                #expect(stage.directory.read("said")?.contains(words) == false)
            }
            #expect(try await stage.binary.run("db status").output.contains("running   yes"))
        }
    }

    /// The status of a command as a user who owns nothing; what it says goes to a file.
    static func asNobody(_ line: String, home: String = "/", saying file: String = "/dev/null") -> Int32 {
        let status = system(
            "setpriv --reuid=nobody --regid=nogroup --clear-groups env -i PATH=/usr/bin:/bin 'ADAPT_HOME=\(home)' "
                + "'\(BuiltBinary.path)' \(line) > '\(file)' 2>&1")
        return (status >> 8) & 0xFF
    }

    @Test("a home that cannot be one is refused with the status that says why")
    func homes() async throws {
        try await TemporaryDirectory.with { directory in
            let file = try directory.write("x", to: "file")
            let closed = directory.path + "/closed"
            #expect(mkdir(closed, 0o700) == 0)
            let other = directory.path + "/other"
            #expect(mkdir(other, 0o700) == 0 && (geteuid() != 0 || chown(other, 65534, 65534) == 0))
            var homes: [(String, Int32)] = [("/", 64), ("//", 64), ("/.", 64), ("relative", 64), (file + "/x", 69)]
            if geteuid() == 0 { homes += [(closed + "/x", 77), (other, 77)] }
            for (home, status) in homes {
                var shell = Shell(url: "")
                shell.environment = ["ADAPT_HOME": home]
                let result = await shell.run("log")
                #expect(result.status == status, "\(home): \(result.errors)")
            }
        }
    }
}
