import Glibc
import TestSupport
import Testing

@Suite("Faults of the client")
struct ClientFaultTests {
    @Test("a signal at any moment of an import ends it at once, with its status, and nothing is applied or all of it")
    func signals() async throws {
        let signals: [(number: Int32, status: Int32)] = [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129), (SIGPIPE, 141)]
        let rounds = Figures.soaks ? 50 : 5
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var random = Seeded(for: "signals")
                let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: shell.url))
                var (ended, slowest, number) = (0, Duration.zero, 0)
                for (signal, status) in signals {
                    for _ in 0..<rounds {
                        number += 1
                        let file = try stage.reachFile(number)
                        let before = try await rowCounts(shell.url)
                        let child = try stage.binary.start(
                            ["import", "reach", file].map { Array($0.utf8) }, in: directory)
                        try await Task.sleep(for: .milliseconds(random.pick(below: 250)))
                        kill(child, signal)
                        let start = ContinuousClock.now
                        let result = await stage.binary.finish(child, in: directory)
                        slowest = max(slowest, ContinuousClock.now - start)
                        #expect(result.status == status || result.status == 0, "\(result.status): \(result.errors)")
                        ended += result.status == status ? 1 : 0
                        let gone = ContinuousClock.now
                        try await TestServer.waitUntilAlone(shell.url)
                        #expect(ContinuousClock.now - gone < .seconds(5), "a session was left behind")
                        let after = try await rowCounts(shell.url)
                        let operations = (after["operation"] ?? 0) - (before["operation"] ?? 0)
                        let batches = (after["batch"] ?? 0) - (before["batch"] ?? 0)
                        #expect(operations == batches && (result.status != 0 || operations == 1))
                        #expect(operations == 1 || after == before)
                    }
                }
                // Noted; held to a bound that only one who waits for something would pass.
                #expect(slowest < .seconds(10))
                #expect(await shell.run("check").status == 0)
                Figures.note("T4", "signals", "\(number) sent, \(ended) while it ran, slowest end \(slowest)")
            }
        }
    }

    @Test("results in a pipe that nobody reads to its end: it ends, as other programs do")
    func closedPipe() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                // A catalogue that is longer than a pipe holds.
                for number in 0..<40 {
                    _ = await shell.run([
                        "series", "add", "s\(number)", "--title", String(repeating: "long ", count: 900) + "x",
                    ])
                }
                let script = try directory.write(
                    "'\(BuiltBinary.path)' export catalogue | head -c 10 > /dev/null; echo ${PIPESTATUS[0]} > '\(directory.path)/status'\n",
                    to: "run.sh")
                let ended = await ending(
                    of: "ADAPT_DATABASE_URL='\(shell.url)' timeout 20 bash '\(script)' 2> '\(directory.path)/errors'")
                #expect(ended == 0)
                let status = directory.read("status")
                #expect(status == "141\n" || status == "66\n", "\(status ?? "") \(directory.read("errors") ?? "")")
            }
        }
    }

    @Test("whatever the language of the surroundings, the bytes are the same")
    func locales() async throws {
        try await Shell.sample { shell in
            let lines = [
                "export catalogue", "reach --week 2026-W02 --format csv", "compare hockey-star --format table",
                "search ESTRELLA",
            ]
            for line in lines {
                let plain = try await BuiltBinary(url: shell.url).run(line)
                #expect(plain.status == 0)
                for setting in [
                    ["LANG=C"], ["LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8"], ["LC_ALL=ja_JP.UTF-8"],
                    ["LANG=xx_XX.nothing"],
                    ["LC_ALL=de_DE@euro", "TZ=Asia/Tokyo"],
                    ["LC_NUMERIC=de_DE.UTF-8", "PGTZ=America/New_York", "PGDATESTYLE=German"],
                ] {
                    var binary = BuiltBinary(url: shell.url)
                    binary.variables = setting
                    let result = try await binary.run(line)
                    #expect(result.output == plain.output, "\(setting) \(line) \(result.errors)")
                }
            }
            Figures.note("T15", "locales", "6 of 6, same bytes")
        }
    }

    @Test(
        "a user without a name, and a home that cannot be written, are told what to do",
        .enabled(if: geteuid() == 0, "skipped: only root can become another user"))
    func users() async throws {
        try await TemporaryDirectory.with { directory in
            chmod(directory.path, 0o777)
            let program = directory.path + "/adapt"
            #expect(system("cp '\(BuiltBinary.path)' '\(program)'") == 0)
            func run(_ who: String, _ home: String) -> (status: Int32, errors: String) {
                let line = "env -i PATH=/usr/bin:/bin ADAPT_HOME='\(home)' setpriv \(who) '\(program)' series list"
                let ending = system("cd / && \(line) > /dev/null 2> '\(directory.path)/errors'")
                return ((ending >> 8) & 0xFF, directory.read("errors") ?? "")
            }
            let unknown = run("--reuid=54321 --regid=54321 --clear-groups", directory.path + "/one")
            #expect(unknown.status == 69 || unknown.status == 77, "\(unknown)")
            #expect(unknown.errors.contains("uid 54321 has no entry in /etc/passwd"))
            let nobody = run("--reuid=nobody --regid=nogroup --clear-groups", "/proc/nothing")
            #expect(nobody.status == 69 && nobody.errors.contains("cannot be made"), "\(nobody)")
            let fine = run("--reuid=nobody --regid=nogroup --clear-groups", directory.path + "/two")
            #expect(fine.status == 0, "\(fine)")
            let stop =
                "env -i PATH=/usr/bin:/bin ADAPT_HOME='\(directory.path)/two' setpriv --reuid=nobody --regid=nogroup --clear-groups '\(program)' db stop"
            #expect(system("cd / && \(stop) > /dev/null") == 0)
            Figures.note("T14", "users", "root, nobody, unknown uid, unwritable home: 4 of 4")
        }
    }
}
