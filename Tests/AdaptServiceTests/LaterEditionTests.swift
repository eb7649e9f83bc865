import AdaptModel
import Testing

@testable import AdaptService

@Suite("An edition asked for at a moment at which it was not there")
struct LaterEditionTests {
    @Test("is told when it was registered, by day, revision or moment of the whole question")
    func later() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("betty")
            try await workspace.register("betty/co")
            try await workspace.register("betty/us", market: "us")
            let at = try await workspace.texts(
                "select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from operation order by operation_id"
            )
            for name in ["betty/us@2020-01-01", "betty/us"] {
                let refused = try await refusal {
                    _ = try await workspace.sheet(of: EditionReference(parsing: name), asOf: OperationID(2))
                }
                #expect(refused.message == "edition \"betty/us\" was not registered yet at that moment")
                #expect(
                    refused.hint
                        == "it was registered at \(at[2]) (operation 3); adapt edition show betty/us tells of now")
            }
            let typo = try await refusal {
                _ = try await workspace.sheet(of: EditionReference(parsing: "betty/uk"), asOf: OperationID(2))
            }
            #expect(typo.message == "edition \"betty/uk\" is not registered")
            let series = try await refusal { _ = try await workspace.series("betty", asOf: OperationID(0)) }
            #expect(series.message == "series \"betty\" was not known yet at that moment")
            #expect(
                series.hint == "it was added at \(at[0]) (operation 1); adapt series show betty tells of now")
        }
    }

    @Test("is told that it had been taken back then, where it was registered again since")
    func takenBack() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            _ = try await Undo().run(in: workspace, dryRun: false)
            try await workspace.register("s/a")
            let refused = try await refusal {
                _ = try await workspace.sheet(of: EditionReference(parsing: "s/a"), asOf: OperationID(3))
            }
            #expect(refused.message == "edition \"s/a\" had been taken back at that moment")
        }
    }

    @Test("at a revision that came later is refused with the moment at which it came")
    func revision() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/en")
            try await workspace.decide("s/en", "ending", .value("happy"))
            let reference = try EditionReference(parsing: "s/en@2")
            let refused = try await refusal { _ = try await workspace.sheet(of: reference, asOf: OperationID(2)) }
            let at = try await workspace.texts(
                "select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') from operation where operation_id = 3"
            )
            #expect(refused.message == "edition \"s/en\" was at revision 1 at that moment, not yet at 2")
            #expect(refused.hint == "revision 2 came at \(at[0]) (operation 3)")
            #expect(try await workspace.sheet(of: reference, asOf: OperationID(3)).elements.count == 1)
        }
    }

    @Test("shows its log also while its registration is taken back, but not before it was registered")
    func log() async throws {
        try await Catalogue.empty { workspace in
            try await workspace.addSeries("s")
            try await workspace.register("s/a")
            _ = try await Undo().run(in: workspace, dryRun: false)
            let reference = try EditionReference(parsing: "s/a")
            #expect(try await workspace.log(of: reference)["operation_id"] == ["3", "2"])
            #expect(try await workspace.log(of: reference, asOf: OperationID(2))["operation_id"] == ["2"])
            for name in ["s/a@1", "s/b"] {
                #expect(
                    try await refusal { _ = try await workspace.log(of: EditionReference(parsing: name)) }.kind == .rule
                )
            }
            #expect(
                try await refusal { _ = try await workspace.log(of: reference, asOf: OperationID(1)) }.message
                    == "edition \"s/a\" is not registered")
        }
    }
}
