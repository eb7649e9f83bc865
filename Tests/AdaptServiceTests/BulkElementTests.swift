import AdaptModel
import Testing

@testable import AdaptService

@Suite("A file of decisions")
struct BulkElementTests {
    static let anew = BulkOptions.with { $0.mayAddElements = true }

    @Test("one row a decision: every state, with reasons, note and evidence, one revision of each edition")
    func long() async throws {
        try await Stage.with { workspace in
            let receipt = try await workspace.elements(
                """
                edition,series,market,element,value,state,reason,note,minor,source,locator,quote
                s/kr,,,lead.sport,baduk,,,,,,,
                s/kr,,,lead.name,(none),value,,,,,,
                ,s,KR,plot.end,,absent,,,,,,
                s/us,,,lead.sport,chess,value,local_taste budget,why,yes,src,p. 1,words
                s/us,,,lead.name,,KEEP,,,,,,
                s/us,,,plot.end,(unknown),,,,,,,

                """, Self.anew)
            #expect(receipt.decisions == .init(new: 6, changed: 0, unchanged: 0))
            #expect(receipt.editions == .init(new: 0, changed: 2, unchanged: 0))
            let sport = try await workspace.resolved("s/us", "lead.sport")
            #expect(sport.state.words == "chess")
            #expect(sport.decision?.reasons == [.localTaste, .budget])
            #expect(sport.decision?.note == "why")
            #expect(sport.decision?.minor == true)
            #expect(sport.decision?.citation == Citation(source: "src", locator: "p. 1", quote: "words"))
            #expect(try await workspace.resolved("s/us", "lead.name").state.words == "(none)")
            #expect(try await workspace.resolved("s/us", "lead.name").basis == .kept)
            #expect(try await workspace.resolved("s/us", "plot.end").state == .unknown)
            #expect(try await workspace.resolved("s/kr", "plot.end").state == .absent)
            #expect(try await workspace.texts("select max(revision)::text from revision") == ["2"])
        }
    }

