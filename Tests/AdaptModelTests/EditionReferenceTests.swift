import AdaptModel
import Testing

@Suite struct EditionReferenceTests {
    @Test("a reference names a series and perhaps an edition, a revision or a day, and is written as it is read")
    func parts() throws {
        let day = try #require(Day("2026-01-31"))
        let expected: [(String, String?, EditionReference.Moment)] = [
            ("hockey-star", nil, .now), ("hockey-star/es", "es", .now), ("hockey-star/es@3", "es", .revision(3)),
            ("hockey-star@12", nil, .revision(12)), ("hockey-star/es@2026-01-31", "es", .day(day)),
            ("hockey-star@2026-01-31", nil, .day(day)), ("hockey-star/zh-Hant", "zh-Hant", .now),
        ]
        for (text, edition, moment) in expected {
            let reference = try EditionReference(parsing: text)
            #expect(reference.series == "hockey-star")
            #expect(reference.edition == edition, "\(text)")
            #expect(reference.moment == moment, "\(text)")
            #expect(reference.description == text)
            #expect(reference == EditionReference(series: "hockey-star", edition: edition, moment: moment))
        }
    }

    @Test(
        "what is not written as an edition is refused and quoted",
        arguments: ["", "/", "/es", "hockey-star/", "a/b/c", "a//b", "@3", "/@3", "a/@3", "a/b/c@3"])
    func notAReference(text: String) {
        let refusal = #expect(throws: Refusal.self) { try EditionReference(parsing: text) }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "edition \"\(text)\" is not written as one")
        #expect(refusal?.hint == "write series/edition, as in hockey-star/es; list them with: adapt edition list")
    }

    @Test(
        "what stands behind @ is a revision from 1 or a day of the calendar",
        arguments: [
            "", "0", "-1", "x", "3.0", " 3", "2026-02-30", "2026-W02", "2026-1-5", "3@4", "99999999999999999999", "１",
        ])
    func notAMoment(moment: String) {
        refuse(moment)
    }

    @Test("a revision has no sign")
    func sign() {
        refuse("+3")
    }

    private func refuse(_ moment: String, at location: SourceLocation = #_sourceLocation) {
        let refusal = #expect(throws: Refusal.self, sourceLocation: location) {
            try EditionReference(parsing: "hockey-star/es@\(moment)")
        }
        #expect(refusal?.kind == .usage, sourceLocation: location)
        #expect(
            refusal?.message == "moment \"@\(moment)\" of \"hockey-star/es\" is neither a revision nor a day",
            sourceLocation: location)
        #expect(
            refusal?.hint == "write @3 for revision 3 or @2026-01-31 for the end of a day", sourceLocation: location)
    }
}
