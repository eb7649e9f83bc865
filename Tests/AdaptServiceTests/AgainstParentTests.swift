import AdaptModel
import AdaptService
import Synchronization
import Testing

@Suite("Editions against their parents")
struct AgainstParentTests {
    /// The sample, with editions that inherit, keep, drop, correct and change their parent.
    private static func grow(_ workspace: Workspace) async throws {
        try await workspace.register("hockey-star/mx", title: "Adiós", market: "mx", from: "hockey-star/es")
        try await workspace.register("hockey-star/ko", title: "하키", market: "kr", from: "hockey-star/en")
        try await workspace.decide("hockey-star/mx", "male_lead.nature", .keep)
        try await workspace.decide("hockey-star/mx", "male_lead.sport", .value("sport:ice_hockey"))
        try await workspace.decide("hockey-star/ko", "male_lead.sport", .absent)
        try await workspace.decide("hockey-star/ko", "beat.cash_handout", .unknown)
        try await workspace.decide("hockey-star/es", "male_lead.nature", .value("vain"))
        try await workspace.decide("hockey-star/en", "male_lead.nature", .value("a scumbag"), minor: true)
        try await workspace.decide("hockey-star/ko", "setting.city", .value("Seoul"))
        try await workspace.decide("hockey-star/ko", "setting.city", .inherit)
        try await workspace.register(
            "my-assertive-lover/uk", title: "Mine", market: "gb", from: "my-assertive-lover/us")
        try await workspace.decide("my-assertive-lover/us", "trope.push_and_pull_romance", .absent)
        try await workspace.decide("my-assertive-lover/uk", "trope.push_and_pull_romance", .value("present"))
        let edit = EditEdition(
            edition: try EditionReference(parsing: "hockey-star/mx"), facts: EditionFacts(),
            lineage: LineageFacts(parent: try EditionReference(parsing: "hockey-star/ko")))
        _ = try await edit.run(in: workspace, dryRun: false)
    }

    private static func lines(
        _ workspace: Workspace, of series: String?, kinds: [String] = [], asOf cut: OperationID = .now
    ) async throws -> [(series: String, line: ParentLine)] {
        let found = Mutex<[(series: String, line: ParentLine)]>([])
        try await workspace.againstParents(of: series, kinds: kinds, asOf: cut) { series, lines in
            found.withLock { $0 += lines.map { (series: series, line: $0) } }
        }
        return found.withLock { $0 }
    }

    private static func described(_ line: ParentLine) -> String {
        describe(line.edition.header.edition, line.element, line.verdict, line.left, line.right)
    }

    private static func describe(
        _ edition: String, _ element: String, _ verdict: Verdict, _ left: Comparison.Cell, _ right: Comparison.Cell
    ) -> String {
        let cells = [left, right].map { cell in
            "\(cell.resolved.state) \(cell.resolved.basis?.rawValue ?? "-") \(cell.from ?? "-") \(cell.resolved.outdated)"
                + " \(cell.resolved.decision?.reasons ?? []) \(cell.resolved.decision?.citation?.quote ?? "-")"
        }
        return "\(edition) \(element) \(verdict.rawValue) | \(cells.joined(separator: " | "))"
    }

    /// What comparing each derived edition with its parent by itself says of the elements it decides.
    private static func pairwise(_ workspace: Workspace, asOf cut: OperationID) async throws -> [String] {
        let listed = try await workspace.editions(asOf: cut).selecting(["series", "edition", "parent"])
        var lines: [String] = []
        for row in listed.rows {
            guard let series = row[0], let edition = row[1], let parent = row[2] else { continue }
            let comparison = try await workspace.compare(series: series, parent, edition, asOf: cut)
            lines += comparison.rows.filter { $0.right.resolved.basis == .own || $0.right.resolved.basis == .kept }
                .map { describe("\(series)/\(edition)", $0.element, $0.verdict, $0.left, $0.right) }
        }
        return lines
    }

    @Test("one pass over everything says what comparing each edition with its parent says, at every moment")
    func pairs() async throws {
        try await Catalogue.sample { workspace in
            try await AgainstParentTests.grow(workspace)
            let last = try #require(try await workspace.texts("select max(operation_id)::text from operation").first)
            for cut in 1...(try #require(Int(last))) {
                let lines = try await AgainstParentTests.lines(workspace, of: nil, asOf: OperationID(cut))
                let expected = try await AgainstParentTests.pairwise(workspace, asOf: OperationID(cut))
                #expect(lines.map { AgainstParentTests.described($0.line) } == expected, "as of \(cut)")
                #expect(!expected.isEmpty)
            }
            let now = try await AgainstParentTests.lines(workspace, of: nil)
            #expect(Set(now.map(\.line.verdict)).isSuperset(of: [.rightDropped, .unknown, .rightAdded]))
            #expect(now.contains { $0.line.right.resolved.outdated })
        }
    }

