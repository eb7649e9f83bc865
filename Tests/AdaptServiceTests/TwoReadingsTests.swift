import AdaptModel
import Testing

@testable import AdaptService

@Suite("A row that may be of two editions")
struct TwoReadingsTests {
    private typealias File = CalledEditionTests

    private func edit(_ edition: String, _ workspace: Workspace, _ change: (inout EditionFacts) -> Void) async throws {
        var facts = EditionFacts()
        change(&facts)
        _ = try await EditEdition(edition: EditionReference(parsing: edition), facts: facts).run(
            in: workspace, dryRun: false)
    }

    private func owners(_ workspace: Workspace) async throws -> [String] {
        try await workspace.texts(
            """
            select s.code || '/' || e.code || ' ' || w.low from weekly_reach w join series s using (series_id)
            join edition e on e.series_id = w.series_id and e.edition_id = w.subject_id order by 1
            """)
    }

    @Test("by a title that one had and another has is refused, until somebody says whose it is")
    func formerTitle() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/a", title: "Heat")
            try await workspace.load(File.header + File.row("Heat", "5"))
            try await edit("s/a", workspace) { $0.title = "Heat (1995)" }
            try await workspace.register("t/b", title: "Heat")
            let restated = File.header + File.row("Heat", "6")
            let refused = try await refusal { try await workspace.load(restated, File.missing()) }
            #expect(refused.place?.text == "reach.csv:2:1")
            #expect(refused.message == "title \"Heat\" is that of t/b now, and was that of s/a")
            #expect(
                refused.hint?.hasPrefix("if it is t/b in every file: adapt edition edit t/b --alias \"Heat\"") == true)
            #expect(try await owners(workspace) == ["s/a 5"])
            try await edit("t/b", workspace) { $0.aliases = [Alias("Heat")] }
            #expect(try await workspace.load(restated).new == 1)
            #expect(try await owners(workspace) == ["s/a 5", "t/b 6"])
        }
    }

    @Test("by an alias of one that is another's title is refused; what else the row says tells them apart")
    func alias() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.register("s/a", title: "Speed", language: "en")
            try await edit("s/a", workspace) { $0.aliases = [Alias("Tempo")] }
            try await workspace.register("t/b", title: "Tempo", language: "de")
            let refused = try await refusal { try await workspace.load(File.header + File.row("Tempo")) }
            #expect(refused.message == "title \"Tempo\" is that of t/b now, and is an alias of s/a")
            try await workspace.load(File.header + File.row("Tempo", "3", language: "de"))
            try await workspace.load(File.header + File.row("Tempo", "4", language: "en"))
            #expect(try await owners(workspace) == ["s/a 4", "t/b 3"])
        }
    }

    @Test("with a title made of two that are known is no new work, but asked for")
    func joint() async throws {
        try await Stage.with { workspace async throws in
            let text = File.header + File.row("K + U", "9")
            let refused = try await refusal { try await workspace.load(text, File.missing()) }
            #expect(refused.message == "title \"K + U\" is of titles that are known, each by itself")
            #expect(refused.hint?.contains("series/a + series/b") == true)
            #expect(
                try await workspace.load(File.header + File.row("K + Q"), File.missing()).registered == ["k-q/main"])
            try await workspace.register("t/b", title: "K + U")
            #expect(try await workspace.load(text, File.missing()).new == 1)
        }
    }

    @Test("as its columns name two, is refused with both, whichever is the stronger")
    func columns() async throws {
        try await Stage.with { workspace async throws in
            try await edit("s/kr", workspace) { $0.identifiers = ["src:1"] }
            func refused(_ header: String, _ row: String) async throws -> String {
                let text = "\(header),metric,source,week,value\n\(row),views,src,2026-W02,5\n"
                let before = try await workspace.counts()
                let refused = try await refusal { try await workspace.load(text, File.missing()) }
                #expect(try await workspace.counts() == before)
                return "\(refused.place?.column ?? 0) \(refused.message)"
            }
            #expect(
                try await refused("external_id,title", "1,U")
                    == "1 title \"U\" is that of s/us, and external_id \"src:1\" is s/kr")
            #expect(
                try await refused("edition,title", "s/kr,U") == "2 title \"U\" is that of s/us, and edition is s/kr")
            #expect(
                try await refused("edition,external_id", "s/us,1")
                    == "2 external_id \"src:1\" is that of s/kr, and edition is s/us")
            #expect(
                try await refused("series,market,title", "s,kr,J")
                    == "3 title \"J\" is that of t/jp, and the edition of its series and market is s/kr")
            // The same names again in a later row are no way round it.
            let rows = ["s/us,U", "s/kr,K", "s/kr,U"].enumerated().map {
                "\($1),views,src,2026-W0\($0 + 2),5\n"
            }.joined()
            let later = try await refusal {
                try await workspace.load("edition,title,metric,source,week,value\n" + rows)
            }
            #expect(later.place?.line == 4)
        }
    }

    @Test("of one edition by all its columns goes in; a title nobody knows beside an identifier is told")
    func agreed() async throws {
        try await Stage.with { workspace async throws in
            try await edit("s/kr", workspace) { $0.identifiers = ["src:1"] }
            let header = "external_id,title,metric,source,week,value\n"
            let known = try await workspace.load(header + "1,K,views,src,2026-W02,5\n")
            #expect(known.newTitles.isEmpty)
            let new = try await workspace.load(header + "1,Kay,views,src,2026-W03,5\n")
            #expect(new.newTitles == [.init(title: "Kay", edition: "s/kr")])
            let beside = try await workspace.load(
                "edition,external_id,title,metric,source,week,value\ns/kr,1,Whatever,views,src,2026-W04,5\n")
            #expect(beside.new == 1)
        }
    }

    @Test("by a new identifier beside the title of an edition that has none of its kind asks whether it is that one's")
    func newIdentifier() async throws {
        try await Stage.with { workspace async throws in
            let header = "external_id,title,metric,source,week,value\n"
            let text = header + "7,K,views,src,2026-W02,5\n"
            let refused = try await refusal { try await workspace.load(text, File.missing()) }
            #expect(
                refused.message == "external_id \"src:7\" is new, and its title \"K\" that of s/kr, which has no "
                    + "identifier of \"src\"")
            try await edit("s/kr", workspace) { $0.identifiers = ["src:7"] }
            #expect(try await workspace.load(text, File.missing()).registered == [])
            // One that has another identifier of the kind is another work.
            let other = try await workspace.load(header + "8,K,views,src,2026-W03,5\n", File.missing())
            #expect(other.registered == ["k/main"])
        }
    }

    @Test("by an identifier that is another's but for noughts before it asks which it is")
    func noughts() async throws {
        try await Stage.with { workspace async throws in
            let header = "external_id,title,metric,source,week,value\n"
            try await workspace.load(
                header + "123,Solo,views,src,2026-W02,5\nT1,Duo,views,src,2026-W02,5\n", File.missing())
            for identifier in ["00123", "t1"] {
                let refused = try await refusal {
                    try await workspace.load(header + "\(identifier),Neu,views,src,2026-W03,5\n", File.missing())
                }
                #expect(refused.message.hasPrefix("external_id \"src:\(identifier)\" is likely src:"))
                #expect(refused.hint?.contains("--id src:\(identifier)") == true)
            }
            // A file that has both knows them apart.
            let both = try await workspace.load(
                header
                    + "123,Solo,views,src,2026-W03,5\n0123,Other,views,src,2026-W03,5\nt9,Trio,views,src,2026-W03,5\n",
                File.missing())
            #expect(both.registered == ["other/main", "trio/main"])
        }
    }
}
