import AdaptModel
import Testing

@testable import AdaptService

@Suite("What the bytes of a file stand for")
struct EncodingTests {
    private func source(_ bytes: [UInt8]) throws -> ByteSource { try ByteSource(name: "f.csv", bytes: bytes) }

    @Test(
        "is UTF-8 where all of it is, whatever was said: characters of any length, to the last of each",
        arguments: [
            "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}", "\u{10000}", "\u{40000}", "\u{100000}",
            "\u{10FFFF}",
        ])
    func utf8(character: String) throws {
        let bytes = Array("a,b\n1,\(character)\n".utf8)
        let refused = #expect(throws: Refusal.self) {
            try Encoding("gb18030").refuseOther(source(bytes), start: bytes)
        }
        #expect(refused?.message == "text is UTF-8, and not gb18030")
        #expect(refused?.place?.text == "f.csv:2")
    }

    @Test(
        "is none of UTF-8 where a character is longer than it need be, half of a pair, or beyond the last",
        arguments: [
            [0xC1, 0x81], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80],
        ]
            as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        let bytes = Array("é\n".utf8) + bytes
        #expect(throws: Never.self) { try Encoding("windows-1252").refuseOther(source(bytes), start: bytes) }
    }

    @Test("is what all of it can be read as: one encoding is named, and where none fits, another file is asked for")
    func hints() throws {
        #expect(
            try Encoding.hint(for: source([0x98, 0x30, 0x81, 0x30]))
                == "all of it can be read as gb18030: --encoding gb18030")
        #expect(try Encoding.hint(for: source([0x98, 0x0A, 0x81, 0x0A])) == "save the file as UTF-8")
    }

    @Test("is not taken for UTF-16 where zeros stand at either place alike")
    func zeros() {
        #expect(Encoding.unmarked([0x61, 0, 0, 0x62, 0, 0x61, 0x62, 0]) == nil)
        #expect(Encoding.unmarked([0x61, 0, 0x62, 0, 0x61, 0, 0x62, 0]) == "utf-16le")
    }

    @Test("is known again by their SHA-256, as FIPS 180-2 gives it")
    func hash() throws {
        #expect(
            try ContentHash.of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(try ContentHash.of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }
}
