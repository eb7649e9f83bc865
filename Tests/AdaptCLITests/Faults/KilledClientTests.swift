import Glibc
import TestSupport
import Testing

@Suite("The program itself killed")
struct KilledClientTests {
    /// How many times, half of them an import.
    private let kills = Figures.soaks ? 1_000 : 50

    @Test("at any moment, a registration or an import is there whole or not at all, and done again it is there once")
    func killed() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                var random = Seeded(for: "killed at any moment")
                let stage = FaultStage(directory: directory, home: "", binary: BuiltBinary(url: shell.url))
                // Both once undisturbed: the kills fall into the time that they take here.
                var times: [Int] = []
                for line in try lines(0, stage) { times.append(try await stage.binary.duration(of: line)) }
                var (done, before) = (0, try await rowCounts(shell.url))
                for number in 1...(kills / 2) {
                    for (line, time) in zip(try lines(number, stage), times) {
                        let pause = random.pick(below: time + time / 4)
                        done += try await killed(line, after: pause, stage, shell.url, &before) ? 1 : 0
                    }
                }
                #expect(await shell.run("check").status == 0)
                Figures.note(
                    "T1", "kill -9 of the program", "\(kills) kills, \(done) after the end, 0 partial, 0 doubled")
            }
        }
    }

    /// An import and a registration that were not made yet.
    private func lines(_ number: Int, _ stage: FaultStage) throws -> [String] {
        [
            "import reach \(try stage.reachFile(number, rows: 500))",
            "register hockey-star --code m\(number) --title M\(number) --language es --from es --method dub "
                + "--keep male_lead.nature",
        ]
    }

    /// Whether the command was done when it was killed.
    private func killed(
        _ line: String, after pause: Int, _ stage: FaultStage, _ url: String, _ before: inout [String: Int]
    ) async throws -> Bool {
        let child = try stage.binary.start(Shell.words(line).map { Array($0.utf8) }, in: stage.directory)
        try await Task.sleep(for: .milliseconds(pause))
        kill(child, SIGKILL)
        _ = await stage.binary.finish(child, in: stage.directory)
        try await TestServer.waitUntilAlone(url)
        let then = try await rowCounts(url)
        let again = try await stage.binary.run(line)
        let end = try await rowCounts(url)
        // Done again, it does it or says that it is there: once, and all of it.
        #expect(again.status == 0 || again.status == 2 && then != before, "\(again.errors)")
        #expect(end["operation"] == (before["operation"] ?? 0) + 1)
        #expect(then == before || then == end)
        before = end
        return then == end
    }
}
