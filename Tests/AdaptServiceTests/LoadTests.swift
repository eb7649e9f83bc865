import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("Loads of figures")
struct LoadTests {

    /// Some two hundred vintages of windows in and across weeks, those of a window as they were published. `inOrder`:
    /// as time goes by, as most files are; else as all was published.
    private func file(_ random: inout Seeded, inOrder: Bool) -> String {
        var rows: [(from: Int, published: Int, text: String)] = []
        for edition in ["s/kr", "s/us", "s/kr + s/us", "t/jp"] {
            for source in ["src", "other"] {
                for (from, until) in WeeklyRollupTests.windows {
                    for day in 1...10 where Int.random(in: 0..<4, using: &random) == 0 {
                        let value = [10, 20, 1000].randomElement(using: &random) ?? 10
                        let row = Stage.row(edition, from, until, "\(value)", published: day, source: source)
                        rows.append((from, day, row))
                    }
                }
            }
        }
        rows.shuffle(using: &random)
        rows.sort { inOrder ? ($0.from, $0.published) < ($1.from, $1.published) : $0.published < $1.published }
        return Stage.header + rows.map(\.text).joined()
    }

    private func outcome(_ files: [String], least: Int?) async throws -> [String] {
        try await Stage.with { workspace in
            var lines: [String] = []
            for file in files {
                var work = ImportReach(ImportReach.Options(today: Catalogue.today))
                if let least { work.leastLoad = least }
                let source = try ByteSource(name: "f.csv", bytes: Array(file.utf8))
                let receipt = try await work.run(source, in: workspace, dryRun: false)
                lines.append("\(receipt.read) \(receipt.new) \(receipt.revised) \(receipt.older) \(receipt.unchanged)")
                lines.append("\(receipt.unplaced) \(receipt.weeks)")
            }
            lines += try await workspace.texts("select w::text from weekly_reach w order by 1")
            lines += try await workspace.texts(
                """
                select concat_ws(' ', series_id, subject_id, measure_id, batch_id, first_day, last_day, published, line,
                    low, high, comparator) from observation order by 1
                """)
            #expect(try await workspace.derivedDifferences() == [])
            return lines
        }
    }

    @Test("give the same whether a file is posted as one or as many", arguments: [true, false])
    func cuts(inOrder: Bool) async throws {
        var random = Seeded(for: "loads")
        let seed = random.seed
        let files = (1...4).map { _ in file(&random, inOrder: inOrder) }
        let whole = try await outcome(files, least: nil)
        for least in [1, 4] { #expect(try await outcome(files, least: least) == whole, "seed \(seed)") }
        #expect(whole.count > 200)
    }

    @Test("of one file hold against each other what they say again: one that differs in a later one is refused")
    func saidAgain() async throws {
        let row = "s/kr,impressions,src,2010-01-01,2010-01-01,10,2020-01-01\n"
        let other = "s/kr,impressions,src,2010-01-01,2010-01-01,12,2020-01-01\n"
        let days = (0..<3_000).map { number in
            let day = Day(number: (Day("2010-01-04") ?? Day(number: 0)).number + number)
            return "s/kr,impressions,src,\(day),\(day),1,2020-01-01\n"
        }
        let file = Stage.header + row + days.joined()
        #expect(Ledger.first(ofBytes: file.utf8.count) != nil)
        try await Stage.with { workspace in
            try await workspace.load(Stage.header + row)
            let refused = try await refusal { try await workspace.load(file + other) }
            #expect(refused.message == "figure differs from the one of the same window in line 2")
            #expect(refused.place?.line == 3_003)
            let (receipt, _) = try await workspace.loadGood(file + other)
            #expect((receipt.new, receipt.revised, receipt.unchanged, receipt.refused) == (3_000, 0, 0, 2))
            #expect(try await workspace.load(file + row).unchanged == 3_002)
            #expect(try await workspace.texts("select low::text from observation where low > 1") == ["10"])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("add days to their weeks some at a time; one that is known is judged, in whichever piece it comes")
    func pieces() async throws {
        try await Stage.with { workspace in
            let editions = ["s/kr", "s/us", "s/us-2", "t/jp"]
            try await workspace.load(Stage.header + editions.map { Stage.row($0, 5, 5, "10") }.joined())
            let rows = editions.map { Stage.row($0, $0 == "s/us-2" ? 5 : 6, $0 == "s/us-2" ? 5 : 6, "100") }
            var work = ImportReach(ImportReach.Options(today: Catalogue.today))
            // Pieces of one.
            work.leastLoad = 4
            let source = try ByteSource(name: "f.csv", bytes: Array((Stage.header + rows.joined()).utf8))
            let receipt = try await work.run(source, in: workspace, dryRun: false)
            #expect((receipt.new, receipt.revised) == (3, 1))
            let sums = "select concat_ws(' ', low, figures, days, covered) from weekly_reach order by 1"
            #expect(try await workspace.texts(sums) == ["100 1 1 1", "110 2 2 3", "110 2 2 3", "110 2 2 3"])
            #expect(try await workspace.derivedDifferences() == [])
        }
    }

    @Test("are two of a day's file, the first a quarter of it")
    func early() async throws {
        #expect(Ledger.first(ofBytes: nil) == nil)
        #expect(Ledger.first(ofBytes: 100_000) == nil)
        #expect(Ledger.first(ofBytes: 800_000) == 2_500)
        #expect(Ledger.first(ofBytes: 5_000_000) == nil)
        try await Stage.with { workspace in
            let days = (0..<3_000).map { number in
                let day = Day(number: (Day("2010-01-04") ?? Day(number: 0)).number + number)
                return "s/kr,impressions,src,\(day),\(day),1,2020-01-01\n"
            }
            let receipt = try await workspace.load(Stage.header + days.joined())
            #expect((receipt.read, receipt.new) == (3_000, 3_000))
            #expect(try await workspace.derivedDifferences() == [])
        }
    }
}
