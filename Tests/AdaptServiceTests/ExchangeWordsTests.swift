import AdaptModel
import Testing

@testable import AdaptService

@Suite("Words of a catalogue that comes in again")
struct ExchangeWordsTests: ExchangeActs {
    @Test("language tags that were recorded before they were asked after come in, and out again")
    func recordedLanguages() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/es", language: "es-419")
            for tag in ["es-LA", "es-latam"] {
                let refused = try await refusal { try await a.register("n/x", language: tag) }
                #expect(refused.message == "language \"\(tag)\" does not name Latin America")
            }
            let lines = try await exported(a).map { $0.replacing("es-419", with: "es-LA") }
            #expect(try await bring(lines, into: b).editions == 1)
            #expect(try await exported(b) == lines)
        }
    }

    @Test("an element that both have is one, also when the file comes in again")
    func sharedElement() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("sa")
            try await a.register("sa/en")
            try await a.decide("sa/en", "ending", .value("happy"))
            try await b.addSeries("sb")
            try await b.register("sb/en")
            try await b.decide("sb/en", "ending", .value("sad"))
            try await bring(exported(a), into: b)
            try await a.decide("sa/en", "ending", .value("open"))
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await b.resolved("sa/en", "ending").state == .value(ElementValue("open")))
            #expect(try await b.number("select count(*) from element") == 1)
            // What came is taken from here to a third, which has both.
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await bring(exported(b), into: c)
                #expect(try await exported(c) == exported(b))
                #expect(try await bring(exported(a), into: c).new == 0)
            }
        }
    }

    @Test("a term that comes in and is called as another one here is told, once")
    func sharedWords() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addTerm("g:y", labels: [("en", "goal"), ("es", "gol")], dryRun: false)
            _ = try await b.addTerm("g:x", labels: [("en", "Goal")], dryRun: false)
            _ = try await b.addTerm("g:gol", labels: [], dryRun: false)
            let first = try await bring(exported(a), into: b)
            #expect(
                first.shared == [
                    SharedWord(word: "goal", term: "g:x", label: "Goal", own: "g:y"),
                    SharedWord(word: "gol", term: "g:gol", label: "gol", own: "g:y"),
                ], "\(first.shared)")
            _ = try await a.addTerm("g:z", labels: [("en", "zone")], dryRun: false)
            #expect(try await bring(exported(a), into: b).shared == [])
        }
    }

    @Test("what was here and is called otherwise since is told, with who named it so; so is a name that is taken back")
    func renamed() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            try await addTerm("g:t", a)
            try await a.addSeries("n")
            try await a.register("n/en", title: "First")
            #expect(try await bring(exported(a), into: b).renamed == [])
            // Of another catalogue, and one with that of the file by its name.
            _ = try await b.addElement(ElementPath("x.c"), ElementFacts(), dryRun: false)
            _ = try await a.renameElement(ElementPath("x.a"), to: ElementPath("x.b"), dryRun: false)
            _ = try await a.renameTerm("g:t", to: "g:z", dryRun: false)
            var facts = EditionFacts()
            facts.title = "Second"
            _ = try await EditEdition(edition: EditionReference(parsing: "n/en"), facts: facts)
                .run(in: a, dryRun: false)
            _ = try await a.addElement(ElementPath("x.c"), ElementFacts(), dryRun: false)
            _ = try await a.renameElement(ElementPath("x.c"), to: ElementPath("x.d"), dryRun: false)
            let lines = try await exported(a)
            for dryRun in [true, false] {
                let receipt = try await bring(lines, into: b, dryRun: dryRun)
                #expect(
                    receipt.renamed.map(\.words) == [
                        "element \"x.a\" -> \"x.b\" (mia, operation 6)",
                        "element \"x.c\" -> \"x.d\" (mia, operation 10)",
                        "term \"g:t\" -> \"g:z\" (mia, operation 7)",
                        "edition n/en \"First\" -> \"Second\" (mia, operation 8)",
                    ], "\(dryRun)")
            }
            #expect(try await bring(lines, into: b).renamed == [])
            try await undo(5, a)
            let back = try await bring(exported(a), into: b).renamed
            #expect(back.map(\.words) == ["element \"x.b\" -> \"x.a\" (mia, operation 11)"])
        }
    }

    @Test("a term that both have is one, also when the file comes in again; a second of the name is refused")
    func sharedTerm() async throws {
        try await twoCatalogues { a, b in
            try await addTerm("sport:x", a)
            try await addTerm("sport:x", b)
            try await bring(exported(a), into: b)
            try await a.addSeries("q")
            #expect(try await bring(exported(a), into: b).new == 1)
            #expect(try await names(b) == ["sport:x"])
            // The term is recorded before its code, so that the rule of one name sees of which vocabulary it is.
            let other = try await exported(a).map {
                $0.replacing(#""id":1,"term":"sport:x""#, with: #""id":1,"term":"sport:y""#)
            }
            try await Catalogue.empty { c in
                try await makeOwn(c)
                try await addTerm("sport:y", c)
                try await bring(other, into: c)
                #expect(try await names(c) == ["sport:y"])
            }
        }
    }

    @Test("mergers that would close a circle are refused, naming both")
    func circle() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                try await addTerm("sport:x", workspace)
                try await addTerm("sport:y", workspace)
            }
            try await merge("sport:x", "sport:y", b)
            try await merge("sport:y", "sport:x", a)
            let lines = try await exported(a)
            let counts = try await b.counts()
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "merging term \"sport:y\" into \"sport:x\" would close a circle: the second means the first here (operation 3)"
            )
            #expect(refused.hint == "adapt undo 3 takes the merger here back, then the file can come in")
            #expect(refused.place?.line == lines.firstIndex { $0.contains("merger") }.map { $0 + 1 })
            #expect(try await b.counts() == counts)
            try await undo(3, b)
            try await bring(lines, into: b)
            #expect(try await names(b) == ["sport:x", "sport:x"])
        }
    }

    @Test("a term merged into two is refused; the same merger twice is one")
    func mergedTwice() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                for term in ["sport:x", "sport:y", "sport:z"] { try await addTerm(term, workspace) }
            }
            try await merge("sport:x", "sport:y", a)
            try await merge("sport:x", "sport:z", b)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(
                refused.message
                    == "term \"sport:x\" is merged into \"sport:y\" in the file, and into another one here (operation 4)"
            )
            try await undo(4, b)
            try await merge("sport:x", "sport:y", b)
            try await bring(exported(a), into: b)
            #expect(try await names(b) == ["sport:y", "sport:y", "sport:z"])
        }
    }

    @Test(
        "of mergers the one here alone is to be taken back, unless one that the file takes back rests on it",
        arguments: [
            ("g:d", "adapt undo 5 takes the merger here back, then the file can come in"),
            ("g:b", "record here by hand what only the file has"),
        ])
    func mergedBeside(other: String, hint: String) async throws {
        try await twoCatalogues { a, b in
            for term in ["g:a", "g:b", "g:c", "g:d"] { try await addTerm(term, a) }
            try await bring(exported(a), into: b)
            try await merge("g:a", "g:b", b)
            try await merge("g:c", other, a)
            try await bring(exported(a), into: b)
            try await undo(5, a)
            try await merge("g:a", "g:c", a)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "term \"g:a\" is merged into \"g:c\" in the file, and into another one here (operation 5)")
            #expect(refused.hint == hint)
            guard hint.contains("undo") else { return }
            try await undo(5, b)
            #expect(try await bring(lines, into: b).new == 2)
            #expect(try await names(b).sorted() == ["g:b", "g:c", "g:c", "g:d"])
        }
    }

    @Test("mergers in a circle, as they once came in, come to an end")
    func circleEnds() async throws {
        try await Catalogue.empty { workspace in
            try await addTerm("sport:x", workspace)
            try await addTerm("sport:y", workspace)
            try await merge("sport:x", "sport:y", workspace)
            try await workspace.addSeries("s")
            _ = try await workspace.texts(
                "insert into term_merger (term_id, operation_id, into_id) values (2, 4, 1) returning 'x'")
            #expect(try await names(workspace) == [])
            try await undo(4, workspace)
            #expect(try await names(workspace) == ["sport:y", "sport:y"])
        }
    }
}
