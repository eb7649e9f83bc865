import Glibc
import TestSupport
import Testing

/// What is done to the server while an import is under way.
enum Blow: String, CaseIterable, Sendable {
    case killedBackend, killedServer, fastStop, immediateStop

    /// How many times: with each commit, and in the long tier.
    var rounds: Int {
        switch self {
        case .killedBackend: Figures.soaks ? 200 : 10
        case .killedServer: Figures.soaks ? 50 : 3
        case .fastStop, .immediateStop: Figures.soaks ? 100 : 5
        }
    }

    var number: String {
        switch self {
        case .killedBackend: "T2"
        case .killedServer: "T3"
        case .fastStop, .immediateStop: "T6"
        }
    }
}

@Suite("Faults of the server", .serialized)
struct ServerFaultTests {
    @Test("struck at any moment of an import: applied whole or not at all, told truly, and done again it is there once")
    func struck() async throws {
        // In the long tier each has a server of its own, so that none has the figures of all.
        let groups = Figures.soaks ? Blow.allCases.map { [$0] } : [Blow.allCases]
        for blows in groups {
            try await FaultStage.with { stage in
                var files = 0
                for blow in blows { try await struck(blow, stage, &files) }
            }
        }
    }

    private func struck(_ blow: Blow, _ stage: FaultStage, _ files: inout Int) async throws {
        var random = Seeded(for: blow.rawValue)
        var (hits, tries, statuses) = (0, 0, [Int32: Int]())
        files += 1
        let time = try await stage.binary.duration(of: "import reach \(try stage.reachFile(files))")
        while hits < blow.rounds, tries < 4 * blow.rounds {
            tries += 1
            files += 1
            let file = try stage.reachFile(files)
            let before = try await stage.operations()
            let child = try stage.binary.start(
                ["import", "reach", file].map { Array($0.utf8) }, in: stage.directory)
            try await Task.sleep(for: .milliseconds(random.pick(below: time)))
            let hit = try await strike(blow, stage)
            let result = await stage.binary.finish(child, in: stage.directory)
            statuses[result.status, default: 0] += 1
            hits += hit ? 1 : 0
            let after = try await stage.operations()
            switch result.status {
            case 0: #expect(after == before + 1, "\(result.output) \(result.errors)")
            case 69: #expect(after == before, "\(result.errors)")
            case 75: #expect(after == before || after == before + 1, "\(result.errors)")
            default: Issue.record("\(result.status): \(result.errors)")
            }
            let again = try await stage.binary.run(["import", "reach", file].map { Array($0.utf8) })
            #expect(again.status == 0, "\(again.errors)")
            #expect(try await stage.operations() == before + 1)
        }
        #expect(hits >= blow.rounds, "\(blow)")
        #expect(try await stage.binary.run("check").status == 0)
        Figures.note(
            blow.number, blow.rawValue,
            "\(hits) hits in \(tries) imports, 0 partial, 0 doubled; statuses \(statuses)")
    }

