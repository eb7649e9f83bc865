import AdaptModel
import Testing

@testable import AdaptService

@Suite("A publisher's weekly ranking", .enabled(if: RealFiles.folder != nil, "skipped: no real data"))
struct NetflixFilesTests {
    static func options(_ published: String) -> ImportReach.Options {
        var options = ImportReach.Options(today: Catalogue.today)
        options.map = [
            ("title", "show_title"), ("season", "season_title"), ("week_ending", "week"),
            ("value", "weekly_hours_viewed"),
        ]
        (options.source, options.metric, options.market) = ("netflix", "hours_viewed", "world")
        options.published = Day(published)
        options.registersMissing = true
        return options
    }

    static func file(_ name: String) throws -> ByteSource {
        try ByteSource(path: (RealFiles.folder ?? "") + "/netflix_top10/\(name)")
    }

    /// The rows of a state of the file, read by splitting at tabs: the week, title, season and category, and the hours.
    static func rows(_ name: String) throws -> [String: String] {
        let source = try file(name)
        var bytes: [UInt8] = []
        while let block = try source.next() { bytes += block }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        return Dictionary(
            lines.map { line in
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                return ([0, 3, 4, 1].map { String(fields[$0]) }.joined(separator: "|"), String(fields[5]))
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test(
        "of two states: every row is new, unchanged or revised as the files say, and a renamed season doubles nothing")
    func states() async throws {
        let names = ["all-weeks-global_2024-11-13.tsv", "all-weeks-global_2024-11-20.tsv"]
        let (old, new) = (try Self.rows(names[0]), try Self.rows(names[1]))
        let renamed = new.keys.filter { old[$0] == nil && !$0.hasPrefix("2024-11-17") }
        #expect(renamed.count == 2)
        let revised = new.filter { row in old[row.key].map { $0 != row.value } ?? false }.count
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSource("netflix")
            let first = try await ImportReach(Self.options("2024-11-13")).run(
                Self.file(names[0]), in: workspace, dryRun: false)
            #expect((first.read, first.new, first.revised) == (old.count, old.count, 0))
            let works = Set(old.keys.map { $0.split(separator: "|", omittingEmptySubsequences: false).dropFirst() })
            #expect(first.registered.count == works.count)
            var facts = EditionFacts()
            facts.aliases = [Alias("Supersex: Limited Series", kind: .season)]
            _ = try await EditEdition(
                edition: EditionReference(parsing: "supersex/season-1"), facts: facts, lineage: nil
            ).run(in: workspace, dryRun: false)
            let second = try await ImportReach(Self.options("2024-11-20")).run(
                Self.file(names[1]), in: workspace, dryRun: false)
            #expect(second.read == new.count)
            #expect(second.new == new.count - old.count)
            #expect(second.revised == revised)
            #expect(second.unchanged == old.count - revised)
            #expect(second.weeks == ["2024-W46"])
            #expect(try await workspace.derivedDifferences() == [])
            let total = new.values.compactMap { Int($0) }.reduce(0, +)
            #expect(try await workspace.texts("select sum(low)::text from weekly_reach") == [String(total)])
        }
    }

    @Test(
        "that could not be fetched is refused, and changes nothing",
        arguments: ["all-weeks-global_2023-06-01.tsv", "all-weeks-global_2023-12-27.tsv"])
    func failed(_ name: String) async throws {
        try await Stage.with { workspace async throws in
            let before = try await workspace.counts()
            let refused = try await refusal {
                _ = try await ImportReach(Self.options("2023-12-27")).run(
                    Self.file(name), in: workspace, dryRun: false)
            }
            #expect(refused.kind == .input)
            #expect(try await workspace.counts() == before)
        }
    }
}
