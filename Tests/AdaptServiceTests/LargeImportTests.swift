import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

/// What took time by the square, or without a bound: beside plain figures in the same run, whatever else the machine
/// does. It takes about as long as those; it took many times that.
@Suite("Imports of many windows", .timeLimit(.minutes(30)))
struct LargeImportTests {
    private func seconds(_ body: () async throws -> Void) async throws -> Double {
        let taken = try await ContinuousClock().measure { try await body() }
        return Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    }

    /// Many times what plain figures take, for what grows by the square. In a build that counts what is reached, where
    /// our own steps are slow beside the server's, readings of a counter took 6.6 times that.
    private func limit(_ plain: Double) -> Double { 20 * plain + 0.5 }

    private static func days(_ count: Int, _ value: (Int) -> Int, published: String) -> String {
        let first = Day("2000-01-01") ?? Day(number: 0)
        return Stage.header
            + (0..<count).map { "s/kr,views,src,\(first + $0),\(first + $0),\(value($0)),\(published)\n" }.joined()
    }

    @Test("a day each of decades, restated with one other value, takes a time that grows with the days")
    func restated() async throws {
        try await Stage.with { workspace async throws in
            let count = 9000
            let plain = try await seconds {
                try await workspace.load(Self.days(count, { _ in 5 }, published: "2026-01-01"))
            }
            let taken = try await seconds { () async throws in
                let receipt = try await workspace.load(
                    Self.days(count, { $0 == 4444 ? 6 : 5 }, published: "2026-01-02"))
                #expect((receipt.revised, receipt.unchanged) == (1, count - 1))
            }
            #expect(taken < limit(plain), "\(taken) s, plain ones \(plain) s")
        }
    }

    @Test("windows of decades ask for the weeks that have figures, and overlap those")
    func long() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1"))
            let codes = (1...300).map { "e\($0)" }
            for code in codes { try await workspace.addSource(code) }
            let rows = codes.map { "s/us,impressions,\($0),1950-01-01,2025-12-31,5,2026-02-01\n" }
            let plain = try await seconds { () async throws in
                let weeks = codes.map { "s/kr,views,\($0),2025-12-01,2025-12-07,5,2026-02-01\n" }
                #expect(try await workspace.load(Stage.header + weeks.joined()).new == codes.count)
            }
            let taken = try await seconds { () async throws in
                #expect(try await workspace.load(Stage.header + rows.joined()).unplaced == codes.count)
            }
            #expect(taken < limit(plain), "\(taken) s, plain ones \(plain) s")
            let refused = try await refusal {
                try await workspace.load(Stage.header + "s/kr,impressions,src,1950-01-01,2026-01-05,5,2026-02-01\n")
            }
            #expect(
                refused.message
                    == "window 1950-01-01..2026-01-05 overlaps 2026-01-05..2026-01-11 in line 2 of reach.csv, "
                    + "already imported")
        }
    }

    @Test("ten thousand readings of one counter take a time that grows with the readings")
    func counters() async throws {
        try await Stage.with { workspace async throws in
            let (first, count) = (Day("1999-01-01") ?? Day(number: 0), 10_000)
            let text =
                CounterTests.header
                + (0..<count).map { "s/kr,views,src,\(first + $0),\($0 * 3),2026-07-01\n" }.joined()
            let plain = try await seconds {
                try await workspace.load(Self.days(9000, { $0 }, published: "2026-01-01").replacing("kr", with: "us"))
            }
            let taken = try await seconds { () async throws in
                #expect(try await workspace.load(text, CounterTests.options).readings == count)
            }
            #expect(taken < limit(plain), "\(taken) s, plain ones \(plain) s")
        }
    }

    @Test("windows of two loads of one file that overlap are told as those of one file")
    func acrossLoads() async throws {
        try await Stage.with { workspace in
            var work = ImportReach(ImportReach.Options(today: Catalogue.today))
            work.leastLoad = 1
            let rows = [(5, 11), (12, 18), (19, 25), (11, 12)].map { Stage.row("s/kr", $0.0, $0.1, "1") }
            let source = try ByteSource(name: "reach.csv", bytes: Array((Stage.header + rows.joined()).utf8))
            let made = work
            let refused = try await refusal { _ = try await made.run(source, in: workspace, dryRun: false) }
            #expect(refused.message == "window 2026-01-11..2026-01-12 overlaps 2026-01-05..2026-01-11 in line 2")
        }
    }

    @Test("a sum beyond 64 bits is refused by its rule, in one import, across imports, and in a report")
    func overflow() async throws {
        try await Stage.with { workspace in
            let most = "9000000000000000000"
            let rule = "sum of figures passes 9,223,372,036,854,775,807"
            try await workspace.load(Stage.header + Stage.row("s/kr", 5, 5, most))
            let across = try await refusal { try await workspace.load(Stage.header + Stage.row("s/kr", 6, 6, most)) }
            #expect((across.kind, across.message) == (.rule, rule))
            #expect(across.place?.text == "reach.csv:2:6")
            let inside = try await refusal {
                try await workspace.load(Stage.header + Stage.row("s/us", 5, 5, most) + Stage.row("s/us", 6, 6, most))
            }
            #expect((inside.kind, inside.message) == (.rule, rule))
            #expect(inside.place?.text == "reach.csv:3:6")
        }
    }

    @Test("a row that goes on for megabytes is refused where its quote opened, without being held")
    func endlessRow() async throws {
        try await Stage.with { workspace in
            try await TemporaryDirectory.with { directory in
                let open = Stage.row("s/kr", 5, 11, "1") + "s/us,\"impressions,src,2026-01-05\n"
                let rest = String(repeating: Stage.row("s/us", 5, 11, "1"), count: 120_000)
                let path = try directory.write(Stage.header + open + rest, to: "reach.csv")
                let refused = try await refusal {
                    _ = try await ImportReach(.init(today: Catalogue.today)).run(
                        ByteSource(path: path), in: workspace, dryRun: false)
                }
                #expect(refused.message == "row is longer than 4 MB")
                #expect(refused.place?.text == path + ":3:2")
                #expect(refused.hint?.hasPrefix("a quote that is opened in this field is likely never closed") == true)
            }
        }
    }
}
