import AdaptModel
import Testing

@testable import AdaptService

@Suite("Works of a restated file under new titles")
struct RenamedWorkTests {
    private typealias File = CalledEditionTests

    /// Figures of one title in weeks 1, 2 and so on.
    private func rows(_ title: String, _ values: Int...) -> String {
        values.enumerated().map { File.row(title, String($1), week: $0 + 1) }.joined()
    }

    /// Imports `then`, then `now`; gives why the second is refused, and sees that it changed nothing.
    private func refused(_ then: String, _ now: String) async throws -> Refusal {
        try await Stage.with { workspace async throws in
            try await workspace.load(File.header + then, File.missing())
            let before = try await workspace.counts()
            let refused = try await refusal { try await workspace.load(File.header + now, File.missing()) }
            #expect(refused.kind == .rule)
            #expect(try await workspace.counts() == before)
            return refused
        }
    }

    /// What the second of two files registers.
    private func registered(_ then: String, _ now: String) async throws -> [String] {
        try await Stage.with { workspace in
            try await workspace.load(File.header + then, File.missing())
            return try await workspace.load(File.header + now, File.missing()).registered
        }
    }

    private let rest = [12_340_000, 8_120_000, 3_050_000].enumerated().map {
        File.row("Dune", String($1), week: $0 + 1)
    }.joined()

    @Test("a film under a new title is not registered again beside its old one, and it is said what to type")
    func film() async throws {
        let refusal = try await refused(
            rows("Red Notice", 9_000_000, 4_000_000) + rest, rows("Red Notice (Extended)", 9_000_000, 4_000_000) + rest)
        #expect(
            refusal.message
                == "title \"Red Notice (Extended)\" is likely a new one of \"red-notice/main\", which the file does not "
                + "name: 2 figures are the same")
        #expect(
            refusal.hint == "if so: adapt edition edit red-notice/main --alias \"Red Notice (Extended)\"; "
                + "if not: adapt series add red-notice-extended --title \"Red Notice (Extended)\" and "
                + "adapt register red-notice-extended --code main --title \"Red Notice (Extended)\"; then import again")
    }

    @Test("nor where some of its figures were corrected with the title, or all of several")
    func corrected() async throws {
        let half = try await refused(rows("Heat", 1234, 987) + rest, rows("Hot", 1241, 987) + rest)
        #expect(half.message.hasSuffix("1 of 2 figures is the same"))
        let all = try await refused(rows("Heat", 1234, 987) + rest, rows("Hot", 1241, 988) + rest)
        #expect(all.message.hasSuffix("2 figures are of the same days"))
        // One figure that is not the same says nothing.
        #expect(try await registered(rows("Heat", 1234) + rest, rows("Hot", 1241) + rest) == ["hot/main"])
    }

    @Test("nor one whose round figure of one week is all there is, where the file restates that week")
    func round() async throws {
        let one = try await refused(rows("Heat", 3_000_000) + rest, rows("Hot", 3_000_000) + rest)
        #expect(one.message.hasSuffix("a figure is the same"))
        let several = try await refused(
            rows("Heat", 1000) + rows("Cold", 900) + rest + rows("Ice", 5),
            rows("Hot", 1000) + rows("Cool", 900)
                + rest + rows("Ice", 5))
        #expect(several.details.count == 1 && several.details[0].contains("adapt edition edit heat/main"))
    }

    @Test("in a file of other works few equal digits are chance, many are not")
    func chance() async throws {
        #expect(try await registered(rows("Cold", 500), rows("Slow", 500)) == ["slow/main"])
        let many = try await refused(rows("Cold", 12_340_000, 8_120_000), rows("Slow", 12_340_000, 8_120_000))
        #expect(many.message.hasSuffix("2 figures are the same"))
        #expect(try await registered(rows("Cold", 12_340_000, 5), rows("Slow", 12_340_000, 6)) == ["slow/main"])
    }

    @Test("and read again after it was taken back, they are no more digits than before")
    func readAgain() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.load(File.header + rows("Cold", 500), File.missing())
            let file = File.header + rows("Slow", 500)
            for _ in 0..<4 {
                #expect(try await workspace.load(file, File.missing()).registered == ["slow/main"])
                _ = try await Undo().run(in: workspace, dryRun: false)
            }
        }
    }

    @Test("two works of one file may have equal figures, and new ones come in new weeks")
    func others() async throws {
        #expect(try await registered(rest, rest + rows("Heat", 7_000_000) + rows("Speed", 7_000_000)).count == 2)
        #expect(
            try await registered(rows("Heat", 7_000_000) + rest, File.row("Speed", "7000000", week: 9))
                == ["speed/main"])
    }

    @Test("what is typed where it is a work of its own lets it in")
    func own() async throws {
        try await Stage.with { workspace in
            try await workspace.load(File.header + rows("Heat", 503) + rest, File.missing())
            try await workspace.addSeries("hot")
            try await workspace.register("hot/main", title: "Hot")
            let receipt = try await workspace.load(File.header + rows("Hot", 503) + rest, File.missing())
            #expect(receipt.registered.isEmpty && receipt.new == 1)
        }
    }
}
