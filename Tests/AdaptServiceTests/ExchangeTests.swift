import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("A catalogue out and in")
struct ExchangeTests {
    /// A catalogue with everything that an operation can record.
    private func fill(_ workspace: Workspace) async throws {
        try await makeOwn(workspace)
        try await workspace.register(
            "hockey-star/kr", title: "한국", market: "kr", language: "ko", from: "hockey-star/es")
        try await workspace.decide("hockey-star/en", "male_lead.sport", .value("sport:association_football"))
        try await workspace.decide("hockey-star/kr", "male_lead.nature", .keep)
        try await workspace.decide("hockey-star/kr", "beat.cash_handout", .absent, minor: true)
        try await workspace.decide("hockey-star/kr", "male_lead.nature", .inherit)
        var facts = EditionFacts()
        facts.aliases = [Alias("Uno", kind: .season, language: "es"), Alias("둘")]
        facts.identifiers = ["imdb:tt0000001", "youtube:@a:b"]
        facts.note = "línea\nuno \"dos\" \\ tres\t"
        let lineage = LineageFacts(alsoFrom: [try EditionReference(parsing: "second-life/ko")])
        _ = try await EditEdition(edition: EditionReference(parsing: "hockey-star/kr"), facts: facts, lineage: lineage)
            .run(in: workspace, dryRun: false)
        _ = try await workspace.addTerm("sport:polo", labels: [("en", "polo")], dryRun: false)
        let citation = Citation(source: "socialpeta-2026-w02", locator: "2", quote: "\"polo\"")
        _ = try await workspace.mergeTerm("sport:polo", into: "sport:ice_hockey", citing: citation, dryRun: false)
        _ = try await workspace.renameTerm("sport:ice_hockey", to: "sport:hockey", dryRun: false)
        _ = try await workspace.renameElement(
            ElementPath("male_lead.nature"), to: ElementPath("male_lead.heart"), dryRun: false)
        _ = try await Undo().run(in: workspace, dryRun: false)
        _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(label: "end"), dryRun: false)
        _ = try await Undo().run(in: workspace, dryRun: false)
        _ = try await workspace.addElement(ElementPath("ending"), ElementFacts(label: "the end"), dryRun: false)
        try await workspace.load(
            "edition,metric,source,from,until,value,published\n"
                + "hockey-star/kr,views,socialpeta-2026-w02,2026-01-05,2026-01-11,10K-50K,2026-01-13\n"
                + "hockey-star/kr,views,socialpeta-2026-w02,2026-01-12,2026-01-20,7,2026-01-23\n")
        try await workspace.load(
            "edition,metric,source,from,until,value,published\n"
                + "hockey-star/kr,views,socialpeta-2026-w02,2026-01-05,2026-01-11,10K-50K,2026-01-13\n"
                + "hockey-star/kr + hockey-star/es,views,socialpeta-2026-w02,2026-W02,,,\n".replacing(
                    "2026-W02,,,", with: "2026-01-05,2026-01-11,~9,2026-01-14"))
    }

    @Test("into an empty database and out again: the same lines; everything reads the same, also as of any operation")
    func thereAndBack() async throws {
        let (lines, answers) = try await Catalogue.sample { workspace in
            try await fill(workspace)
            return (try await exported(workspace), try await self.answers(workspace))
        }
        #expect(lines.count > 90)
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            let rehearsed = try await bring(lines, into: workspace, dryRun: true)
            #expect(try await workspace.number("select count(*) from operation") == 0)
            let receipt = try await bring(lines, into: workspace)
            #expect(receipt == rehearsed)
            #expect(receipt.new == receipt.read && receipt.operations?.lowerBound == 1)
            #expect(try await exported(workspace) == lines)
            #expect(try await self.answers(workspace) == answers)
            #expect(try await workspace.check().allSatisfy { $0.wrong == 0 })
            let counts = try await workspace.counts()
            #expect(try await bring(lines, into: workspace).new == 0)
            #expect(try await workspace.counts() == counts, "the same again changes nothing")
        }
    }

    /// What the catalogue says as of every operation.
    private func answers(_ workspace: Workspace) async throws -> [String] {
        var texts: [String] = []
        for operation in 1...(try await workspace.lastOperation()) {
            let cut = OperationID(operation)
            texts.append("\(try await workspace.editions(asOf: cut))")
            texts.append("\(try await workspace.elements(asOf: cut)) \(try await workspace.terms(asOf: cut))")
            texts.append("\(try await workspace.outdated(asOf: cut)) \(try await workspace.notes(asOf: cut))")
            if operation > 2 {
                let both = try await workspace.compare(series: "hockey-star", "en", "es", asOf: cut)
                texts.append(both.rows.map { "\($0.element) \($0.verdict) \($0.left.resolved.state)" }.joined())
            }
        }
        return texts
    }

    @Test(
        "cut off anywhere, or with a line left out, it is refused; without a last line where it never had one, it is not"
    )
    func cutOff() async throws {
        let lines = try await Catalogue.sample { workspace in
            try await fill(workspace)
            return try await exported(workspace)
        }
        #expect(lines.last == #"{"type":"end","lines":\#(lines.count - 1)}"#)
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            let counts = try await workspace.counts()
            for length in [2, lines.count / 2, lines.count - 1] {
                let refused = try await refusal { try await bring(Array(lines.prefix(length)), into: workspace) }
                let told = [refused.message] + refused.details
                #expect(told.contains { $0.contains("file is cut off after line \(length)") }, "\(told)")
            }
            // A note, which nothing else names.
            let place = try #require(lines.firstIndex { $0.contains(#""type":"note""#) })
            let short = lines.indices.filter { $0 != place }.map { lines[$0] }
            let missing = try await refusal { try await bring(short, into: workspace) }
            #expect(
                missing.message
                    == "file is not whole: \(lines.count - 2) lines stand above the last one, which says \(lines.count - 1)"
            )
            #expect(try await workspace.counts() == counts)
            let old = [#"{"type":"catalogue","version":1}"#] + lines.dropFirst().dropLast()
            let receipt = try await bring(old, into: workspace)
            #expect(receipt.new == receipt.read)
            // Files one below the other, the old one before the new one.
            #expect(try await bring(old + lines, into: workspace).new == 0)
        }
    }

    @Test("a statement that takes longer than people wait for an answer is waited for: catalogues are large")
    func patience() async throws {
        let lines = try await Catalogue.sample { try await exported($0) }
        try await Databases.migrated { url in
            try await Catalogue.open(url) { try await makeOwn($0) }
            var options = Workspace.options
            options.statementDeadline = .seconds(1)
            let hasty = try await Connection.open(url, options: options)
            let holder = try await Connection.open(url, options: Workspace.options)
            _ = try await holder.query("select pg_advisory_lock(hashtextextended('adapt.operation', 0))")
            async let receipt = bring(lines, into: Workspace(connection: hasty, author: "mia"))
            try await Task.sleep(for: .seconds(3))
            _ = try await holder.query("select pg_advisory_unlock(hashtextextended('adapt.operation', 0))")
            #expect(try await receipt.new == 2)
            await hasty.close()
            await holder.close()
        }
    }
}
