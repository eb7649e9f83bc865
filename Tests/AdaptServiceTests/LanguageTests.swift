import AdaptModel
import Testing

@testable import AdaptService

@Suite("Languages")
struct LanguageTests {
    @Test(
        "a code that is given up is refused with the one that has replaced it",
        arguments: [("iw", "he"), ("IN-latn", "id"), ("ji", "yi"), ("jw", "jv"), ("mo", "ro")])
    func replacedLanguage(old: String, new: String) async throws {
        try await Catalogue.empty { workspace async throws in
            let (code, called) = (try Code("x", for: "series"), old.prefix(2).lowercased())
            let refused = try await refusal {
                _ = try await workspace.addSeries(code, SeriesFacts(language: old), dryRun: false)
            }
            #expect(refused.message == "language \"\(called)\" goes by \(new) now")
            #expect(refused.hint == "did you mean \(new)?")
            _ = try await workspace.addSeries(code, SeriesFacts(language: new), dryRun: false)
            let row = try await refusal { try await workspace.editions("series,code,title,language\nx,a,A,\(old)\n") }
            #expect(row.message.hasPrefix("language \"\(called)\" goes by \(new) now"), "\(row.message)")
        }
    }

    @Test("a language of private use is one; what is like it is not")
    func privateUse() async throws {
        try await Catalogue.empty { workspace async throws in
            let code = try Code("x", for: "series")
            _ = try await workspace.addSeries(code, SeriesFacts(language: "QAA-latn"), dryRun: false)
            #expect(try await workspace.series("x")["language"] == ["qaa-Latn"])
            try await workspace.editions("series,code,title,language\nx,a,A,qtz\nx,b,B,qjx-KR\n")
            #expect(try await workspace.editions()["language"] == ["qtz", "qjx-KR"])
            for none in ["qzz", "qq"] {
                let refused = try await refusal {
                    try await workspace.editions("series,code,title,language\nx,c,C,\(none)\n")
                }
                #expect(
                    refused.message.hasPrefix("language \"\(none)\" does not exist in ISO 639"), "\(refused.message)")
            }
        }
    }
}
