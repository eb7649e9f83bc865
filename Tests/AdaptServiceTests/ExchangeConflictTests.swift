import AdaptModel
import Testing

@testable import AdaptService

@Suite("A catalogue that comes in says otherwise of a name than the one here")
struct ExchangeConflictTests: ExchangeActs {
    private func addElement(_ workspace: Workspace, _ facts: ElementFacts) async throws {
        _ = try await workspace.addElement(ElementPath("ending"), facts, dryRun: false)
    }

    @Test("an element of another kind, vocabulary or tradition is refused, naming both operations")
    func elements() async throws {
        for (here, there, message, way) in [
            (
                ElementFacts(kind: "beat"), ElementFacts(kind: "hook"),
                "kind \"beat\" here (operation 2), and kind \"hook\" in the file (operation 1)", "--kind \"hook\""
            ),
            (
                ElementFacts(vocabulary: "finale"), ElementFacts(vocabulary: "outcome"),
                "vocabulary \"finale\" here (operation 2), and vocabulary \"outcome\" in the file (operation 1)",
                "--vocabulary \"outcome\""
            ),
            (
                ElementFacts(tradition: "korean"), ElementFacts(tradition: "chinese"),
                "tradition \"korean\" here (operation 2), and tradition \"chinese\" in the file (operation 1)",
                "--tradition \"chinese\""
            ),
            (
                ElementFacts(tradition: "korean"), ElementFacts(tradition: "a $(b) 'c'"),
                "tradition \"korean\" here (operation 2), and tradition \"a $(b) 'c'\" in the file (operation 1)",
                #"--tradition 'a $(b) '\''c'\'''"#
            ),
        ] {
            try await twoCatalogues { a, b in
                try await addElement(a, there)
                try await b.addSeries("mine")
                try await addElement(b, here)
                let (lines, counts) = (try await exported(a), try await b.counts())
                let refused = try await refusal { try await bring(lines, into: b) }
                #expect(refused.message == "element \"ending\" has " + message)
                let hint =
                    "adapt element edit ending \(way) says here what the file says; or say there what is said here"
                #expect(refused.hint == hint)
                #expect(refused.place?.line == 3)
                #expect(try await b.counts() == counts)
                try await undo(2, b)
                #expect(try await bring(lines, into: b).new == 1)
                #expect(try await bring(lines, into: b).new == 0)
            }
        }
    }

    @Test("one that the file itself has taken back by its end stands in no way, until it is brought back there")
    func takenBackInFile() async throws {
        try await twoCatalogues { a, b in
            try await addElement(a, ElementFacts(kind: "beat"))
            try await addElement(b, ElementFacts(kind: "hook"))
            try await undo(1, a)
            #expect(try await bring(exported(a), into: b).new == 2)
            try await undo(2, a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(
                refused.message
                    == "element \"ending\" has kind \"hook\" here (operation 1), and kind \"beat\" in the file (operation 1)"
            )
        }
    }

    @Test("an element of another name for people is one with the one here, and that is said")
    func labels() async throws {
        try await twoCatalogues { a, b in
            try await addElement(a, ElementFacts(label: "The end"))
            try await addElement(b, ElementFacts(label: "Finale"))
            let receipt = try await bring(exported(a), into: b)
            #expect(
                receipt.united == [
                    "element \"ending\" is one with the one here (operation 1), and called \"Finale\" as here, not \"The end\""
                ])
            #expect(try await bring(exported(a), into: b).united == [])
        }
    }

    @Test("a path or a term's code that names something else here is refused at its line, naming both operations")
    func renamed() async throws {
        try await twoCatalogues { a, b in
            try await addElement(a, ElementFacts())
            try await addTerm("g:x", a)
            try await bring(exported(a), into: b)
            _ = try await a.renameElement(ElementPath("ending"), to: ElementPath("finale"), dryRun: false)
            _ = try await a.renameTerm("g:x", to: "g:y", dryRun: false)
            _ = try await b.addElement(ElementPath("finale"), ElementFacts(), dryRun: false)
            try await addTerm("g:y", b)
            let lines = try await exported(a)
            for (message, operation) in [
                (
                    "element \"ending\" is renamed \"finale\" in the file (operation 3), and that names another one here (operation 3)",
                    3
                ),
                (
                    "term \"g:x\" is renamed \"g:y\" in the file (operation 4), and that names another one here (operation 4)",
                    4
                ),
            ] {
                let refused = try await refusal { try await bring(lines, into: b) }
                #expect(refused.message.hasPrefix(message))
                let wayOut = "adapt undo \(operation) takes back the one here"
                #expect((refused.message + (refused.hint ?? "")).contains(wayOut))
                try await undo(operation, b)
            }
            // The same name given on both sides is one.
            _ = try await b.renameElement(ElementPath("ending"), to: ElementPath("finale"), dryRun: false)
            #expect(try await bring(lines, into: b).new == 2)
        }
    }

    @Test("a source of another title is refused at its line")
    func sources() async throws {
        try await twoCatalogues { a, b in
            for (workspace, title) in [(a, "Weekly"), (b, "Monthly")] {
                _ = try await workspace.addSource(
                    Code("rank", for: "source"), SourceFacts(title: title), dryRun: false)
            }
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(
                refused.message
                    == "source \"rank\" is \"Monthly\" here (operation 1), and \"Weekly\" in the file (operation 1)")
            #expect(refused.place?.line == 3)
        }
    }

    @Test("terms of one name and other labels are one with the labels of both, and that is said")
    func terms() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addTerm("sport:x", labels: [("en", "football"), ("es", "fútbol")], dryRun: false)
            _ = try await b.addTerm("sport:x", labels: [("en", "soccer"), ("es", "fútbol")], dryRun: false)
            let receipt = try await bring(exported(a), into: b)
            #expect(
                receipt.united == [
                    "term \"sport:x\" is one with the one here (operation 1): labels en=football come beside en=soccer es=fútbol"
                ])
            #expect(
                try await b.terms().rows.map { $0[1] } == ["en=soccer es=fútbol en=football"])
            // What brings nothing new is not told.
            try await Catalogue.empty { c in
                try await makeOwn(c)
                _ = try await c.addTerm("sport:x", labels: [("en", "football"), ("es", "fútbol")], dryRun: false)
                #expect(try await bring(exported(a), into: c).united == [])
            }
        }
    }

    @Test("an external identifier of another edition here is refused, naming both, unless both may go by it")
    func identifiers() async throws {
        try await twoCatalogues { a, b in
            for (workspace, name) in [(a, "one"), (b, "two")] {
                try await workspace.addSeries(name)
                try await workspace.register(name + "/en")
                var facts = EditionFacts()
                facts.identifiers = ["imdb:tt0000001", "shop:" + name]
                _ = try await EditEdition(edition: EditionReference(parsing: name + "/en"), facts: facts)
                    .run(in: workspace, dryRun: false)
            }
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "identifier \"imdb:tt0000001\" is given to \"two/en\" here (operation 3), and to \"one/en\" in the file (operation 3)"
            )
            #expect(refused.hint == "adapt undo 3 takes back the one here; --shared-id where both go by it")
            #expect(refused.details == [])
            #expect(try await bring(lines, into: b, sharedIdentifiers: true).new == 3)
            #expect(try await bring(lines, into: b).new == 0)
        }
    }
}
