import AdaptModel
import Postgres
import TestSupport
import Testing

@testable import AdaptService

@Suite("An upgrade")
struct UpgradeTests {
    /// Every schema in which there was room for a catalogue with figures; in short runs those before rows are moved, and
    /// the last but one.
    static let schemas = Figures.soaks ? Array(4..<MigratorTests.all.count) : [4, 13, 18, MigratorTests.all.count - 1]

    @Test(
        "keeps every row, gives the same answers whatever the schema before, and all goes on",
        arguments: UpgradeTests.schemas)
    func upgrade(from schema: Int) async throws {
        try await Databases.bare { url in
            try await Catalogue.open(url) { workspace async throws in
                try await OldCatalogue.make(schema, in: workspace.connection)
                try await OldCatalogue.keep(in: workspace.connection)
                let applied = try await Migrator(workspace.connection).migrate()
                #expect(applied == MigratorTests.all.dropFirst(schema).map(\.name))
                try await expectRows(of: schema, in: workspace)
                try await expectAnswers(of: workspace, nature: "scumbag outdated", spanish: "1900")
                try await expectProofs(in: workspace, undone: schema >= 6)

                let before = try await SchemaDescription.of(workspace.connection)
                #expect(try await Migrator(workspace.connection).migrate() == [])
                #expect(try await SchemaDescription.of(workspace.connection) == before)
                #expect(try await Schema.state(of: workspace.connection) == .current(version: Schema.version))
                try await expectChanges(in: workspace)
            }
        }
        Figures.note("T24", "upgrade from schema \(schema)", "every row kept, same answers, goes on")
    }

    /// What there was is there; what moved to other tables is what the exported catalogue says.
    private func expectRows(of schema: Int, in workspace: Workspace) async throws {
        let changes = try await OldCatalogue.changes(in: workspace.connection)
        let named = [
            "element.path", "market.name", "market_territory.market_code", "market_territory.territory", "term.code",
        ]
        let moved = schema < 7 ? named.map { "gone " + $0 } : []
        #expect(changes.filter { $0.hasPrefix("gone ") } == moved)
        // Jobs over some weeks got another name with the nineteenth.
        let jobs = (9...18).contains(schema)
        let job = "lost reach_export (2,\"ladder impressions csv from=2026-W02 until=2026-W03\","
        let lost = changes.filter { $0.hasPrefix("lost ") && !$0.hasPrefix("lost schema_state ") }
        #expect(lost.count == (jobs ? 1 : 0) && lost.allSatisfy { $0.hasPrefix(job) }, "\(lost)")
        // What comes with the program.
        let brought = [
            "currency", "language_subtag", "market", "migration", "schema_state", "script_subtag", "territory",
        ]
        let gained = Set(changes.filter { $0.hasPrefix("gained ") }.map { String($0.dropFirst(7)) })
        let renamed: Set<String> = jobs ? ["reach_export"] : []
        #expect(gained.subtracting(brought) == renamed)
        if schema >= 9 {
            let kept = try await workspace.texts(
                "select concat_ws(' ', kind, first_week, last_week) from reach_export order by reach_export_id")
            #expect(kept == ["ladder impressions csv", "ladder impressions csv weeks=2 2026-01-05 2026-01-12"])
        }
        let own = try await workspace.texts("select catalogue::text from catalogue_identity")[0]
        let lines = try await exported(workspace).dropLast().map { $0.replacing(own, with: "C") }
        // Of what the twelve operations recorded that are the same in every schema.
        let expected = try OldCatalogue.lines
        #expect(expected.count == 44)
        #expect(Array(lines.prefix(expected.count)) == expected)
        #expect(schema > 4 || lines.count == expected.count)
    }

