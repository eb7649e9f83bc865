import AdaptModel
import Testing

@testable import AdaptService

@Suite("References and moments")
struct ReferenceTests {
    private func found(_ text: String, _ workspace: Workspace) async throws -> String {
        try await workspace.find(EditionReference(parsing: text)).name
    }

    @Test("a market, a language or a series alone stands for an edition where only one fits")
    func shortNames() async throws {
        try await Catalogue.sample { workspace async throws in
            #expect(try await found("hockey-star", workspace) == "hockey-star/en")
            #expect(try await found("my-assertive-lover/hk-mo-tw", workspace) == "my-assertive-lover/hmt")
            #expect(try await found("my-assertive-lover/US", workspace) == "my-assertive-lover/us")
            try await workspace.register("hockey-star/latam", market: "mx", language: "es-419", from: "hockey-star/en")
            #expect(try await found("hockey-star/es-419", workspace) == "hockey-star/latam")
            #expect(try await found("hockey-star/mx", workspace) == "hockey-star/latam")
            try await workspace.register("hockey-star/mx-2", market: "mx", language: "es-MX", from: "hockey-star/en")
            let which = try await refusal { _ = try await found("hockey-star/mx", workspace) }
            #expect(which.message == "\"hockey-star/mx\" fits 2 editions")
            #expect(which.details == ["hockey-star/latam", "hockey-star/mx-2"])
            try await workspace.register("hockey-star/other")
            let source = try await refusal { _ = try await found("hockey-star", workspace) }
            #expect(source.details == ["hockey-star/en", "hockey-star/other"])
        }
    }

    @Test("an edition that is not there is refused with what is near")
    func unknown() async throws {
        try await Catalogue.sample { workspace in
            let edition = try await refusal { _ = try await found("hockey-star/e", workspace) }
            #expect(edition.message == "edition \"hockey-star/e\" is not registered")
            #expect(edition.hint?.contains("hockey-star/en") == true)
            let series = try await refusal { _ = try await found("hockey-stars/en", workspace) }
            #expect(series.message == "series \"hockey-stars\" is not known")
            let revision = try await refusal { _ = try await found("hockey-star/en@9", workspace) }
            #expect(revision.message == "edition \"hockey-star/en\" has no revision 9")
            #expect(revision.hint == "its last is 1")
        }
    }

    @Test("@revision and @date give the state of then")
    func moments() async throws {
        try await Catalogue.sample { workspace in
            let path = "male_lead.nature"
            let first = try await workspace.resolved("hockey-star/es", path).state
            try await workspace.decide("hockey-star/es", path, .value("gentle"))
            #expect(try await workspace.resolved("hockey-star/es@1", path).state == first)
            #expect(try await workspace.resolved("hockey-star/es@2", path).state == .value(ElementValue("gentle")))
            #expect(
                try await workspace.resolved("hockey-star/es@9999-12-30", path).state == .value(ElementValue("gentle")))
            let early = try await refusal { _ = try await found("hockey-star/es@2020-01-01", workspace) }
            #expect(early.kind == .rule)
            let between = try await workspace.compare(
                EditionReference(parsing: "hockey-star/es@1"), EditionReference(parsing: "hockey-star/es@2"))
            #expect(between.rows.first { $0.element == path }?.verdict == .rightChanged)
        }
    }

    @Test("as of a moment everything reads the same after later changes")
    func asOf() async throws {
        try await Catalogue.sample { workspace in
            func answers(_ cut: OperationID) async throws -> [String] {
                let week = try Week(parsing: "2026-W02")
                let reach = try await WeeklyReach(week: week).run(in: workspace, asOf: cut)
                let compared = try await workspace.compare(series: "hockey-star", "en", "es", asOf: cut)
                let lists = [
                    try await workspace.series(asOf: cut), try await workspace.editions(asOf: cut),
                    try await workspace.elements(asOf: cut), try await workspace.terms(asOf: cut),
                    try await workspace.markets(asOf: cut), try await workspace.sources(asOf: cut),
                    try await workspace.assertions(asOf: cut), try await workspace.notes(asOf: cut),
                    try await workspace.log(asOf: cut),
                    try await workspace.uses(ofElement: "male_lead.sport", asOf: cut),
                ]
                return ["\(reach)", "\(compared)", "\(lists)"]
            }
            let stamp = try await workspace.texts("select max(at)::text from operation")[0]
            let cut = try await workspace.cut(asOf: stamp.replacing(" ", with: "T"))
            #expect(cut < .now)
            let before = try await answers(cut)
            try await workspace.addSource("other")
            try await workspace.register("hockey-star/jp", market: "jp", language: "ja", from: "hockey-star/en")
            try await workspace.decide("hockey-star/en", "male_lead.sport", .value("sport:association_football"))
            let figures = """
                edition,metric,source,week,value,published
                hockey-star/es,impressions,other,2026-W02,5,2026-01-20
                my-assertive-lover/hmt + my-assertive-lover/us,impressions,socialpeta-2026-w02,2026-W02,80M,2026-02-01
                my-assertive-lover/us,impressions,socialpeta-2026-w02,2026-W01,8M,2026-02-01
                """
            try await workspace.load(figures)
            let after = try await answers(cut)
            for (one, other) in zip(before, after) { #expect(one == other) }
            #expect(try await workspace.cut(asOf: "2020-01-01") == OperationID(0))
            #expect(try await refusal { _ = try await workspace.cut(asOf: "yesterday") }.kind == .usage)
        }
    }
}
