import AdaptModel
import Testing

@Suite struct LanguageTagTests {
    @Test(
        "a tag is put in its usual spelling",
        arguments: [
            ("es", "es"), ("ES", "es"), ("ZH-hant", "zh-Hant"), ("pt-br", "pt-BR"), ("es-419", "es-419"),
            ("sl-ROZAJ", "sl-rozaj"), ("DE-ch-1901", "de-CH-1901"), ("zh-HANS-cn", "zh-Hans-CN"), ("yue-hk", "yue-HK"),
            ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"), ("de-latn-de-1996", "de-Latn-DE-1996"),
            ("en-X-US", "en-x-us"), ("de-ch-x-PhonebK", "de-CH-x-phonebk"), ("en-U-ca-Gregory", "en-u-ca-gregory"),
            ("az-arab-x-AZE-derbend", "az-Arab-x-aze-derbend"), ("en-us-u-islamcal", "en-US-u-islamcal"),
            ("zh-cn-a-myext-x-private", "zh-CN-a-myext-x-private"),
            ("ZH-Yue-hk", "zh-yue-HK"),
        ])
    func spelling(text: String, usual: String) throws {
        let tag = try LanguageTag(text)
        #expect(tag.text == usual)
        #expect("\(tag)" == usual)
    }

    @Test(
        "what people write for Latin America is Laos, or nothing: it is asked for by its number",
        arguments: ["es-LA", "es-la", "es-latam", "pt-LATAM"])
    func latinAmerica(text: String) {
        let refused = #expect(throws: Refusal.self) { try LanguageTag(text) }
        #expect(refused?.message == "language \"\(text)\" does not name Latin America")
        #expect(refused?.hint?.hasPrefix("Spanish for Latin America is es-419") == true)
        for tag in ["lo-LA", "es-x-latam"] { #expect(throws: Never.self) { try LanguageTag(tag) } }
    }

    @Test("after x any subtag is private, of one letter too (RFC 5646, 2.1 and 2.2.6)")
    func privateUse() throws {
        #expect(try LanguageTag("en-x-a").text == "en-x-a")
        #expect(try LanguageTag("en-a-bbb-X-a-ccc").text == "en-a-bbb-x-a-ccc")
    }

    @Test("tags in any case are one language", arguments: ["zh-hant", "ZH-HANT", "zh-Hant"])
    func equal(text: String) throws {
        let tag = try LanguageTag(text)
        #expect(try tag == LanguageTag("zh-Hant"))
        #expect(tag.primary == "zh")
    }

    @Test(
        "what is not BCP 47 is refused and quoted",
        arguments: [
            "", "e", "x", "español", "en US", "en-", "-en", "en--US", "english", "1en", "e1", "12", "en-US-GB",
            "en-Latn-Cyrl", "en-US-Latn", "es-MEX", "en-qqq", "de-1901-1901", "en-x", "en-a", "en-12", "en-abcdefghi",
            "zh-Hant-", "en-u-", "tlh-a-b-foo",
            "ｅｎ", "en-１23", "en-us ", "en.US",
        ])
    func malformed(text: String) {
        let refusal = #expect(throws: Refusal.self) { try LanguageTag(text) }
        #expect(refusal?.kind == .usage)
        #expect(refusal?.message == "language \"\(text)\" is not a BCP 47 tag")
        #expect(refusal?.hint?.hasSuffix("es, es-419, zh-Hant, pt-BR") == true)
    }

    @Test("a tag written as a locale is refused with the tag that it means")
    func locale() {
        for (text, tag) in [("pt_BR", "pt-BR"), ("EN_us", "en-US"), ("zh_hant_TW", "zh-Hant-TW")] {
            let refusal = #expect(throws: Refusal.self) { try LanguageTag(text) }
            #expect(refusal?.message == "language \"\(text)\" is not a BCP 47 tag")
            #expect(refusal?.hint == "did you mean \(tag)?")
        }
    }

    @Test("a numbered region is an area of UN M.49; countries have letters")
    func areas() throws {
        for area in ["001", "150", "202", "419"] { #expect(try LanguageTag("es-\(area)").text == "es-\(area)") }
        for tag in ["es-999", "es-840", "es-000", "zh-Hant-724-x-a"] {
            let refusal = #expect(throws: Refusal.self) { try LanguageTag(tag) }
            #expect(refusal?.message.hasSuffix("of language \"\(tag)\" is no area of UN M.49") == true, "\(tag)")
        }
        // Three digits that are no region: an extension's, or private.
        #expect(try LanguageTag("en-x-999").text == "en-x-999")
    }

    @Test("a country's widely used code that is not of ISO 3166-1 is told from those that are")
    func countries() {
        #expect(CountryCode.hint(for: "uk") == "did you mean gb? ISO 3166-1 has no UK")
        #expect(CountryCode.hint(for: "UK") == "did you mean GB? ISO 3166-1 has no UK")
        #expect(CountryCode.hint(for: "gb") == nil)
        #expect(CountryCode.hint(for: "001") == "did you mean world? it is what UN M.49 calls 001")
    }

    @Test("a country's name is told its code, of two of one name the first")
    func countryNames() {
        let names = ["mx": "Mexico", "ge": "Georgia", "us-ga": "Georgia"]
        #expect(CountryCode.hint(forName: "mexico", among: names) == "did you mean mx? Mexico goes by that code")
        #expect(CountryCode.hint(forName: "GEORGIA", among: names) == "did you mean ge? Georgia goes by that code")
        #expect(CountryCode.hint(forName: "usa", among: names) == nil)
    }

    @Test("a tag tells its script and its country, where it has them")
    func parts() throws {
        let tags = try ["zh-hant-tw", "pt-br", "es-419", "de-1996", "en-x-latn"].map { try LanguageTag($0) }
        #expect(tags.map(\.script) == ["Hant", nil, nil, nil, nil])
        #expect(tags.map(\.region) == ["TW", "BR", nil, nil, nil])
    }

    @Test("a tag has at most 64 characters")
    func length() throws {
        let longest = "en-x" + String(repeating: "-abcdefgh", count: 6) + "-abcde"
        #expect(longest.count == 64)
        #expect(try LanguageTag(longest).text == longest)
        #expect(throws: Refusal.self) { try LanguageTag(longest + "f") }
    }
}
