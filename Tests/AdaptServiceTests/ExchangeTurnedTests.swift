import AdaptModel
import Testing

@testable import AdaptService

@Suite("A catalogue that comes in takes back, brings again or names what something here rests on")
struct ExchangeTurnedTests: ExchangeActs {
    @Test("what the file takes back is refused where something here rests on it, until that is taken back")
    func restsOnUndone() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await a.register("n/en")
            try await a.register("n/es", from: "n/en")
            try await bring(exported(a), into: b)
            try await b.register("n/fr", from: "n/es")
            try await undo(3, a)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "operation 4 here derives \"n/fr\" from \"n/es\", and the file takes back what that rests on"
            )
            #expect(refused.hint == "adapt undo 4 takes it back, then the file can come in")
            #expect(refused.place?.line == lines.firstIndex { $0.contains("\"undoes\"") }.map { $0 + 1 })
            try await undo(4, b)
            #expect(try await bring(lines, into: b).new == 1)
            #expect(try await b.editionLines("n").count == 1)
        }
    }

    @Test("what the file takes back is refused where what rests on it is of the file too, and counts here alone")
    func restsOnBroughtBack() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            _ = try await a.renameElement(ElementPath("x.a"), to: ElementPath("x.b"), dryRun: false)
            try await undo(2, a)
            try await bring(exported(a), into: b)
            try await undo(3, b)
            try await undo(1, a)
            let lines = try await exported(a)
            let refused = try await refusal { try await bring(lines, into: b) }
            #expect(
                refused.message
                    == "operation 2 here names element \"x.a\" anew, and the file takes back what that rests on")
            #expect(refused.hint == "adapt undo 2 takes it back, then the file can come in")
            try await undo(2, b)
            #expect(try await bring(lines, into: b).new == 1)
            _ = try await b.addElement(ElementPath("x.b"), ElementFacts(), dryRun: false)
        }
    }

    @Test("what the file brings back is refused where something here stands in its place")
    func broughtBackOverOthers() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.b"), ElementFacts(), dryRun: false)
            _ = try await a.addElement(ElementPath("x.z"), ElementFacts(), dryRun: false)
            try await undo(2, a)
            try await bring(exported(a), into: b)
            _ = try await b.renameElement(ElementPath("x.b"), to: ElementPath("x.z"), dryRun: false)
            try await undo(3, a)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(([refused.message] + refused.details).contains { $0.contains("and the file brings that back") })
            try await undo(4, b)
            #expect(try await bring(exported(a), into: b).new == 1)
        }
    }

    @Test("two elements or terms of the file are never one here, because the name of one was given to the other")
    func twoAreNotOne() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.b"), ElementFacts(), dryRun: false)
            try await addTerm("g:t", a)
            try await bring(exported(a), into: b)
            _ = try await b.renameElement(ElementPath("x.b"), to: ElementPath("x.z"), dryRun: false)
            _ = try await a.addElement(ElementPath("x.z"), ElementFacts(), dryRun: false)
            let lines = try await exported(a)
            let element = try await refusal { try await bring(lines, into: b) }
            #expect(
                element.message
                    == "element \"x.z\" of the file is another than its \"x.b\", which is called so here (operation 3)")
            try await undo(3, b)
            #expect(try await bring(lines, into: b).new == 1)
            _ = try await b.renameTerm("g:t", to: "g:z", dryRun: false)
            try await addTerm("g:z", a)
            let term = try await refusal { try await bring(exported(a), into: b) }
            #expect(
                term.message
                    == "term \"g:z\" of the file is another than its \"g:t\", which is called so here (operation 6)")
        }
    }

    @Test("an edition that came in taken back is not brought again while its series counts no more")
    func withoutSeries() async throws {
        try await twoCatalogues { a, b in
            try await a.addSeries("n")
            try await bring(exported(a), into: b)
            try await a.register("n/en")
            try await undo(2, a)
            try await undo(1, a)
            #expect(try await bring(exported(a), into: b).new == 3)
            let refused = try await refusal { try await undo(3, b) }
            #expect("\(refused) \(refused.details)".contains("takes back series \"n\""))
            try await undo(4, b)
            try await undo(3, b)
            #expect(try await b.editionLines("n").count == 1)
        }
    }

    @Test("what the file takes back and brings again stays taken back here, unasked")
    func backAndForth() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.b"), ElementFacts(), dryRun: false)
            try await bring(exported(a), into: b)
            try await undo(1, b)
            try await undo(1, a)
            try await undo(2, a)
            #expect(try await bring(exported(a), into: b).new == 2)
            #expect(try await b.texts("select path from element_as_of(9223372036854775807)") == [])
        }
    }

    @Test("a name that the file brings back is not two with one that it has beside it")
    func broughtBackBeside() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            _ = try await b.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            try await undo(1, a)
            try await bring(exported(a), into: b)
            try await undo(3, b)
            let lines = try await exported(b)
            let refused = try await refusal { try await bring(lines, into: a) }
            #expect(
                refused.message == "element \"x.a\" of the file would be two here: the file brings back operation 1,"
                    + " which named another one so")
            #expect(refused.place?.line == lines.firstIndex { $0.contains("\"type\":\"element\"") }.map { $0 + 1 })
            #expect(try await a.check().allSatisfy { $0.wrong == 0 })
        }
    }

    @Test("a name that came in taken back is not brought again beside one that was given here before it")
    func broughtBackLater() async throws {
        try await twoCatalogues { a, b in
            try await addTerm("g:c", a)
            _ = try await a.addElement(ElementPath("x.c"), ElementFacts(), dryRun: false)
            try await bring(exported(a), into: b)
            try await addTerm("g:a", b)
            _ = try await b.renameTerm("g:a", to: "g:b", dryRun: false)
            _ = try await b.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            _ = try await b.renameElement(ElementPath("x.a"), to: ElementPath("x.b"), dryRun: false)
            _ = try await a.renameTerm("g:c", to: "g:b", dryRun: false)
            _ = try await a.renameElement(ElementPath("x.c"), to: ElementPath("x.b"), dryRun: false)
            try await undo(4, a)
            try await undo(3, a)
            #expect(try await bring(exported(a), into: b).new == 4)
            for (back, name, given) in [(10, "b", 4), (9, "x.b", 6)] {
                let refused = try await refusal { try await undo(back, b) }
                #expect(
                    refused.message
                        == "operation \(back) cannot be taken back: another has the name it would bring back")
                #expect(refused.hint == "take back operation \(given) first: adapt undo \(given)")
                #expect(refused.details.allSatisfy { $0.hasSuffix("gives the name \"\(name)\" to another") })
                try await undo(given, b)
                try await undo(back, b)
            }
            #expect(try await names(b) == ["g:b", "g:a"])
            #expect(try await b.check().allSatisfy { $0.wrong == 0 })
        }
    }

    private func kind(_ kind: String) -> ElementFacts {
        var facts = ElementFacts()
        facts.kind = kind
        return facts
    }

    @Test("an element of another kind than one that was brought back here alone is refused at its line")
    func otherKind() async throws {
        try await twoCatalogues { a, b in
            _ = try await a.addElement(ElementPath("x.z"), kind("trope"), dryRun: false)
            try await undo(1, a)
            try await bring(exported(a), into: b)
            try await undo(2, b)
            _ = try await a.addElement(ElementPath("x.z"), kind("beat"), dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            #expect(
                refused.message.hasPrefix("element \"x.z\" has kind \"trope\" here (operation 1), and kind \"beat\""))
            #expect(refused.place?.line != nil)
        }
    }

    @Test("two catalogues in one file, each with its own of one name, are to be given one after the other")
    func oneNameInTwo() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] {
                _ = try await workspace.addElement(ElementPath("x.a"), ElementFacts(), dryRun: false)
            }
            let (first, second) = (try await exported(a), try await exported(b))
            try await Databases.migrated { third in
                try await Catalogue.open(third, author: "eva") { c in
                    try await makeOwn(c)
                    let refused = try await refusal { try await bring(first + second, into: c) }
                    #expect(refused.message == "element \"x.a\" is in two catalogues of the file, each with its own")
                    #expect(refused.hint == "give the catalogues one after the other, each in a file of its own")
                    try await bring(first, into: c)
                    #expect(try await bring(second, into: c).new == 1)
                }
            }
        }
    }
}
