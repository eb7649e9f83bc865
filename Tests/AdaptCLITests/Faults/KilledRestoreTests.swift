import Glibc
import TestSupport
import Testing

@Suite("A restore killed")
struct KilledRestoreTests {
    private let kills = Figures.soaks ? 50 : 6

    @Test("at any moment, into an empty database, it left nothing in it or all, and done again it is there")
    func killed() async throws {
        try await BackupTests.taken { shell, file in
            let whole = try await rowCounts(shell.url)
            var random = Seeded(for: "restore killed")
            // Once undisturbed: the kills fall into the time that it takes.
            let time = try await TestServer.withDatabase(template: "bare") { url in
                try await BuiltBinary(url: url).duration(of: "db restore \(file) --yes")
            }
            var done = 0
            for _ in 0..<kills {
                let pause = random.pick(below: time)
                done += try await TestServer.withDatabase(template: "bare") { url in
                    try await killed(file, after: pause, url, whole) ? 1 : 0
                }
            }
            Figures.note("T1", "kill -9 of a restore", "\(kills) kills, \(done) after the end, 0 partial")
        }
    }

    /// Whether the restore was done when it was killed.
    private func killed(
        _ file: String, after pause: Int, _ url: String, _ whole: [String: Int]
    ) async throws -> Bool {
        try await TemporaryDirectory.with { directory in
            let (binary, line) = (BuiltBinary(url: url), ["db", "restore", file, "--yes"].map { Array($0.utf8) })
            let child = try binary.start(line, in: directory)
            try await Task.sleep(for: .milliseconds(pause))
            kill(child, SIGKILL)
            _ = await binary.finish(child, in: directory)
            try await TestServer.waitUntilAlone(url)
            let then = try await rowCounts(url)
            #expect(then.isEmpty || then == whole, "\(pause) ms: \(then)")
            // PostgreSQL's programs, which it had started, look at the scratch database a moment longer.
            let own = String(url.split(separator: "/").last ?? "")
            let scratch = own + "\\_check%"
            for left in try await databases(like: scratch, on: url) {
                try? await TestServer.waitUntilAlone("\(url.dropLast(own.count))\(left)")
            }
            let again = try await binary.run(line)
            #expect(again.status == (then.isEmpty ? 0 : 2), "\(pause) ms: \(again.errors)")
            #expect(try await rowCounts(url) == whole)
            #expect(try await databases(like: scratch, on: url) == [])
            return !then.isEmpty
        }
    }
}
