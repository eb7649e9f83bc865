import AdaptModel
import Testing

@testable import AdaptService

@Suite("Works of a restated file under new titles")
struct RenamedWorkTests {
    private typealias File = CalledEditionTests
    private let weeks = [(12_340_000, 1), (8_120_000, 2), (3_050_000, 3)]

    private func rows(_ title: String, times factor: Int = 1) -> String {
        weeks.map { File.row(title, String($0.0 * factor), week: $0.1) }.joined()
    }

    @Test("a film under a new title is not registered again beside its old one")
    func film() async throws {
        try await Stage.with { workspace async throws in
            let rest = rows("Dune", times: 3)
            try await workspace.load(File.header + rows("Red Notice") + rest, File.missing())
            let before = try await workspace.texts("select sum(low)::text from weekly_reach")
            let twin = try await refusal {
                try await workspace.load(File.header + rows("Red Notice (Extended)") + rest, File.missing())
            }
            #expect(twin.kind == .rule)
            #expect(
                twin.message
                    == "title \"Red Notice (Extended)\" is likely a new one of \"red-notice/main\": 3 figures are the same"
            )
            #expect(
                twin.hint == "if so: adapt edition edit red-notice/main --alias \"Red Notice (Extended)\"; "
                    + "if not: adapt register red-notice-extended --code main --title \"Red Notice (Extended)\"; "
                    + "then import again")
            #expect(try await workspace.texts("select sum(low)::text from weekly_reach") == before)
        }
    }

    @Test("it is told though one of its figures was corrected too, and not where most differ")
    func corrected() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(File.header + rows("Red Notice"), File.missing())
            let corrected = rows("Notice").replacing("8120000", with: "8130000")
            let twin = try await refusal {
                try await workspace.load(File.header + corrected, File.missing())
            }
            #expect(twin.message.hasSuffix("\"red-notice/main\": 2 figures are the same"))
            let other = corrected.replacing("3050000", with: "3060000")
            #expect(try await workspace.load(File.header + other, File.missing()).registered == ["notice/main"])
        }
    }

    @Test("two works of one file may have equal figures, and small ones may be equal by chance")
    func chance() async throws {
        try await Stage.with { workspace async throws in
            let twins = try await workspace.load(File.header + rows("Heat") + rows("Speed"), File.missing())
            #expect(twins.registered == ["heat/main", "speed/main"])
            try await workspace.load(File.header + File.row("Cold", "500", week: 5), File.missing())
            let small = try await workspace.load(File.header + File.row("Slow", "500", week: 5), File.missing())
            #expect(small.registered == ["slow/main"])
        }
    }
}
