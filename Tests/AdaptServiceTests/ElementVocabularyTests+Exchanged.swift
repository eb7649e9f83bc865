import AdaptModel
import Testing

@testable import AdaptService

/// What is refused of a vocabulary that comes with a catalogue names what settles it.
extension ElementVocabularyTests {
    @Test("from another catalogue where it has another path is told by the one here, with the term that can be said")
    func renamed() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addTerm("sport:go", labels: [("en", "go")], dryRun: false)
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            try await bring(exported(a), into: b)
            try await b.addSeries("sb")
            try await b.register("sb/en")
            try await b.decide("sb/en", "x.a", .value("go"))
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: a)
            _ = try await a.renameElement(ElementPath("x.a"), to: ElementPath("x.b"), dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let has = "(\"x.b\" in the file) has vocabulary \"sport\" in the file (operation 3)"
            let says = "\"sb/en\" says \"go\" of it here (operation 5)"
            #expect(refused.message == "element \"x.a\" \(has), and \(says), which is no value of that")
            let set = "adapt set sb/en x.a=sport:go --minor says it by its term"
            #expect(refused.hint == "adapt undo 5 takes back the one here, or \(set), then the file can come in")
            try await b.decide("sb/en", "x.a", .value("sport:go"), minor: true)
            #expect(try await bring(exported(a), into: b).new == 2)
            #expect(
                try await b.resolved("sb/en", "x.b").state == .value(ElementValue("go", term: "sport:go")))
        }
    }

    @Test("that was taken away here alone can be given again where the file says a term of it")
    func givenAgain() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addTerm("sport:go", labels: [("en", "go")], dryRun: false)
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(vocabulary: "sport"), dryRun: false)
            try await bring(exported(a), into: b)
            try await edit("x.a", ElementFacts(), without: ["vocabulary"], in: b)
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.decide("n/en", "x.a", .value("go"))
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let has = "has no vocabulary here (operation 3)"
            let says = "\"n/en\" says \"go\" of it in the file (operation 5)"
            #expect(refused.message == "element \"x.a\" \(has), and \(says), which is no value of that")
            let again = "adapt element edit x.a --vocabulary sport gives it that again"
            #expect(refused.hint == "adapt undo 3 takes back the one here, or \(again), then the file can come in")
            try await edit("x.a", ElementFacts(vocabulary: "sport"), in: b)
            #expect(try await bring(exported(a), into: b).new == 3)
        }
    }
}
