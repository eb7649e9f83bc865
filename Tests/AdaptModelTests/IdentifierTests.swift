import AdaptModel
import Testing

@Suite("An external identifier")
struct IdentifierTests {
    @Test(
        "is taken as its scheme writes it",
        arguments: [
            "imdb:tt1234567", "tmdb:tv/1399", "tmdb:movie/603", "tmdb:603", "wikidata:Q42",
            "eidr:10.5240/7791-8534-2C23-9030-8610-5", "eidr:10.5240/0791-8534-2C23-9030-8610-I",
            "shop:any-thing:at/all", "shop:foo@twelve",
            "shop:@a@0",
        ])
    func taken(text: String) throws {
        #expect(try Identifier(parsing: text).description == text)
    }

    @Test(
        "is refused with a way to write it otherwise",
        arguments: [
            ("imdb:1234567", "written as in imdb:tt1234567"), ("imdb:tt12", "written as in imdb:tt1234567"),
            ("tmdb:tv/", "written as in tmdb:tv/1399 or movie/603"), ("wikidata:42", "written as in wikidata:Q42"),
            ("wikidata:Qx", "written as in wikidata:Q42"), ("shop:with blank", "leave out the blanks"),
            ("shop:", "as in imdb:tt1234567"), ("shop", "as in imdb:tt1234567"),
            (
                "shop:foo@12",
                "@12 behind a name is a state of the edition; leave it out, or write it without the @"
            ),
            (
                "shop:@2026-01-31",
                "@2026-01-31 behind a name is a state of the edition; leave it out, or write it without the @"
            ),
        ])
    func refused(text: String, hint: String) {
        #expect(throws: Refusal.self) { try Identifier(parsing: text) }
        do { _ = try Identifier(parsing: text) } catch { #expect((error as? Refusal)?.hint == hint) }
    }

    @Test(
        "of EIDR is refused where its check character, a group or a digit is wrong",
        arguments: [
            "7791-8534-2C23-9030-8610-6", "7791-8534-2C23-9030-8611-5", "7791-8534-2C23-9030-8610",
            "7791-8534-2C23-9030-861-05", "779G-8534-2C23-9030-8610-5", "7791-8534-2c23-9030-8610-5",
            "7791-8534-2C23-9030-8610-\u{e9}",
        ])
    func eidr(text: String) {
        #expect(throws: Refusal.self) { try Identifier(parsing: "eidr:10.5240/" + text) }
        #expect(throws: Refusal.self) { try Identifier(parsing: "eidr:" + text) }
    }

    @Test("names a unit by a word, a number or a number in groups; nothing else")
    func units() throws {
        for (text, unit) in [("Million", 1_000_000), ("k", 1000), ("1_000", 1000), ("万", 10_000)] {
            #expect(try NumberReading.unit(parsing: text) == unit)
        }
        for text in ["dozen", "0", "-5", "1000000000001"] {
            #expect(throws: Refusal.self) { try NumberReading.unit(parsing: text) }
        }
    }
}
