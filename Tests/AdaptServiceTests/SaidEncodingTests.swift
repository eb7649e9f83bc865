import AdaptModel
import TestSupport
import Testing

@testable import AdaptService

@Suite("An encoding that was said, of a file that is certainly in another")
struct SaidEncodingTests {
    private static let text = Stage.header.dropLast() + ",wording\n" + Stage.row("s/kr", 5, 11, "100").dropLast()

    private func options(_ encoding: String) -> ImportReach.Options {
        var options = ImportReach.Options(today: Catalogue.today)
        options.reading.encoding = encoding
        return options
    }

    @Test(
        "is refused where all beyond ASCII is UTF-8, with the line and the way to say so",
        arguments: ["é", "두", "世界", "😀"])
    func utf8(word: String) async throws {
        try await Stage.with { workspace async throws in
            let bytes = Array("\(Self.text),\(word)\n".utf8)
            for name in ["windows-1252", "gb18030", "euc-kr", "shift_jis", "utf-16le", "koi8-r"] {
                let refused = try await refusal { try await workspace.load(bytes, options(name)) }
                #expect(refused.message == "text is UTF-8, and not \(name)")
                #expect(refused.place?.text == "reach.csv:2")
                #expect(refused.hint?.hasPrefix("say so: --encoding utf-8; where it is \(name) all the same") == true)
            }
            #expect(try await workspace.load(bytes, options("utf-8")).new == 1)
            #expect(try await workspace.texts("select wording from observation") == [word])
        }
    }

    @Test("is taken where one byte is not UTF-8, the last of the file too, and where all is ASCII")
    func taken() async throws {
        try await TestServer.inOnePlace { try await eachTaken() }
    }

    private func eachTaken() async throws {
        let cases: [(bytes: [UInt8], word: String)] = [
            ([0xC3, 0xA9, 0x20, 0xE9], "Ã© é"), ([0xC3, 0xA9, 0x20, 0xC3], "Ã© Ã"), ([0x61], "a"), ([0xE9], "é"),
            ([0xC0, 0xAF], "À¯"), ([0xED, 0xA0, 0x80], "í\u{A0}€"),
        ]
        for (bytes, word) in cases {
            for end in [[0x0A], []] as [[UInt8]] {
                try await Stage.with { workspace async throws in
                    try await workspace.load(Array("\(Self.text),".utf8) + bytes + end, options("windows-1252"))
                    #expect(try await workspace.texts("select wording from observation") == [word])
                }
            }
        }
    }

    @Test("is refused where the file begins with the mark of another, whatever else it holds")
    func marks() async throws {
        try await Stage.with { workspace async throws in
            let utf8 = Array("\u{FEFF}\(Self.text),a\n".utf8)
            let little = "\u{FEFF}\(Self.text),a\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
            for (bytes, mark, names) in [
                (utf8, "utf-8", ["windows-1252", "gb18030", "utf-16", "utf-16be"]),
                (little, "utf-16le", ["windows-1252", "utf-8", "utf-16be"]),
            ] {
                for name in names {
                    let refused = try await refusal { try await workspace.load(bytes, options(name)) }
                    #expect(refused.message == "file begins with the byte order mark of \(mark), and is not \(name)")
                    #expect(refused.hint == "say so: --encoding \(mark)")
                }
            }
            #expect(try await workspace.load(little, options("utf-16")).new == 1)
            #expect(try await workspace.load(little, options("utf-16le")).unchanged == 1)
            #expect(try await workspace.load(utf8, options("utf-8")).unchanged == 1)
        }
    }
}
