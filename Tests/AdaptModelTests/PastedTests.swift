import AdaptModel
import Foundation
import Testing

@Suite("Words of commands that are pasted")
struct PastedTests {
    @Test(
        "a shell takes them for what they are, and runs nothing",
        arguments: [
            "Heat", "", "Don't Move", "A$AP", "$(touch /tmp/x) `id`", "The \"Real\" One", "C:\\new", "Mamma Mia!",
            "a!b",
            "두번째 삶", "'", "*", "a  b", "--x", "=1+1",
        ])
    func shell(_ text: String) throws {
        for word in [pasted(text), pasted(identifier: text)] where !text.isEmpty || word.hasPrefix("\"") {
            let (shell, pipe) = (Process(), Pipe())
            (shell.executableURL, shell.arguments) = (URL(filePath: "/bin/sh"), ["-c", "printf %s \(word)"])
            shell.standardOutput = pipe
            try shell.run()
            let said = try pipe.fileHandleForReading.readToEnd() ?? Data()
            shell.waitUntilExit()
            #expect(String(decoding: said, as: UTF8.self) == text, "\(word)")
        }
    }

    @Test("most stand as people write them")
    func plain() {
        #expect(pasted("Don't Move") == "\"Don't Move\"" && pasted("Mamma Mia!") == "'Mamma Mia!'")
        #expect(pasted("A$AP's") == "'A$AP'\\''s'")
        #expect(pasted(identifier: "tmdb:123-4") == "tmdb:123-4" && pasted(identifier: "own:a b") == "\"own:a b\"")
    }
}
