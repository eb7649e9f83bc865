import Glibc
import TestSupport
import Testing

@Suite("The built program")
struct BuiltBinaryTests {
    @Test("answers in a pipe as it does in a test, with the same bytes and statuses")
    func sameAsInProcess() async throws {
        try await Shell.sample { shell in
            let binary = BuiltBinary(url: shell.url)
            for line in [
                "compare hockey-star/en hockey-star/es", "compare hockey-star/en hockey-star/es --format json",
                "export reach --week 2026-W02", "series list --format csv", "reach --week 2026-W54", "compar",
                "compare hockey-star/en hockey-star/es --exit-code", "--version",
            ] {
                let (built, here) = (try await binary.run(line), await shell.run(line))
                #expect(built.status == here.status, "\(line): \(built.errors)")
                #expect(built.output == here.output, "\(line)")
                #expect(built.errors == here.errors, "\(line)")
            }
        }
    }

    @Test("arguments that are not UTF-8 are refused by their number")
    func invalidArgument() async throws {
        try await Shell.empty { shell in
            let words = ["series", "add", "x", "--title"].map { Array($0.utf8) } + [[0x61, 0xFF, 0x62]]
            let result = try await BuiltBinary(url: shell.url).run(words)
            #expect(result.status == 64)
            #expect(result.errors.contains("argument 5 is not UTF-8"))
        }
    }

    @Test("a full disk under the output is an error, never a short file taken for whole")
    func fullDisk() async throws {
        try await Shell.sample { shell in
            let result = try await BuiltBinary(url: shell.url).run("series list --output /dev/full")
            #expect(result.status == 66)
        }
    }

    @Test("killed at any moment, a registration or an import is there whole or not at all, and can be done again")
    func killed() async throws {
        let seed = UInt64.random(in: 1...UInt64.max)
        print("seed \(seed)")
        try await Shell.sample { shell in
            var random = SplitMix64(state: seed)
            let binary = BuiltBinary(url: shell.url)
            let pauses = (0..<24).map { _ in Int(random.next() % 90) }
            try await TemporaryDirectory.with { directory in
                let days = (1...28).map { $0 < 10 ? "0\($0)" : "\($0)" }
                let rows = (2...5).flatMap { month in
                    days.map {
                        "hockey-star/es,impressions,socialpeta-2026-w02,2026-0\(month)-\($0),2026-0\(month)-\($0),7"
                    }
                }
                let header = "edition,metric,source,from,until,value\n"
                let file = try directory.write(header + rows.joined(separator: "\n") + "\n", to: "reach.csv")
                let register = "register hockey-star --code mx --title M --from es --method dub --keep male_lead.nature"
                for (round, line) in ["import reach \(file)", register].enumerated() {
                    let before = try await rowCounts(shell.url)
                    var after: [String: Int]?
                    for pause in pauses[(12 * round)..<(12 * round + 12)] {
                        let child = try binary.start(Shell.words(line).map { Array($0.utf8) }, in: directory)
                        try await Task.sleep(for: .milliseconds(pause))
                        kill(child, SIGKILL)
                        _ = binary.finish(child, in: directory)
                        let now = try await settled(shell.url)
                        if after == nil, now != before { after = now }
                        #expect(now == before || now == after)
                    }
                    // What was done stays done, and doing it again either does it or says that it is there.
                    let again = try await binary.run(line)
                    #expect(again.status == 0 || again.status == 2, "\(again.errors)")
                    let end = try await rowCounts(shell.url)
                    #expect(end == after ?? end)
                    #expect(end != before)
                }
            }
        }
    }

    /// Row counts once no other session is in a transaction any more.
    private func settled(_ url: String) async throws -> [String: Int] {
        try await TestServer.waitUntilAlone(url)
        return try await rowCounts(url)
    }
}

/// A small random generator whose runs can be repeated from a seed.
struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