    @Test("everything is the union over the series, in their order")
    func union() async throws {
        try await Catalogue.sample { workspace in
            try await AgainstParentTests.grow(workspace)
            let all = try await AgainstParentTests.lines(workspace, of: nil)
            var single: [String] = []
            for code in try await workspace.series()["series"] {
                let lines = try await AgainstParentTests.lines(workspace, of: code)
                #expect(lines.allSatisfy { $0.series == code })
                single += lines.map { AgainstParentTests.described($0.line) }
            }
            #expect(all.map { AgainstParentTests.described($0.line) } == single)
            #expect(Set(all.map(\.series)) == ["hockey-star", "my-assertive-lover"])
            let beats = try await AgainstParentTests.lines(workspace, of: nil, kinds: ["beat"])
            #expect(beats.map(\.line.element) == ["beat.cash_handout", "beat.cash_handout"])
        }
    }

    @Test("the matrix says of each edition what showing it says")
    func matrix() async throws {
        try await Catalogue.sample { workspace in
            try await AgainstParentTests.grow(workspace)
            for series in ["hockey-star", "my-assertive-lover", "second-life"] {
                let matrix = try await workspace.matrix(of: series)
                for (index, edition) in matrix.editions.enumerated() {
                    let sheet = try await workspace.sheet(of: EditionReference(parsing: edition.header.edition))
                    let column = matrix.rows.map { ($0.element, $0.cells[index].content) }
                        .filter { $0.1.resolved.state != .notRecorded }
                    #expect(column.map(\.0) == sheet.elements.map(\.element))
                    #expect(column.map(\.1.from) == sheet.elements.map(\.from))
                    #expect(column.map(\.1.resolved.state) == sheet.elements.map(\.resolved.state))
                    #expect(column.map(\.1.resolved.outdated) == sheet.elements.map(\.resolved.outdated))
                }
            }
        }
    }

    @Test("changes are counted over all series, of one, and of one market; what is not known is refused")
    func changes() async throws {
        try await Catalogue.sample { workspace in
            try await AgainstParentTests.grow(workspace)
            let all = try await workspace.changes(by: .element)
            // es changed it, ko dropped it, mx says ice hockey where ko has none.
            let sport = try #require(all.all.first { $0.name == "male_lead.sport" })
            #expect([sport.compared, sport.changed, sport.added, sport.dropped] == [3, 1, 1, 1])
            #expect(sport.markets == ["kr": 1, "mx": 1])
            #expect(all.scope.series == 2)
            let mexico = try await workspace.changes(by: .element, market: "mx")
            #expect(Set(mexico.all.map(\.name)) == ["male_lead.nature", "male_lead.sport"])
            #expect(try await workspace.changes(by: .kind, in: "my-assertive-lover").all.map(\.name) == ["trope"])
            try await workspace.register(
                "hockey-star/set", market: "hk-mo-tw", from: "hockey-star/en",
                [Decide.Request(try ElementPath("male_lead.nature"), .value("kind"))])
            for (market, count) in [("hk-mo-tw", 1), ("hk", 1), ("mx", mexico.decisions), ("jp", 0)] {
                #expect(try await workspace.changes(by: .element, market: market).decisions == count, "\(market)")
            }
            try await workspace.register(
                "hockey-star/tw", market: "tw", from: "hockey-star/en",
                [Decide.Request(try ElementPath("male_lead.nature"), .value("kind"))])
            #expect(try await workspace.changes(by: .element, market: "hk-mo-tw").decisions == 2)
            // The world holds every country.
            try await workspace.register(
                "hockey-star/world", market: "world", from: "hockey-star/en",
                [Decide.Request(try ElementPath("male_lead.nature"), .value("kind"))])
            for (market, count) in [("jp", 1), ("mx", mexico.decisions + 1), ("hk-mo-tw", 3)] {
                #expect(try await workspace.changes(by: .element, market: market).decisions == count, "\(market)")
            }
            let world = try await workspace.changes(by: .element, market: "world")
            #expect(Set(world.all.flatMap(\.markets.keys)).isSuperset(of: ["mx", "tw", "hk-mo-tw", "world", "kr"]))
            let market = try await refusal { _ = try await workspace.changes(by: .element, market: "atlantis") }
            #expect(market.message.contains("atlantis"))
            let kind = try await refusal { _ = try await workspace.changes(by: .element, kinds: ["charactr"]) }
            #expect(kind.hint == "did you mean character?")
            let series = try await refusal { _ = try await workspace.changes(by: .element, in: "hockey-sta") }
            #expect(series.message.contains("hockey-sta"))
        }
    }
}
