import AdaptModel
import Postgres
import Testing

@testable import AdaptService

@Suite("A catalogue out and in")
struct ExchangeTests {
    @Test("comes in with the mark that an editor puts before the first line")
    func marked() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("s")
            let lines = try await exported(a)
            let receipt = try await bring(["\u{FEFF}" + lines[0]] + lines.dropFirst(), into: b)
            #expect(receipt.new == 1)
            #expect(try await exported(b) == lines)
        }
    }

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
        _ = try await workspace.mergeTerm("sport:polo", into: "sport:ice_hockey", dryRun: false)
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

    @Test("into a used database: what is new comes after what is there, and doing it again changes nothing")
    func used() async throws {
        let first = try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            try await workspace.register("one/en")
            return try await exported(workspace)
        }
        try await Catalogue.sample { workspace in
            try await makeOwn(workspace)
            let receipt = try await bring(first, into: workspace)
            #expect(receipt.operations == 3...4)
            #expect(try await workspace.resolved("hockey-star/en", "male_lead.sport").basis == .own)
            #expect(try await workspace.editions(of: "one")["edition"] == ["en"])
            #expect(try await bring(first, into: workspace).new == 0)
            let all = try await exported(workspace)
            #expect(Set(first.dropLast()).isSubset(of: Set(all)), "what came from elsewhere keeps its name")
            _ = try await Undo(OperationID(4)).run(in: workspace, dryRun: false)
            #expect(try await workspace.editions(of: "one")["edition"] == [])
        }
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

    @Test("a story of the same code, and an edition changed here since, are refused")
    func conflicts() async throws {
        let (early, late) = try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            try await workspace.register("one/en")
            let early = try await exported(workspace)
            try await workspace.decide("one/en", "ending", .value("they part"))
            return (early, try await exported(workspace))
        }
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await workspace.addSeries("one")
            let taken = try await refusal { try await bring(early, into: workspace) }
            #expect(taken.kind == .input)
            #expect(taken.message == "series \"one\" is already there, from another catalogue")
            #expect(taken.place?.line == 3)
        }
        try await Catalogue.empty { workspace in
            try await makeOwn(workspace)
            try await bring(early, into: workspace)
            try await workspace.decide("one/en", "ending", .value("they marry"))
            let before = try await workspace.counts()
            let changed = try await refusal { try await bring(late, into: workspace) }
            #expect(changed.message == "edition \"one/en\" was changed here since it was last imported (operation 3)")
            #expect(try await workspace.counts() == before)
            #expect(changed.hint == "adapt undo 3 takes it back, then the file can come in")
            _ = try await Undo().run(in: workspace, dryRun: false)
            try await bring(late, into: workspace)
            #expect(try await workspace.resolved("one/en", "ending").state == .value(ElementValue("they part")))
        }
    }

    @Test("the same catalogue gives the same lines wherever it is, whatever order the database has for text")
    func collation() async throws {
        try await Catalogue.empty { workspace async throws in
            try await makeOwn(workspace)
            try await workspace.addSeries("s")
            try await workspace.register("s/en")
            // In one operation: where they are told apart, signs go before other signs here and there.
            try await workspace.elements(
                "edition,element,value\ns/en,a_b,1\ns/en,a.b,2\ns/en,a_c,3\ns/en,a.c,4\n",
                .with { $0.mayAddElements = true })
            var facts = EditionFacts()
            facts.aliases = ["a_b", "a.b", "B", "a"].map { Alias($0) }
            facts.identifiers = ["x:a_b", "x:a.b", "x:B", "x-y:a"]
            _ = try await EditEdition(edition: EditionReference(parsing: "s/en"), facts: facts)
                .run(in: workspace, dryRun: false)
            for number in 0..<60 { try await workspace.decide("s/en", "a.b", .value("\(number)")) }
            let lines = try await exported(workspace)
            #expect(try await exported(workspace) == lines)
            try await Databases.ordered(by: "en") { url in
                try await Catalogue.open(url) { other in
                    #expect(try await other.texts("select ('a_b' < 'a.b')::text") == ["true"])
                    try await bring(lines, into: other)
                    #expect(try await exported(other) == lines)
                }
            }
        }
    }

    @Test("faulty lines are refused, all with their numbers, and nothing is written")
    func faults() async throws {
        let head = [
            #"{"type":"catalogue","version":1}"#,
            #"{"type":"operation","catalogue":"00000000-0000-4000-8000-000000000009","number":1,"verb":"v"}"#,
        ]
        let faulty: [(line: String, message: String)] = [
            ("{", "line is not JSON"), ("[1]", "type \"\" is not known"),
            (#"{"type":"mood"}"#, "type \"mood\" is not known"),
            (#"{"type":"catalogue","version":4}"#, "version 4 of the format is newer than this program"),
            (#"{"type":"series","title":"t"}"#, "\"code\" is missing"),
            (#"{"type":"series","code":"A b","title":"t"}"#, "series \"A b\" is not a code"),
            (
                #"{"type":"series","code":"a","title":"t","language":"qqx"}"#,
                "language \"qqx\" does not exist in ISO 639"
            ),
            (#"{"type":"series","code":"a","title":"t","origin":"xx"}"#, "market \"xx\" is not known"),
            (#"{"type":"edition","series":"no","code":"x","title":"t"}"#, "series \"no\" is not known"),
            (#"{"type":"series","code":"a","title":"t","citation":{"source":"s"}}"#, "source \"s\" is not known"),
            (#"{"type":"note","topic":"t","body":"b","series":"no"}"#, "series \"no\" is not known"),
        ]
        try await Catalogue.empty { workspace in
            let before = try await workspace.counts()
            for (line, message) in faulty {
                let refused = try await refusal { try await bring(head + [line], into: workspace) }
                #expect(refused.message == message, "\(line)")
                #expect(refused.place?.line == 3)
            }
            let all = try await refusal { try await bring(head + faulty.map(\.line), into: workspace) }
            let told = ([all.message] + all.details).joined(separator: "\n")
            for (_, message) in faulty { #expect(told.contains(message)) }
            #expect(try await refusal { try await bring([faulty[4].line], into: workspace) }.kind == .input)
            #expect(try await workspace.counts() == before)
        }
    }
}