    /// What a comparison and the weeks say. `nature`: of the element that the Spanish edition kept; `spanish`: what is
    /// guaranteed of its first week.
    private func expectAnswers(of workspace: Workspace, nature: String, spanish: String) async throws {
        #expect(
            try await compared("en", "es", in: workspace) == [
                "ending.reunion right_dropped they meet again / (absent)",
                "male_lead.nature right_changed heartbreaker / \(nature)",
                "male_lead.sport right_changed ice hockey / football",
            ])
        #expect(
            try await compared("es", "hk", in: workspace) == [
                "beat.handout unknown (not recorded) / she flings the money back",
                "ending.reunion same (absent) / (absent)",
                "male_lead.nature same \(nature) / \(nature)",
                "male_lead.sport same football / football",
            ])
        let report = try await WeeklyReachTests.report(
            workspace, "2026-W03", weeks: 2, series: "hockey-star", metric: "impressions", source: "ladder")
        let weeks = report.weeks.flatMap { week -> [String] in
            let lines = week.lines.map { line -> String in
                let figure = line.total.map { [words(of: $0)] } ?? []
                return (["\(week.week)", line.name] + figure + line.flags).joined(separator: " ")
            }
            return lines + ["\(week.week) \(words(of: week.total)), \(week.reported) of \(week.expected)"]
        }
        #expect(
            weeks == [
                "2026-W02 hockey-star/en + hockey-star/es ~ 4000..4000",
                "2026-W02 hockey-star/hk > 501.. window_inferred measured=hk-mo",
                "2026-W02 hockey-star/es >= \(spanish).. included estimated",
                "2026-W02 hockey-star/en included",
                "2026-W02 > 4501.., 3 of 3",
                "2026-W03 hockey-star/en range 10000..50000",
                "2026-W03 hockey-star/es not_reported",
                "2026-W03 >= 10000.., 1 of 2",
            ])
        #expect(
            report.unplaced.map { "\($0.subject) \($0.figure.comparator.rawValue) \($0.wording ?? "")" } == [
                "hockey-star/es <= at most 900", "hockey-star/es single-scene = 1.18M in two days",
            ])
        #expect(report.unregistered.map(\.inFull) == ["6 editions asserted, 2 registered, 4 not"])
    }

    private func compared(_ left: String, _ right: String, in workspace: Workspace) async throws -> [String] {
        func words(of cell: Comparison.Cell) -> String {
            cell.resolved.state.words + (cell.resolved.outdated ? " outdated" : "")
        }
        return try await workspace.compare(series: "hockey-star", left, right).rows.map { row in
            "\(row.element) \(row.verdict.rawValue) \(words(of: row.left)) / \(words(of: row.right))"
        }
    }

    private func words(of total: ReachTotal) -> String {
        "\(total.comparator.rawValue) \(total.low)..\(total.high.map(String.init) ?? "")"
    }

    /// `undone`: whether something was taken back.
    private func expectProofs(in workspace: Workspace, undone: Bool) async throws {
        let proofs = try await workspace.check()
        let takenBack = "what was taken back follows from the operations that took it back"
        #expect(
            proofs.map { "\($0.what): \($0.wrong) wrong" } == [
                "every fact is of an edition that is there: 0 wrong",
                "every edition that counts is of a series that counts: 0 wrong",
                "no edition comes from itself: 0 wrong",
                "no two elements, terms, sources or creatives have one name: 0 wrong",
                "weekly reach equals the figures it is made of: 0 wrong",
                "revisions are numbered in the order of operations: 0 wrong",
                "\(takenBack): 0 wrong",
                "every import holds the figures that its receipt counts: 0 wrong",
            ])
        let empty: [String] = undone ? [] : [takenBack]
        #expect(proofs.filter { $0.rows == 0 }.map(\.what) == empty)
    }

    /// A decision on what was recorded before, its undo, and that of an import from before.
    private func expectChanges(in workspace: Workspace) async throws {
        try await workspace.decide("hockey-star/es", "male_lead.nature", .value("cheat"))
        try await expectAnswers(of: workspace, nature: "cheat", spanish: "1900")
        try await workspace.undo(nil)
        try await expectAnswers(of: workspace, nature: "scumbag outdated", spanish: "1900")
        let first = try await refusal { try await workspace.undo(11) }
        #expect(first.details.first?.hasPrefix("operation 12 ") == true, "\(first)")
        try await workspace.undo(12)
        try await expectAnswers(of: workspace, nature: "scumbag outdated", spanish: "1700")
        try await expectProofs(in: workspace, undone: true)
    }
}
