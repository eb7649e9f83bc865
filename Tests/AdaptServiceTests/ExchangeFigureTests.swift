import AdaptModel
import Testing

@testable import AdaptService

/// Two that keep copies of one catalogue read their publishers' files themselves, and exchange what they have.
@Suite("A catalogue comes in with figures, beside those that were read here")
struct ExchangeFigureTests: ExchangeActs {
    private static let week = Stage.header + Stage.row("s/kr", 5, 11, "1000") + Stage.row("s/us", 5, 11, "70K+")

    /// A catalogue, and a copy of it before any figure was read.
    private func copies(_ body: @Sendable (Workspace, Workspace) async throws -> Void) async throws {
        try await twoCatalogues { a, b in
            try await Stage.prepare(a)
            try await bring(exported(a), into: b)
            try await body(a, b)
        }
    }

    @Test("the same file read in both counts once, each reading can be taken back, and they come out as they are")
    func sameFile() async throws {
        try await copies { a, b in
            for workspace in [a, b] { try await workspace.load(Self.week) }
            let read = try await b.lastOperation()
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await bring(exported(a), into: b).new == 0)
            #expect(try await b.total("2026-W02") == ">= 71000.. 2")
            #expect(try await b.derivedDifferences() == [])
            #expect(try await bring(exported(b), into: a).new == 1)
            #expect(try await a.total("2026-W02") == b.total("2026-W02"))
            let lines = try await exported(b)
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await bring(lines, into: c)
                #expect(try await exported(c) == lines)
            }
            try await undo(read, b)
            #expect(try await b.total("2026-W02") == a.total("2026-W02"))
            #expect(try await b.load(Self.week).new == 0)
        }
    }

    @Test("restatements stand in one order in every copy, whichever edition was registered first")
    func revisions() async throws {
        try await twoCatalogues { a, b in
            try await Stage.prepare(a)
            for code in ["zz", "aa"] { try await a.register("s/\(code)", title: code) }
            let names = ["s/zz", "s/us + s/kr", "s/aa", "s/kr", "s/aa + s/zz"]
            for (published, value) in [(1, "5"), (2, "6")] {
                try await a.load(
                    Stage.header + names.map { Stage.row($0, 5, 11, value, published: published) }.joined())
            }
            try await bring(exported(a), into: b)
            func revised(_ workspace: Workspace) async throws -> [[String]] {
                try await workspace.restatements(ReadingScope(week: try Week(parsing: "2026-W02"))).map(\.editions)
            }
            let order = try await revised(a)
            #expect(order == [["s/aa"], ["s/kr"], ["s/zz"], ["s/aa", "s/zz"], ["s/kr", "s/us"]])
            #expect(try await revised(b) == order)
        }
    }

    @Test("a reading that rests on another goes on resting on it, whatever their numbers are here")
    func confirmed() async throws {
        try await copies { a, b in
            try await b.load(Self.week)
            try await a.load(Self.week)
            let first = try await a.lastOperation()
            try await a.load(Self.week + Stage.row("s/us-2", 5, 11, "5"))
            try await bring(exported(a), into: b)
            let confirmations = "select count(*) from batch_confirmation"
            #expect(try await b.number(confirmations) == a.number(confirmations))
            let rests =
                "select c.operation_id::text || ' ' || e.operation_id from batch_confirmation x "
                + "join batch c on c.batch_id = x.batch_id join batch e on e.batch_id = x.confirmed_id"
            #expect(try await a.texts(rests) == ["\(first + 1) \(first)"])
            #expect(try await b.texts(rests) == ["\(first + 2) \(first + 1)"])
        }
    }

    @Test("windows that overlap are refused at their line, with the way out; nothing comes in")
    func overlapping() async throws {
        try await copies { a, b in
            try await a.load(Stage.header + Stage.row("s/kr", 12, 18, "3") + Stage.row("s/kr", 6, 9, "400"))
            try await b.load(Stage.header + Stage.row("s/us", 12, 18, "5") + Stage.row("s/kr", 8, 11, "600"))
            let (lines, counts) = (try await exported(a), try await b.counts())
            let read = try await b.lastOperation()
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "window 2026-01-06..2026-01-09 of \"s/kr\" overlaps 2026-01-08..2026-01-11 in line 3 of reach.csv, imported here (operation \(read))"
            )
            #expect(
                refused.hint
                    == "one source counts a day of an edition once: adapt undo \(read) takes back the one here, then the file can come in"
            )
            #expect(
                refused.place?.line == lines.firstIndex { $0.contains("\"from\":\"2026-01-06\"") }.map { $0 + 1 })
            #expect(try await b.counts() == counts)
            try await undo(read, b)
            #expect(try await bring(lines, into: b).new == 1)
            #expect(try await b.total("2026-W02") == a.total("2026-W02"))
        }
    }

    @Test("windows that overlap are told once for each import in the way, at the line of their own edition and metric")
    func overlappingEach() async throws {
        try await copies { a, b in
            let shared = [("s/us", 6, 9, "views"), ("s/kr", 6, 9, "impressions"), ("s/kr", 6, 9, "views")]
            let joint = "s/kr + s/us"
            try await a.load(
                Stage.header + shared.map { Stage.row($0.0, $0.1, $0.2, "7", metric: $0.3) }.joined()
                    + Stage.row(joint, 6, 9, "9", metric: "views"))
            try await b.load(
                Stage.header + Stage.row("s/kr", 8, 8, "1", metric: "views")
                    + Stage.row("s/kr", 9, 9, "1", metric: "views") + Stage.row("s/us", 8, 8, "1")
                    + Stage.row(joint, 9, 11, "1", metric: "views"))
            try await b.load(Stage.header + Stage.row("s/kr", 5, 6, "1", metric: "views"))
            let first = try await b.lastOperation() - 1
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            let told = [refused.message] + refused.details
            #expect(told.count == 3, "\(told)")
            func line(_ editions: String) -> Int? {
                lines.firstIndex {
                    $0.contains("\"editions\":[\(editions)]") && $0.contains("\"metric\":\"views\"")
                }.map { $0 + 1 }
            }
            let (kr, both) = (try #require(line("\"kr\"")), try #require(line("\"kr\",\"us\"")))
            #expect(refused.place?.line == min(kr, both))
            for (operation, days) in [(first, "2026-01-08..2026-01-08"), (first + 1, "2026-01-05..2026-01-06")] {
                #expect(
                    told.contains {
                        $0.contains("2026-01-06..2026-01-09 of \"s/kr\" overlaps \(days)")
                            && $0.contains("(operation \(operation))")
                    }, "\(told)")
            }
            #expect(told.contains { $0.contains("of \"s/kr + s/us\" overlaps 2026-01-09..2026-01-11") }, "\(told)")
            #expect(
                refused.details.allSatisfy { $0.contains(":\($0.contains("s/kr + s/us") ? both : kr):") }, "\(told)")
        }
    }

    @Test("editions that were taken back here are looked for once each, however many figures rest on them")
    func lookedForOnce() async throws {
        try await copies { a, b in
            try await undo(b.lastOperation(), b)
            func reads(days: ClosedRange<Int>) async throws -> Int {
                try await a.load(Stage.header + days.map { Stage.row("t/jp", $0, $0, "9") }.joined())
                let lines = try await exported(a)
                return try await b.transaction(dryRun: true) {
                    let before = try await b.statesRead()
                    _ = try await refusal { _ = try await b.staged(lines) }
                    return try await b.statesRead() - before
                }
            }
            let few = try await reads(days: 1...1)
            #expect(try await reads(days: 2...31) == few)
        }
    }

    @Test(
        "what rests on an edition that was taken back here is refused, as nobody would see it; brought back, it comes in"
    )
    func takenBack() async throws {
        let acts: [(String, @Sendable (Workspace) async throws -> Void)] = [
            ("figures", { _ = try await $0.load(Stage.header + Stage.row("t/jp", 5, 11, "9")) }),
            ("a child", { _ = try await $0.register("t/kr", title: "K", from: "t/jp") }),
            (
                "a creative",
                {
                    _ = try await ImportCreatives(BulkOptions()).run(
                        ByteSource(name: "ads.csv", bytes: Array("edition,creative\nt/jp,slap\n".utf8)), in: $0,
                        dryRun: false, setAside: nil)
                }
            ),
        ]
        for (what, act) in acts {
            try await copies { a, b in
                let registered = try await b.lastOperation()
                try await undo(registered, b)
                try await act(a)
                let lines = try await exported(a)
                let refused = try await refusal { try await bring(lines, into: b) }
                #expect(
                    refused.message
                        == "edition \"t/jp\" was taken back here since it was last imported (operation \(registered + 1))",
                    "\(what)")
                #expect(
                    refused.hint == "adapt undo \(registered + 1) brings it back, then the file can come in", "\(what)")
                try await undo(registered + 1, b)
                #expect(try await bring(lines, into: b).new == 1, "\(what)")
            }
        }
    }

    @Test("a creative of the same name is refused at its line, naming both operations")
    func creatives() async throws {
        try await copies { a, b in
            for (workspace, seconds) in [(a, 60), (b, 61)] {
                let text = "edition,creative,duration\ns/kr,slap,\(seconds)\n"
                _ = try await ImportCreatives(BulkOptions()).run(
                    ByteSource(name: "ads.csv", bytes: Array(text.utf8)), in: workspace, dryRun: false,
                    setAside: nil)
            }
            let lines = try await exported(a)
            let last = try await b.lastOperation()
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "creative \"slap\" of \"s/kr\" is here (operation \(last)), and in the file (operation \(last))")
            #expect(refused.hint == "adapt undo \(last) takes back the one here")
            try await undo(last, b)
            #expect(try await bring(lines, into: b).new == 1)
        }
    }
}

extension Workspace {
    /// Brings lines in within the running transaction.
    fileprivate func staged(_ lines: [String]) async throws -> ImportCatalogue.Receipt {
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        return try await ImportCatalogue().apply(ByteSource(name: "c.jsonl", bytes: bytes), self)
    }

    /// How often the running transaction has looked into what is said of editions.
    fileprivate func statesRead() async throws -> Int {
        try await number(
            """
            select (seq_scan + coalesce(idx_scan, 0))::bigint from pg_stat_xact_user_tables where relname = 'edition_state'
            """)
    }
}
