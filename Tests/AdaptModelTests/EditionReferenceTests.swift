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

    @Test("an identifier names an edition in any state too, and may hold an @ of its own")
    func identifiers() throws {
        let day = try #require(Day("2026-01-31"))
        let expected: [(String, String, EditionReference.Moment)] = [
            ("imdb:tt1234567", "imdb:tt1234567", .now), ("imdb:tt1234567@3", "imdb:tt1234567", .revision(3)),
            ("imdb:tt1234567@2026-01-31", "imdb:tt1234567", .day(day)), ("shop:a@b", "shop:a@b", .now),
            ("shop:a@b@2", "shop:a@b", .revision(2)),
        ]
        for (text, identifier, moment) in expected {
            let reference = try EditionReference(parsing: text)
            #expect(reference.identifier?.description == identifier)
            #expect(reference.seriesName == identifier)
            #expect(reference.edition == nil)
            #expect(reference.moment == moment, "\(text)")
            #expect(reference.description == text)
        }
        #expect(throws: Refusal.self) { try EditionReference(parsing: "imdb:x@3") }
    }

    @Test("beside a series a word alone is an edition of it; what names more is read as it stands")
    func beside() throws {
        for (text, read) in [
            ("es", "hockey-star/es"), ("es@3", "hockey-star/es@3"), ("betty/mx", "betty/mx"),
            ("imdb:tt1234567", "imdb:tt1234567"),
        ] {
            #expect(try EditionReference(parsing: text, in: "hockey-star").description == read)
        }
        #expect(try EditionReference(parsing: "es", in: "hockey-star").seriesName == "hockey-star")
    }

    @Test(
        "a time behind @ is refused with the option that takes it",
        arguments: ["hockey-star/es", "imdb:tt1234567"])
    func time(name: String) {
        let refusal = #expect(throws: Refusal.self) {
            try EditionReference(parsing: name + "@2026-01-31T10:00Z")
        }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "moment \"@2026-01-31T10:00Z\" is a time, and @ takes a revision or a day")
        #expect(refusal?.hint == "name the time with --as-of 2026-01-31T10:00Z")
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
