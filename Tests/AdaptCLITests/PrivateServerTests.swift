import AdaptService
import Glibc
import TestSupport
import Testing

@Suite("The private server, from the command line")
struct PrivateServerTests {
    @Test("killed at any moment of an import, it comes back with the next command, with all of it or nothing")
    func killed() async throws {
        try await PrivateServers.few { try await killed(Seeded(for: "private server killed")) }
    }

    private func killed(_ seeded: Seeded) async throws {
        try await TemporaryDirectory.with { directory in
            var random = seeded
            let home = directory.path + "/home"
            let binary = BuiltBinary(home: home)
            let first = try await binary.run("db status --format json")
            #expect(try JSONText(first.output)["running"]?.bool == false)
            #expect(access(home, F_OK) != 0, "asking created something")

            let made = try await binary.run("series list")
            #expect(made.status == 0, "\(made.errors)")
            #expect(made.errors.contains("creating the database server in \(home)"))
            var done = false
            for _ in 0..<5 {
                let child = try binary.start(["import", "sample"].map { Array($0.utf8) }, in: directory)
                try await Task.sleep(for: .milliseconds(random.pick(below: 150)))
                let pidFile = try #require(TemporaryDirectory.read(home + "/data/postmaster.pid"))
                let postmaster = try #require(pid_t(pidFile.split(separator: "\n")[0]))
                kill(postmaster, SIGKILL)
                let cut = await binary.finish(child, in: directory)
                #expect([0, 69, 75].contains(cut.status), "\(cut.status): \(cut.errors)")
                let list = try await binary.run("series list")
                #expect(list.status == 0, "\(list.errors)")
                let series = list.output.split(separator: "\n").count - 1
                #expect(series == 0 || series == 3)
                // What was once there is never lost.
                #expect(!done || series == 3)
                done = done || series == 3 || cut.status == 0
            }
            #expect(try await binary.run("import sample").status == 0)
            let reach = try await binary.run("reach --week 2026-W02 --format table")
            #expect(reach.output.contains("total > 70,000,000 impressions"))

            let status = try JSONText(try await binary.run("db status --format json").output)
            #expect(status["schema_version"]?.int == Schema.version)
            #expect(status["url"]?.string?.hasPrefix("postgresql://") == true)
            #expect(try await binary.run("db stop").status == 0)
            #expect(access(home + "/data/postmaster.pid", F_OK) != 0)
        }
    }
}
