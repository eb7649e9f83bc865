import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("Several imports at once", .timeLimit(.minutes(60)))
struct ConcurrentImportTests {
    @Test("two imports of one file: one applies it, the other finds it there")
    func sameFile() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await Stage.prepare($0) }
            for round in 1...5 {
                let file = Stage.header + Stage.row("s/kr + s/us", 5, 11, "\(round)", published: round)
                let receipts = try await Catalogue.people(4, url) { _, workspace in try await workspace.load(file) }
                let applied = receipts.compactMap(\.operation)
                #expect(applied.count == 1)
                #expect(receipts.compactMap(\.sameAs) == Array(repeating: applied[0], count: 3))
            }
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await workspace.texts("select low::text from weekly_reach") == ["5"])
                #expect(try await workspace.texts("select count(*)::text from batch") == ["5"])
            }
        }
    }

    /// Runs `files` as so many imports of one moment: each is under way when source `held` is let go.
    private func atOnce(
        _ files: [String], _ options: ImportReach.Options, holding held: String, _ url: String
    ) async throws -> [ImportReach.Receipt] {
        let holder = try await Databases.connect(url)
        _ = try await holder.query("select pg_advisory_lock(hashtextextended(\("adapt.source " + held), 0))")
        let receipts = try await withThrowingTaskGroup(of: (Int, ImportReach.Receipt).self) { group in
            for (number, file) in files.enumerated() {
                group.addTask {
                    try await Catalogue.open(url) { (number, try await $0.load(file, options)) }
                }
                // In the order of the files.
                while try await Self.waiting(holder) < number + 1 { try await Task.sleep(for: .milliseconds(10)) }
            }
            _ = try await holder.query("select pg_advisory_unlock(hashtextextended(\("adapt.source " + held), 0))")
            return try await group.reduce(into: []) { $0.append($1) }
        }
        await holder.close()
        return receipts.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func reach(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select w.low::text from weekly_reach w join measure m using (measure_id) join source s using (source_id)
            where s.code = 'src'
            """)
    }

    private static func waiting(_ connection: Connection) async throws -> Int {
        try await connection.query(
            """
            select count(*) from pg_locks where locktype = 'advisory' and not granted
                and database = (select oid from pg_database where datname = current_database())
            """)[0].get(0)
    }

    @Test("of two imports the one applied last counts, though it began first")
    func lastApplied() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await Stage.prepare($0) }
            let options = ImportReach.Options(today: Catalogue.today)
            let holder = try await Databases.connect(url)
            _ = try await holder.query("select pg_advisory_lock(hashtextextended('adapt.source other', 0))")
            async let first = Catalogue.open(url) {
                try await $0.load(
                    Stage.header + Stage.row("s/kr", 5, 11, "1", source: "other") + Stage.row("s/kr", 5, 11, "111"),
                    options)
            }
            while try await Self.waiting(holder) < 1 { try await Task.sleep(for: .milliseconds(10)) }
            _ = try await Catalogue.open(url) {
                try await $0.load(Stage.header + Stage.row("s/kr", 5, 11, "100"), options)
            }
            _ = try await holder.query("select pg_advisory_unlock(hashtextextended('adapt.source other', 0))")
            let last = try await first
            #expect(last.revised == 1)
            await holder.close()
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await Self.reach(workspace) == ["111"])
                #expect(try await workspace.derivedDifferences() == [])
            }
        }
    }

    @Test("an import that waited for a source which a later one has changed meanwhile is to be tried again")
    func overtaken() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await Stage.prepare($0) }
            let row = Stage.row("s/kr", 5, 11, "100")
            let both = Stage.header + Stage.row("s/kr", 5, 11, "1", source: "other") + Stage.row("s/kr", 5, 11, "111")
            let refused = try await refusal {
                // The second holds "other" when it waits for "src"; the first takes its number after that.
                let holder = try await Databases.connect(url)
                _ = try await holder.query("select pg_advisory_lock(hashtextextended('adapt.source src', 0))")
                let options = ImportReach.Options(today: Catalogue.today)
                async let one = Catalogue.open(url) { try await $0.load(Stage.header + row, options) }
                while try await Self.waiting(holder) < 1 { try await Task.sleep(for: .milliseconds(10)) }
                async let two = Catalogue.open(url) { try await $0.load(both, options) }
                while try await Self.waiting(holder) < 2 { try await Task.sleep(for: .milliseconds(10)) }
                _ = try await holder.query("select pg_advisory_unlock(hashtextextended('adapt.source src', 0))")
                _ = try await one
                await holder.close()
                _ = try await two
            }
            #expect(refused.kind == .busy && refused.mayRetry)
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await Self.reach(workspace) == ["100"])
                #expect(try await workspace.load(both).revised == 1)
                #expect(try await Self.reach(workspace) == ["111"])
            }
        }
    }

    @Test("readings of one counter that come at once lose no day and count none twice")
    func counters() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await Stage.prepare($0) }
            let files = [[(4, "100"), (11, "150")], [(18, "180")], [(11, "150"), (25, "200")]].map { rows in
                CounterTests.header + rows.map { CounterTests.row($0.0, $0.1) }.joined()
            }
            _ = try await atOnce(files, CounterTests.options, holding: "src", url)
            try await Catalogue.open(url) { workspace async throws in
                #expect(
                    try await workspace.texts(
                        "select first_day || '..' || last_day || ' ' || low from observation order by first_day")
                        == ["2026-01-05..2026-01-11 50", "2026-01-12..2026-01-18 30", "2026-01-19..2026-01-25 20"])
            }
        }
    }

    @Test("imports of different sources: all apply, and the weeks equal the figures")
    func differentSources() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace in
                try await Stage.prepare(workspace)
                for person in 0..<8 { try await workspace.addSource("src-\(person)") }
            }
            let receipts = try await Catalogue.people(8, url) { person, workspace in
                var receipts: [ImportReach.Receipt] = []
                for day in 1...5 {
                    let rows = ["s/kr", "s/kr + s/us", "s/us + s/us-2"].map {
                        Stage.row($0, 5, 11, "\(day * 10 + person)", published: day, source: "src-\(person)")
                    }
                    let ordered = person.isMultiple(of: 2) ? rows : rows.reversed()
                    receipts.append(try await workspace.load(Stage.header + ordered.joined()))
                }
                return receipts
            }.flatMap { $0 }
            #expect(receipts.compactMap(\.operation).count == 40)
            try await Catalogue.open(url) { workspace async throws in
                #expect(try await workspace.derivedDifferences() == [])
                #expect(try await workspace.texts("select count(*)::text from joint") == ["2"])
                #expect(try await workspace.total("2026-W02", source: "src-3", series: "t") == ">= 0.. 0")
                #expect(try await workspace.texts("select count(*)::text from weekly_reach") == ["24"])
            }
        }
    }
}
