import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("The weeks kept beside the figures")
struct WeeklyRollupTests {
    /// Windows that do not overlap: parts of weeks, a whole one, and some that lie in no single week.
    static let windows = [(1, 2), (3, 4), (5, 7), (8, 8), (9, 11), (12, 18), (19, 20), (21, 27), (28, 31)]

    private func file(_ random: inout Seeded) -> String {
        var rows: [String] = []
        for edition in ["s/kr", "s/us", "s/kr + s/us", "t/jp"] {
            for source in ["src", "other"] {
                for (from, until) in Self.windows where Int.random(in: 0..<4, using: &random) == 0 {
                    for day in 1...28 where Int.random(in: 0..<20, using: &random) == 0 {
                        rows.append(
                            Stage.row(edition, from, until, value(&random), published: day, source: source))
                    }
                }
            }
        }
        return Stage.header + rows.shuffled(using: &random).joined()
    }

    /// Few different ones, so that vintages often repeat a figure.
    private func value(_ random: inout Seeded) -> String {
        let number = [10, 20, 1000, 70_000_000].randomElement(using: &random) ?? 10
        let form = ["%", "%", ">%", ">=%", "<%", "<=%", "~%", "estimated %", "5-%", "-"].randomElement(using: &random)
        return (form ?? "%").replacing("%", with: "\(number)")
    }

    @Test(
        "equal those computed from the figures after every import, and each moment's stay as they were")
    func property() async throws {
        try await Stage.with { workspace in
            var random = Seeded(for: "weekly rollup")
            let seed = random.seed
            var known: [(cut: OperationID, weeks: [String])] = []
            for number in 1...40 {
                let receipt = try await workspace.load(file(&random))
                let differences = try await workspace.derivedDifferences()
                try #require(differences == [], "seed \(seed), file \(number)")
                guard let cut = receipt.operation else { continue }
                known.append((cut, try await weeks(workspace, "select w::text from weekly_reach w order by 1")))
            }
            #expect(known.count > 30)
            for (cut, weeks) in known {
                let recomputed = try await self.weeks(
                    workspace,
                    "select w::text from weekly_reach_as_of(\(cut.number), '0001-01-01', '9999-12-31') w order by 1")
                #expect(recomputed == weeks, "seed \(seed), operation \(cut.number)")
            }
            let report = try await workspace.total("2026-W02")
            #expect(report != "none")
        }
    }

    private func weeks(_ workspace: Workspace, _ sql: String) async throws -> [String] {
        try await workspace.texts(sql)
    }

    @Test("do not depend on the order in which files come")
    func order() async throws {
        var random = Seeded(42)
        let files = (1...8).map { _ in file(&random) }
        var answers: Set<[String]> = []
        for order in [files, files.reversed()] {
            answers.insert(
                try await Stage.with { workspace in
                    for file in order { try await workspace.load(file.distinctPublications) }
                    return try await workspace.texts(
                        """
                        select concat_ws(' ', week, s.code, k.kind, low, high, figures, open_above, strict, days)
                        from weekly_reach w join measure using (measure_id) join source s using (source_id)
                        join subject k using (series_id, subject_id) order by 1
                        """)
                })
        }
        #expect(answers.count == 1)
        #expect(answers.first?.isEmpty == false)
    }
}

extension String {
    /// The value follows from the day of publication, so that no two files contradict each other on one.
    fileprivate var distinctPublications: String {
        split(separator: "\n").enumerated().map { index, line in
            guard index > 0 else { return String(line) }
            var fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            fields[5] = String((Int(fields[6].suffix(2)) ?? 0) * 7 + fields[3].utf8.reduce(0) { $0 + Int($1) })
            return fields.joined(separator: ",")
        }.joined(separator: "\n")
    }
    @Test("are made anew with nobody else writing")
    func anew() async throws {
        try await Databases.migrated { url in
            try await Catalogue.open(url) { workspace async throws in
                try await Stage.prepare(workspace)
                try await workspace.load(Stage.header + Stage.row("s/kr", 5, 11, "1"))
                try await workspace.connection.run("update weekly_reach set low = 2")
            }
            let (holder, other) = (try await Databases.connect(url), try await Databases.connect(url))
            try await other.run("set lock_timeout = '20ms'")
            for statement in [
                "select begin_operation('x', 'set')",
                "select pg_advisory_xact_lock(hashtextextended('adapt.source src', 0))",
            ] {
                try await holder.run("begin; \(statement)")
                let refused = try await refusedByDatabase { try await other.run("select recompute_all_weeks()") }
                #expect(refused.sqlState == "55P03", "\(statement)")
                try await holder.run("rollback")
            }
            try await other.run("select recompute_all_weeks()")
            let low: Int = try await other.query("select low from weekly_reach")[0].get("low")
            #expect(low == 1)
            for connection in [holder, other] { await connection.close() }
        }
    }
}
