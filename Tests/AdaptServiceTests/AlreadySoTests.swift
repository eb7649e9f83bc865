import AdaptModel
import Testing

@testable import AdaptService

@Suite("What is so already")
struct AlreadySoTests {
    /// Does something twice and expects that the second time records nothing.
    private func twice(
        _ what: String, _ workspace: Workspace, _ body: () async throws -> (recorded: Int?, revision: Int)
    ) async throws {
        let first = try await body()
        #expect(first.recorded != nil, "\(what)")
        let counts = try await workspace.counts()
        let again = try await body()
        #expect(again.recorded == nil, "\(what)")
        #expect(again.revision == first.revision, "\(what)")
        #expect(try await workspace.counts() == counts, "\(what)")
    }

    @Test("is not decided again: a value by any of its names, a keep, an absence, an unknown, a withdrawal")
    func decisions() async throws {
        try await Catalogue.sample { workspace async throws in
            let statements: [(String, Decide.Request.Statement)] = [
                ("male_lead.sport", .value("fútbol")), ("male_lead.nature", .value("kind")),
                ("male_lead.nature", .keep), ("male_lead.nature", .absent), ("male_lead.nature", .unknown),
                ("male_lead.nature", .inherit),
            ]
            _ = try await workspace.decide("hockey-star/es", "male_lead.sport", .inherit)
            for (path, statement) in statements {
                try await twice("\(path) \(statement)", workspace) {
                    let receipt = try await workspace.decide("hockey-star/es", path, statement)
                    return (receipt.recorded, receipt.result.revision)
                }
            }
            // Another name of the same term says nothing else.
            #expect(
                try await workspace.decide("hockey-star/es", "male_lead.sport", .value("sport:association_football"))
                    .recorded == nil)
        }
    }

    @Test("on other grounds is decided: another reason, note or evidence")
    func grounds() async throws {
        try await Catalogue.sample { workspace async throws in
            func say(_ reasons: [Reason], _ note: String?, _ citation: Citation?) async throws -> Int? {
                let request = Decide.Request(
                    try ElementPath("male_lead.nature"), .value("kind"), reasons: reasons, note: note,
                    citation: citation)
                return try await Decide(edition: EditionReference(parsing: "hockey-star/es"), requests: [request])
                    .run(in: workspace, verb: "set", dryRun: false).recorded
            }
            let citation = Citation(source: "socialpeta-2026-w02", locator: "14", quote: "q")
            let grounds: [([Reason], String?, Citation?)] = [
                ([], nil, nil), ([.localTaste], nil, nil), ([.localTaste, .talent], nil, nil),
                ([.localTaste], "note", nil), ([.localTaste], "note", citation),
            ]
            for (reasons, note, citation) in grounds {
                #expect(try await say(reasons, note, citation) != nil)
                #expect(try await say(reasons.reversed(), note, citation) == nil)
            }
        }
    }

    @Test("and outdated is settled by the same words: that is a decision")
    func settling() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            try await workspace.register("s/a", [.init(try ElementPath("hook.words"), .value("one"), mayBeNew: true)])
            try await workspace.register("s/b", from: "s/a")
            for statement in [Decide.Request.Statement.value("own"), .keep] {
                try await workspace.decide("s/b", "hook.words", statement)
                try await workspace.decide("s/a", "hook.words", .value("\(statement) moved on"))
                #expect(try await workspace.outdated().rows.count == 1)
                try await twice("\(statement)", workspace) {
                    let receipt = try await workspace.decide("s/b", "hook.words", statement)
                    return (receipt.recorded, receipt.result.revision)
                }
                #expect(try await workspace.outdated().rows.isEmpty)
            }
        }
    }

    @Test("beside something new only that is recorded, and what was so is told")
    func partly() async throws {
        try await Catalogue.sample { workspace async throws in
            let requests = try [("male_lead.nature", "kind"), ("male_lead.age", "30")].map {
                Decide.Request(try ElementPath($0.0), .value($0.1), mayBeNew: true)
            }
            try await workspace.decide("hockey-star/es", "male_lead.nature", .value("kind"))
            let receipt = try await Decide(edition: EditionReference(parsing: "hockey-star/es"), requests: requests)
                .run(in: workspace, verb: "set", dryRun: false)
            #expect(receipt.recorded != nil)
            #expect(receipt.result.alreadySo == ["male_lead.nature"])
            let decided = try await workspace.texts(
                """
                select e.path from decision d join element_as_of(9223372036854775807) e using (element_id)
                where d.operation_id = $1
                """, [receipt.operation.number])
            #expect(decided == ["male_lead.age"])
        }
    }

    @Test("of an edition is not said again: title, language, market, status, parent, aliases, identifiers, sources")
    func editions() async throws {
        try await Catalogue.sample { workspace async throws in
            let citation = Citation(source: "socialpeta-2026-w02", locator: nil, quote: "said so")
            let edits: [(inout EditionFacts) -> Void] = [
                { $0.title = "Sen\u{303}or" }, { $0.language = "ES-mx" }, { $0.market = "mx" }, { $0.origin = "us" },
                { $0.platform = "app" }, { $0.note = "n" }, { $0.status = .paused },
                { ($0.title, $0.citation) = ("Señor", citation) }, { $0.aliases = [Alias("Uno", kind: .season)] },
                { $0.aliases = [Alias("Uno", kind: .season, language: "es")] }, { $0.identifiers = ["imdb:tt0000001"] },
            ]
            for (number, edit) in edits.enumerated() {
                try await twice("edit \(number)", workspace) {
                    var facts = EditionFacts()
                    edit(&facts)
                    let receipt = try await EditEdition(
                        edition: EditionReference(parsing: "hockey-star/es"), facts: facts
                    ).run(in: workspace, dryRun: false)
                    return (receipt.recorded, receipt.result.revision)
                }
            }
            let source = try EditionReference(parsing: "second-life/ko")
            let lineages = [
                LineageFacts(method: .dub), LineageFacts(certainty: .disputed), LineageFacts(alsoFrom: [source]),
                LineageFacts(method: .recut, alsoFrom: [source]),
            ]
            for (number, lineage) in lineages.enumerated() {
                try await twice("lineage \(number)", workspace) {
                    let receipt = try await EditEdition(
                        edition: EditionReference(parsing: "hockey-star/es"), facts: EditionFacts(), lineage: lineage
                    ).run(in: workspace, dryRun: false)
                    return (receipt.recorded, receipt.result.revision)
                }
            }
        }
    }

    @Test("of a series is not said again")
    func series() async throws {
        try await Catalogue.sample { workspace async throws in
            for facts in [
                SeriesFacts(title: "T"), SeriesFacts(language: "PT-br"), SeriesFacts(origin: "us"),
                SeriesFacts(note: "n"),
            ] {
                try await twice("\(facts)", workspace) {
                    (try await workspace.editSeries("hockey-star", facts, dryRun: false).recorded, 0)
                }
            }
        }
    }

    @Test("and said again without grounds keeps those that it has; each that is given takes the place of its like")
    func groundsStay() async throws {
        try await Catalogue.sample { workspace async throws in
            let path = try ElementPath("male_lead.nature")
            func say(
                _ value: String, _ reasons: [Reason] = [], _ note: String? = nil, minor: Bool = false
            ) async throws -> Bool {
                let request = Decide.Request(path, .value(value), reasons: reasons, note: note, minor: minor)
                return try await Decide(edition: EditionReference(parsing: "hockey-star/es"), requests: [request])
                    .run(in: workspace, verb: "set", dryRun: false).recorded != nil
            }
            func grounds() async throws -> [String?] {
                let edition = try EditionReference(parsing: "hockey-star/es")
                let row = try await workspace.blame(edition, path).decisions
                return [row["reasons"][0], row["note"][0]]
            }
            #expect(try await say("kind", [.localTaste], "tested"))
            #expect(try await !say("kind"))
            #expect(try await grounds() == ["local_taste", "tested"])
            try await workspace.decide("hockey-star/en", "male_lead.nature", .value("rough"))
            #expect(try await say("kind"))
            #expect(try await grounds() == ["local_taste", "tested"])
            #expect(try await say("kind", [.talent]))
            #expect(try await grounds() == ["talent", "tested"])
            #expect(try await say("kind", [], ""))
            #expect(try await grounds() == ["talent", nil])
            // A correction leaves the meaning, and what it stands on.
            #expect(try await say("kind", [], "looked up"))
            #expect(try await say("Kind", minor: true))
            #expect(try await grounds() == ["talent", "looked up"])
            #expect(try await say("kind.", [.budget], minor: true))
            #expect(try await grounds() == ["budget", "looked up"])
            #expect(try await say("gentle"))
            #expect(try await grounds() == ["", nil])
        }
    }
}
