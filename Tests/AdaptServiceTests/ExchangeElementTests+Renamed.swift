import AdaptModel
import Testing

@testable import AdaptService

/// Names that both gave, or one of them.
extension ExchangeElementTests {
    @Test("renamed by both, each otherwise, an element or a term is told with both names, until one takes its own back")
    func renamed() async throws {
        try await twoCatalogues { a, b in
            try await add("x.a", ElementFacts(), a)
            try await addTerm("g:a", a)
            try await bring(exported(a), into: b)
            try await rename("x.a", "x.b", a)
            _ = try await a.renameTerm("g:a", to: "g:b", dryRun: false)
            try await rename("x.a", "x.c", b)
            _ = try await b.renameTerm("g:a", to: "g:c", dryRun: false)
            let refused = try await refusal { try await bring(exported(a), into: b) }
            let told = words(refused)
            for (kind, prefix, operation) in [("element", "x.", 3), ("term", "g:", 4)] {
                let names = "renamed \"\(prefix)c\" here (operation \(operation)), and \"\(prefix)b\" in the file"
                #expect(told.contains("\(kind) \"\(prefix)a\" is \(names) (operation \(operation))"), "\(told)")
                #expect(told.contains("adapt undo \(operation) takes the name here back"))
                try await undo(operation, b)
            }
            #expect(try await join(a, b) == ["x.b other"])
            #expect(try await names(b) == ["g:b"])
        }
    }

    @Test("an older name that comes in late does not take the place of a later one")
    func late() async throws {
        try await twoCatalogues { a, b in
            for workspace in [a, b] { try await add("x.a", ElementFacts(), workspace) }
            try await bring(exported(a), into: b)
            // The same name given by both is one, whoever made the element.
            for workspace in [a, b] { try await rename("x.a", "x.b", workspace) }
            try await bring(exported(a), into: b)
            try await rename("x.b", "x.c", a)
            #expect(try await join(b, a) == ["x.c other"])
        }
    }
}
