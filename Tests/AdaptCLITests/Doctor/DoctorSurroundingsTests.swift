import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("The doctor, of the surroundings and of files")
struct DoctorSurroundingsTests {
    @Test("the surroundings: variables, the password file, programs")
    func surroundings() async throws {
        try await TemporaryDirectory.with { directory in
            let password = try directory.write("*:*:*:*:sesame", to: ".pgpass")
            #expect(chmod(password, 0o644) == 0)
            var shell = Shell(url: "")
            shell.environment = [
                "HOME": directory.path, "ADAPT_HOME": "relative", "LANG": "de_DE.ISO-8859-1", "DATABASE_URL": "",
            ]
            let relative = await shell.run("doctor")
            #expect(relative.status == 69)
            #expect(relative.output.contains("ADAPT_HOME \"relative\" is not an absolute path"))
            #expect(relative.output.contains("is open to others, so libpq does not use it\tchmod 0600"))
            #expect(relative.output.contains("locale de_DE.ISO-8859-1 is not UTF-8\texport LANG=C.UTF-8"))
            shell.environment["ADAPT_HOME"] = directory.path + "/home"
            shell.environment["ADAPT_POSTGRES_BIN"] = directory.path
            let nothing = await shell.run("doctor")
            #expect(
                nothing.output.contains("PostgreSQL server is not installed in \"\(directory.path)\"\tapt-get install"))
            #expect(access(directory.path + "/home", F_OK) != 0, "the doctor made something")
            let password2 = await shell.run("doctor --database postgresql://u:sesame@h/d")
            #expect(password2.status == 64)
            #expect(password2.errors.contains("password in --database can be read by everybody"))
            #expect(!(password2.errors + relative.output).contains("sesame"))
        }
    }

    @Test("the private server's files: each fault is named with its fix, and left as it is")
    func files() async throws {
        try await PrivateServers.few { try await filesAlone() }
    }

    private func filesAlone() async throws {
        try await TemporaryDirectory.with { directory in
            let home = directory.path + "/home"
            var shell = Shell(url: "")
            shell.environment = ["ADAPT_HOME": home, "HOME": directory.path, "LANG": "C.UTF-8"]
            #expect(await shell.run("doctor").output.contains("there is none yet"))
            #expect(await shell.run("series list").status == 0)
            let well = await shell.run("doctor")
            #expect(well.status == 0, "\(well.output)")
            #expect(await shell.run("db stop").status == 0)
            #expect(await shell.run("doctor").output.contains("it is stopped; any command starts it"))
            let faults: [(make: String, says: String, fix: String, back: String)] = [
                ("chmod 0755 HOME", "directory \"HOME\" is open to others", "chmod 0700", "chmod 0700 HOME"),
                (
                    "chmod 0750 HOME/data", "directory \"HOME/data\" is open to others", "chmod 0700",
                    "chmod 0700 HOME/data"
                ),
                ("mkdir HOME/data.new", "half-made database", "adapt db start", "rmdir HOME/data.new"),
                ("rm HOME/reserve", "reserve for a full disk is missing", "adapt db start", "touch HOME/reserve"),
                (
                    "cp -p HOME/data/PG_VERSION HOME/v; echo 14 > HOME/data/PG_VERSION", "was made by PostgreSQL 14",
                    "apt-get install postgresql-14", "mv HOME/v HOME/data/PG_VERSION"
                ),
                (
                    "mv HOME/data/PG_VERSION HOME/v", "is not a whole database: it has no PG_VERSION", "mv ",
                    "mv HOME/v HOME/data/PG_VERSION"
                ),
                (
                    "echo 4194000 > HOME/data/postmaster.pid", "names no server that lives", "adapt db start",
                    "rm HOME/data/postmaster.pid"
                ),
                ("chown nobody HOME/log", "belongs to \"nobody\"", "chown", "chown --reference=HOME HOME/log"),
            ]
            for fault in faults where geteuid() == 0 || !fault.make.hasPrefix("chown") {
                func on(_ text: String) -> String { text.replacing("HOME", with: home) }
                #expect(system(on(fault.make)) == 0)
                let found = await shell.run("doctor")
                let line = found.output.split(separator: "\n").first { $0.contains(on(fault.says)) }
                #expect(line?.contains(fault.fix) == true, "\(fault.make): \(found.output)")
                #expect(system(on(fault.back)) == 0)
            }
            #expect(await shell.run("series list").status == 0, "all was left as it was")
            #expect(await shell.run("db stop").status == 0)
        }
    }
}
