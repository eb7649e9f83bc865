import AdaptModel
import Testing

@testable import AdaptService

@Suite("Weeks that are not written as ISO weeks")
struct WeekReadingTests {
    private func load(
        _ workspace: Workspace, _ column: String, _ text: String, sunday: Bool = false
    ) async throws -> ImportReach.Receipt {
        var options = ImportReach.Options(today: Catalogue.today)
        if sunday { options.habits.weekStart = .sunday }
        return try await workspace.load(
            "edition,metric,source,\(column),value\ns/kr,impressions,src,\(text),7\n", options)
    }

    @Test("a week ends on the Sunday named")
    func ending() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "week_ending", "2026-01-11").weeks == ["2026-W02"])
            let saturday = try await refusal { _ = try await load(workspace, "week_ending", "2026-01-17") }
            #expect(saturday.description.hasPrefix("reach.csv:2:4: week_ending \"2026-01-17\" is a Saturday"))
            #expect(saturday.hint?.contains("--week-start sunday") == true)
            #expect(try await workspace.texts("select first_day::text from observation") == ["2026-01-05"])
        }
    }

    @Test("a figure of a day is of that day alone")
    func day() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "day", "2026-01-11T00:00:00Z").weeks == ["2026-W02"])
            let days = try await workspace.texts("select first_day || '..' || last_day from observation")
            #expect(days == ["2026-01-11..2026-01-11"])
        }
    }

    @Test("a week is named by its Monday; a Sunday asks what it is")
    func named() async throws {
        try await Stage.with { workspace async throws in
            #expect(try await load(workspace, "week", "2026-01-12").weeks == ["2026-W03"])
            let sunday = try await refusal { _ = try await load(workspace, "week", "2026-01-11") }
            #expect(sunday.message == "week \"2026-01-11\" is a Sunday, and weeks start on Monday")
            #expect(sunday.hint?.contains("--map week_ending=COLUMN") == true)
            #expect(sunday.hint?.contains("--week-start sunday") == true)
        }
    }

    @Test(
        "a week from Sunday does not take the place of the ISO week beside it, nor that one its place",
        arguments: [false, true])
    func besideISO(sundayFirst: Bool) async throws {
        try await Stage.with { workspace async throws in
            func week(sunday: Bool) async throws {
                _ = try await load(workspace, "week", sunday ? "2026-01-04" : "2026-W02", sunday: sunday)
            }
            try await week(sunday: sundayFirst)
            let before = try await workspace.counts()
            let refused = try await refusal { try await week(sunday: !sundayFirst) }
            #expect(refused.message.hasPrefix("window 2026-01-05..2026-01-11"), "\(refused)")
            #expect(refused.message.contains("(moved there from Sunday)"), "\(refused)")
            #expect(try await workspace.counts() == before)
            // The same figure again is no other one.
            try await week(sunday: sundayFirst)
        }
    }

    @Test(
        "a week from Sunday and the ISO week beside it in one file are refused as overlapping",
        arguments: [false, true])
    func besideISOInOneFile(together: Bool) async throws {
        try await Stage.with { workspace async throws in
            var options = ImportReach.Options(today: Catalogue.today)
            options.habits.weekStart = .sunday
            if together { options.sameDays = .add }
            let before = try await workspace.counts()
            let refused = try await refusal { [options] in
                _ = try await workspace.load(
                    Stage.header + "s/kr,impressions,src,2026-01-04,2026-01-10,100,2026-01-13\n"
                        + "s/kr,impressions,src,2026-01-05,2026-01-11,110,2026-01-13\n", options)
            }
            #expect(refused.message.contains("(moved there from Sunday)"), "\(refused)")
            #expect(try await workspace.counts() == before)
        }
    }

    @Test(
        "weeks from Sunday stand in the ISO week that holds six of their days only if that is asked for, and are marked",
        arguments: [("week", "2026-01-04"), ("week_ending", "2026-01-10"), ("from,until", "2026-01-04,2026-01-10")])
    func fromSunday(_ column: String, _ text: String) async throws {
        try await Stage.with { workspace async throws in
            let receipt = try await load(workspace, column, text, sunday: true)
            #expect(receipt.weeks == ["2026-W02"])
            #expect(try await workspace.texts("select inferred::text from weekly_reach") == ["1"])
        }
        try await Stage.with { workspace async throws in
            guard column == "from,until" else { return }
            #expect(try await load(workspace, column, text).unplaced == 1)
        }
    }
}