    @Test("a term beside a value says which is meant where its words can mean it, and nothing where they do not")
    func termBeside() async throws {
        try await Stage.with { workspace in
            for (term, language) in [("sport:soccer", "en-GB"), ("sport:gridiron", "en-US")] {
                _ = try await workspace.addTerm(term, labels: [(language, "football")], dryRun: false)
            }
            // An element that takes its values from no vocabulary.
            try await workspace.decide("s/kr", "lead.sport", .value("sport:gridiron"))
            func file(_ value: String, _ term: String) -> String {
                "edition,element,value,term\ns/kr,lead.sport,\(value),\(term)\n"
            }
            let same = try await workspace.elements(file("football", "sport:gridiron"))
            #expect(same.decisions == .init(new: 0, changed: 0, unchanged: 1))
            #expect(try await workspace.elements(file("football", "sport:soccer")).decisions.changed == 1)
            #expect(
                try await workspace.resolved("s/kr", "lead.sport").state
                    == .value(ElementValue("", term: "sport:soccer")))
            let twice = file("football", "sport:soccer") + "s/kr,lead.sport,football,sport:gridiron\n"
            #expect(try await refusal { try await workspace.elements(twice) }.message.contains("is decided in line 2"))
            #expect(try await workspace.elements(file("chess", "sport:soccer")).decisions.changed == 1)
            #expect(try await workspace.resolved("s/kr", "lead.sport").state == .value(ElementValue("chess")))
        }
    }

    @Test("words that several terms are called by are refused with what to write in the cell, and that goes in")
    func severalTerms() async throws {
        try await Catalogue.sample { workspace in
            _ = try await workspace.addTerm("sport:american_football", labels: [("en-US", "football")], dryRun: false)
            let file = "edition,element,value\nhockey-star/en,male_lead.sport,football\n"
            let which = try await refusal { try await workspace.elements(file) }
            #expect(which.message == "value \"football\" of \"male_lead.sport\" can mean 2 terms")
            let terms = "sport:american_football or sport:association_football"
            #expect(which.hint == "write the one that is meant in the cell: \(terms)" && which.details.isEmpty)
            let written = file.replacing(",football", with: ",sport:american_football")
            #expect(try await workspace.elements(written).decisions.changed == 1)
        }
    }

    @Test("a term beside a value that was renamed or merged into another since says which is meant, as before")
    func termBesideThen() async throws {
        try await Stage.with { workspace in
            for (term, language) in [("sport:soccer", "en-GB"), ("sport:gridiron", "en-US")] {
                _ = try await workspace.addTerm(term, labels: [(language, "football")], dryRun: false)
            }
            try await workspace.decide("s/kr", "lead.sport", .value("sport:gridiron"))
            let written = "edition,element,value,term\ns/kr,lead.sport,football,sport:gridiron\n"
            _ = try await workspace.renameTerm("sport:gridiron", to: "sport:american", dryRun: false)
            #expect(
                try await workspace.elements(written).decisions == .init(new: 0, changed: 0, unchanged: 1))
            _ = try await workspace.addTerm("sport:ball", labels: [("de", "Ballspiel")], dryRun: false)
            _ = try await workspace.mergeTerm("sport:american", into: "sport:ball", dryRun: false)
            #expect(
                try await workspace.elements(written).decisions == .init(new: 0, changed: 0, unchanged: 1))
        }
    }

    @Test("has an apostrophe before what a spreadsheet would run, as our own files do")
    func neutralised() async throws {
        try await Stage.with { workspace in
            let rows = [("lead.name", "'+18"), ("lead.sport", "''=a"), ("plot.end", "'tis")]
            func file(_ separator: String) -> String {
                (["edition,element,value"] + rows.map { "s/kr,\($0),\($1)" })
                    .map { $0.replacing(",", with: separator) + "\n" }.joined()
            }
            for (separator, values) in [(",", ["+18", "'=a", "'tis"]), ("\t", rows.map(\.1))] {
                try await workspace.elements(file(separator), Self.anew)
                for (row, value) in zip(rows, values) {
                    #expect(try await workspace.resolved("s/kr", row.0).state.words == value)
                }
            }
        }
    }

    @Test("one column an element: paths, element:PATH and mapped columns; other columns are told, not taken")
    func wide() async throws {
        try await Stage.with { workspace in
            try await workspace.decide("s/kr", "company", .value("Zed"))
            let receipt = try await workspace.elements(
                "edition,lead.sport,element:ending,Firma,company,title\ns/kr,baduk,,A,B,T\ns/us,(keep),(absent),,(inherit),T\n",
                .with {
                    $0.mayAddElements = true
                    $0.map = [(field: "rival", column: "Firma")]
                })
            #expect(receipt.decisions == .init(new: 4, changed: 1, unchanged: 1))
            #expect(receipt.ignoredColumns == ["title"])
            #expect(try await workspace.resolved("s/us", "lead.sport").basis == .kept)
            #expect(try await workspace.resolved("s/us", "company").state.words == "B")
            #expect(try await workspace.resolved("s/kr", "rival").state.words == "A")
            #expect(try await workspace.resolved("s/us", "ending").state == .absent)
        }
    }

    @Test("once more changes nothing; without its reasons and notes neither; another value is a change")
    func again() async throws {
        try await Stage.with { workspace in
            let file = "edition,element,value,reason,note\ns/us,lead.sport,chess,budget,n\ns/kr,lead.sport,baduk,,\n"
            try await workspace.elements(file, Self.anew)
            let before = try await workspace.counts()
            #expect(try await workspace.elements(file).decisions == .init(new: 0, changed: 0, unchanged: 2))
            let bare = try await workspace.elements("edition,element,value\ns/us,lead.sport,chess\n")
            #expect(bare.operation == nil)
            #expect(try await workspace.counts() == before)
            let other = try await workspace.elements("edition,element,value,reason\ns/us,lead.sport,chess,talent\n")
            #expect(other.decisions == .init(new: 0, changed: 1, unchanged: 0))
            #expect(try await workspace.resolved("s/us", "lead.sport").decision?.reasons == [.talent])
        }
    }

    @Test("tells what it says otherwise than before, and who had said that; so does one of editions")
    func changes() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.elements("edition,lead.name\ns/kr,Ana\n", .with { $0.mayAddElements = true })
            try await workspace.decide("s/kr", "lead.name", .value("Anna"))
            let decided = try await workspace.lastOperation()
            for dryRun in [true, false] {
                let receipt = try await workspace.elements(
                    "edition,lead.name,plot.end\ns/kr,Ana,new\n", .with { $0.mayAddElements = true }, dryRun: dryRun)
                let change = BulkReceipt.Change(
                    edition: "s/kr", words: "lead.name \"Anna\" -> \"Ana\"", by: "mia, operation \(decided)")
                #expect(receipt.changes == [change], "\(dryRun)")
            }
            let edited = try await workspace.editions(
                "series,code,title\ns,us,Other\n", .with { $0.update = true }, dryRun: true)
            #expect(edited.changes.map(\.edition) == ["s/us"])
            #expect(edited.changes.first?.by?.hasPrefix("mia, operation ") == true, "\(edited.changes)")
            #expect(edited.changes.first?.words.hasSuffix("-> \"Other\"") == true, "\(edited.changes)")
        }
    }

    @Test("names terms: the same in two languages, once for all rows")
    func terms() async throws {
        try await Catalogue.sample { workspace in
            try await workspace.elements(
                "edition,element,value\nhockey-star/es,male_lead.sport,hockey sobre hielo\n"
                    + "hockey-star/en,male_lead.sport,sport:association_football\n")
            let (es, en) = (
                try await workspace.resolved("hockey-star/es", "male_lead.sport"),
                try await workspace.resolved("hockey-star/en", "male_lead.sport")
            )
            #expect(es.state == .value(ElementValue("", term: "sport:ice_hockey")))
            #expect(en.state == .value(ElementValue("", term: "sport:association_football")))
            let wrong = try await refusal {
                try await workspace.elements("edition,element,value\nhockey-star/es,male_lead.sport,fotball\n")
            }
            #expect(wrong.place?.text == "el.csv:2:3")
            #expect(wrong.message.contains("is no term of vocabulary \"sport\""))
            #expect(wrong.hint?.contains("adapt term add sport:CODE --label es=\"fotball\"") == true, "\(wrong)")
        }
    }

    @Test("may repeat itself, but not contradict itself; rows that say nothing are passed over")
    func repeated() async throws {
        try await Stage.with { workspace in
            let same = "edition,element,value\ns/us,a.b,1\ns/us,a.b,1\ns/us,,\ns/us,a.c,\n"
            #expect(try await workspace.elements(same, Self.anew).decisions.new == 1)
            let refusal = try await refusal {
                try await workspace.elements("edition,element,value\ns/us,a.b,1\ns/us,a.b,2\n", Self.anew)
            }
            #expect(refusal.message == "element \"a.b\" of \"s/us\" is decided in line 2 as \"1\"")
        }
    }
}