    private func strike(_ blow: Blow, _ stage: FaultStage) async throws -> Bool {
        switch blow {
        case .killedBackend:
            for _ in 0..<200 {
                if let backend = try await stage.backends().first { return kill(backend, SIGKILL) == 0 }
                await Task.yield()
            }
            return false
        case .killedServer: return try kill(#require(stage.postmaster), SIGKILL) == 0
        case .fastStop: return try kill(#require(stage.postmaster), SIGINT) == 0
        case .immediateStop: return try kill(#require(stage.postmaster), SIGQUIT) == 0
        }
    }

    @Test("initdb killed at any moment: the next command makes a whole server")
    func initdb() async throws {
        let rounds = Figures.soaks ? 20 : 3
        var random = Seeded(for: "initdb killed")
        var hits = 0
        for _ in 0..<(4 * rounds) where hits < rounds {
            let pause = random.pick(below: 700)
            hits += try await PrivateServers.few { try await killedInitdb(after: pause) } ? 1 : 0
        }
        #expect(hits >= rounds)
        Figures.note("T11", "initdb killed", "\(hits) hits, every next command worked")
    }

    private func killedInitdb(after pause: Int) async throws -> Bool {
        try await TemporaryDirectory.with { directory in
            let home = directory.path + "/home"
            let binary = BuiltBinary(home: home)
            let child = try binary.start(["series", "list"].map { Array($0.utf8) }, in: directory)
            try await Task.sleep(for: .milliseconds(pause))
            var hit = false
            for name in TemporaryDirectory.names("/proc") {
                guard let pid = pid_t(name), let line = TemporaryDirectory.read("/proc/\(name)/cmdline"),
                    line.contains("initdb"), line.contains("\(home)/data.new")
                else { continue }
                hit = kill(pid, SIGKILL) == 0 || hit
            }
            let cut = await binary.finish(child, in: directory)
            #expect(cut.status == 0 || cut.status == 69, "\(cut.errors)")
            let next = try await binary.run("series list")
            #expect(next.status == 0, "\(next.errors)")
            #expect(try await binary.run("db stop").status == 0)
            return hit
        }
    }

    @Test(
        "a disk that fills up at any size: nothing is partial, it is said, and all works again once there is room",
        .enabled(
            if: geteuid() == 0 && Figures.soaks,
            "skipped: part of make soak, as root, who alone can mount a small disk (a full server is waited for, minutes long)"
        ))
    func fullDisk() async throws {
        try await PrivateServers.few { try await fullDiskAlone() }
    }

    private func fullDiskAlone() async throws {
        // From 16 kB of room to more than the import needs.
        let sizes = (0..<40).map { 16 + 32 * $0 }
        try await TemporaryDirectory.with { directory in
            let disk = directory.path + "/disk"
            #expect(mkdir(disk, 0o755) == 0)
            guard system("mount -t tmpfs -o size=420m tmpfs '\(disk)'") == 0 else {
                Issue.record("no small disk can be mounted: run the tests where mount is allowed")
                return
            }
            defer { system("umount -l '\(disk)'") }
            try await FaultStage.with(home: disk + "/home", in: directory) { stage in
                #expect(access(stage.home + "/reserve", F_OK) == 0)
                var (full, whole) = (0, 0)
                for (number, size) in sizes.enumerated() {
                    let file = try stage.reachFile(number, rows: 12_000)
                    let before = try await stage.operations()
                    // Everything but some kilobytes is taken.
                    system(
                        "fallocate -l $(( ($(df --output=avail -k '\(disk)' | tail -1) - \(size)) * 1024 )) '\(disk)/ballast'"
                    )
                    let result = try await stage.binary.run(["import", "reach", file].map { Array($0.utf8) })
                    #expect([0, 69, 75].contains(result.status), "\(result.status): \(result.errors)")
                    if result.status == 0 { whole += 1 } else { full += 1 }
                    if result.status != 0,
                        result.errors.contains("out of disk") || result.errors.contains("No space left")
                    {
                        #expect(result.errors.contains("hint"))
                    }
                    // The reserve lets a server that died of it start again; one that lives may still have no room.
                    let listed = try await stage.binary.run("series list")
                    #expect([0, 69, 75].contains(listed.status), "\(size) kB: \(listed.errors)")
                    unlink(disk + "/ballast")
                    let after = try await stage.operations()
                    #expect(result.status == 0 ? after == before + 1 : after <= before + 1)
                    let again = try await stage.binary.run(["import", "reach", file].map { Array($0.utf8) })
                    #expect(again.status == 0, "\(again.errors)")
                    #expect(try await stage.operations() == before + 1)
                    _ = try await stage.binary.run("db stop")
                    _ = try await stage.binary.run("db start")
                }
                #expect(full > 3 && whole > 3)
                #expect(try await stage.binary.run("check").status == 0)
                Figures.note("T8", "disk full", "\(sizes.count) sizes: \(full) refused, \(whole) done, 0 partial")
            }
        }
    }
}
