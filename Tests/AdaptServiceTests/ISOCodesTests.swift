import AdaptModel
import FoundationEssentials
import Testing

@testable import AdaptService

private let directory = "/usr/share/iso-codes/json"

@Suite(
    "Territories and languages",
    .enabled(if: FileManager.default.fileExists(atPath: directory), "skipped: package iso-codes is not installed"))
struct ISOCodesTests {
    private func entries(_ standard: String) throws -> [[String: String]] {
        let file = try Data(contentsOf: URL(filePath: "\(directory)/iso_\(standard).json"))
        let lists = try JSONDecoder().decode([String: [[String: String]]].self, from: file)
        return try #require(lists[standard])
    }

    @Test("are those of iso-codes: every country and its English name")
    func territories() async throws {
        let countries = try entries("3166-1")
        let expected = countries.map { "\($0["alpha_2"] ?? "")=\($0["common_name"] ?? $0["name"] ?? "")" }.sorted()
        #expect(expected.count > 240)
        try await Catalogue.empty { workspace async throws in
            let stored = try await workspace.texts("select territory || '=' || name from territory")
            #expect(stored.sorted() == expected)
            let markets = try await workspace.texts(
                "select upper(market_code) || '=' || name from market_as_of(0) where market_code <> 'world'")
            #expect(markets.sorted() == expected)
        }
    }

    @Test("and currencies too")
    func currencies() async throws {
        let expected = try entries("4217").map { "\($0["alpha_3"] ?? "")=\($0["name"] ?? "")" }.sorted()
        #expect(expected.count > 150)
        try await Catalogue.empty { workspace async throws in
            #expect(try await workspace.texts("select currency || '=' || name from currency").sorted() == expected)
        }
    }

    @Test("are those of iso-codes: every language by its shortest code")
    func languages() async throws {
        let languages = try entries("639-3")
        let expected = Set(languages.compactMap { $0["alpha_2"] ?? $0["alpha_3"] })
        #expect(expected.count > 7000)
        try await Catalogue.empty { workspace async throws in
            #expect(Set(try await workspace.texts("select subtag from language_subtag")) == expected)
            let scripts = Set(try entries("15924").compactMap { $0["alpha_4"] })
            #expect(scripts.count > 150)
            #expect(Set(try await workspace.texts("select subtag from script_subtag")) == scripts)
        }
    }

    @Test("and those of three letters are known by which languages are called that have one of two")
    func longCodes() throws {
        var expected: [String: String] = [:]
        for language in try entries("639-3") {
            if let long = language["alpha_3"], let short = language["alpha_2"] { expected[long] = short }
        }
        for language in try entries("639-2") {
            if let long = language["bibliographic"], let short = language["alpha_2"] { expected[long] = short }
        }
        #expect(expected.count > 200)
        #expect(LanguageCode.all == expected)
    }
}
