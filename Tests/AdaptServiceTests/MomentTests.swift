import AdaptModel
import Testing

@testable import AdaptService

@Suite("Two moments of one edition")
struct MomentTests {
    private func compare(_ left: String, _ right: String, _ workspace: Workspace) async throws -> [String] {
        try await workspace.compare(EditionReference(parsing: left), EditionReference(parsing: right)).rows
            .map { "\($0.element) \($0.verdict.rawValue) \($0.left.resolved.state.words)" }
    }

    @Test("a renamed element is one element, under its name of the later moment")
    func renamed() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            try await workspace.register("s/a", [Decide.Request(ElementPath("x.one"), .value("v1"), mayBeNew: true)])
            try await workspace.decide("s/a", "x.two", .value("w"))
            _ = try await workspace.renameElement(ElementPath("x.one"), to: ElementPath("y.uno"), dryRun: false)
            #expect(try await compare("s/a@1", "s/a", workspace) == ["x.two unknown (not recorded)", "y.uno same v1"])
            #expect(try await compare("s/a", "s/a@1", workspace) == ["x.two unknown w", "y.uno same v1"])
            // Of one moment alone the name is that of the moment.
            #expect(try await compare("s/a@1", "s/a@1", workspace) == ["x.one same v1"])
        }
    }

    @Test("of one revision are told apart by their operations, where only the parent moved between them")
    func sameRevision() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "x.one", .value("v1"))
            try await workspace.decide("s/us", "x.two", .value("w"))
            try await workspace.decide("s/kr", "x.one", .value("v2"))
            func heads(_ left: String, _ right: String) async throws -> [String] {
                let found = try await workspace.compare(
                    EditionReference(parsing: left), EditionReference(parsing: right))
                return [found.left.moment, found.right.moment, found.base?.moment ?? ""]
            }
            let last = try await workspace.pinned(.now).number
            #expect(
                try await heads("s/us@2", "s/us") == [
                    "s/us@2 after operation \(last - 1)", "s/us@2 after operation \(last)",
                    "s/us@2 after operation \(last - 1)",
                ])
            #expect(try await heads("s/us@1", "s/us").prefix(2) == ["s/us@1", "s/us@2"])
            #expect(try await heads("s/kr", "s/us") == ["s/kr@3", "s/us@2", "s/kr@3"])
        }
    }

    @Test("of one revision are told apart where one of them is the base, too, if it inherits something else since")
    func sameRevisionAsBase() async throws {
        try await Stage.with { workspace async throws in
            try await workspace.decide("s/kr", "x.one", .value("v1"))
            try await workspace.decide("s/us", "x.two", .value("w"))
            try await workspace.register("s/mx", from: "s/us")
            func heads() async throws -> [String] {
                let found = try await workspace.compare(
                    EditionReference(parsing: "s/mx@1"), EditionReference(parsing: "s/us"))
                return [found.left.moment, found.right.moment, found.base?.moment ?? ""]
            }
            let made = try await workspace.pinned(.now).number
            try await workspace.addSource("more")
            #expect(try await heads() == ["s/mx@1", "s/us@2", "s/us@2"])
            try await workspace.decide("s/kr", "x.one", .value("v2"))
            let (then, now) = ("s/us@2 after operation \(made)", "s/us@2 after operation \(made + 2)")
            #expect(try await heads() == ["s/mx@1", now, then])
        }
    }

    @Test("a value that names a merged term is the same before and after, and is called by the term's own label")
    func merged() async throws {
        try await Catalogue.empty { workspace async throws in
            _ = try await workspace.addTerm("g:soc", labels: [("en", "soccer")], dryRun: false)
            _ = try await workspace.addTerm("g:af", labels: [("en-GB", "football")], dryRun: false)
            try await workspace.addSeries("s")
            try await workspace.register("s/a", [Decide.Request(ElementPath("x.one"), .value("g:soc"), mayBeNew: true)])
            try await workspace.decide("s/a", "x.two", .value("w"))
            _ = try await workspace.mergeTerm("g:soc", into: "g:af", dryRun: false)
            #expect(
                try await compare("s/a@1", "s/a", workspace) == [
                    "x.one same football", "x.two unknown (not recorded)",
                ])
            #expect(try await compare("s/a@1", "s/a@1", workspace) == ["x.one same soccer"])
        }
    }

    @Test("the moment that the log writes, given back, gives the state after that operation")
    func copied() async throws {
        try await Catalogue.empty { workspace async throws in
            try await workspace.addSeries("s")
            let log = try await workspace.log()
            let at = try #require(log["at"][0])
            #expect(!at.contains("."))
            #expect(try await workspace.cut(asOf: at).number == log["operation_id"][0].flatMap { Int($0) })
            // With fractions a moment is exact.
            let begins = at.replacing("Z", with: ".000000Z")
            let isOnTheSecond =
                try await workspace.number(
                    "select (at = date_trunc('second', at))::integer from operation") == 1
            #expect(try await workspace.cut(asOf: begins).number == (isOnTheSecond ? 1 : 0))
        }
    }
}
