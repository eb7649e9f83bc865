import AdaptModel
import Glibc
import TestSupport
import Testing

@testable import AdaptCLI

@Suite("Where output goes")
struct OutputPlaceTests {
    @Test("into the stream that a name leads to, where it stands: what is before and after it stays")
    func stream() async throws {
        try await Shell.sample { shell in
            try await TemporaryDirectory.with { directory in
                let file = directory.path + "/all.txt"
                let line = "'\(BuiltBinary.path)' series list -q --format csv -o /dev/stdout"
                let ended = await ending(
                    of: "export ADAPT_DATABASE_URL='\(shell.url)'; { echo before; \(line); echo after; } > '\(file)'")
                #expect(ended == 0)
                let lines = try #require(directory.read("all.txt")).split(separator: "\n")
                #expect(lines.count == 6)
                #expect(lines.first == "before" && lines.last == "after")
            }
        }
    }

    @Test("not into the place of a link that leads nowhere")
    func dangling() async throws {
        try await TemporaryDirectory.with { directory in
            let link = directory.path + "/link.csv"
            try #require(symlink("nowhere.csv", link) == 0)
            let refusal = #expect(throws: Refusal.self) { try OutputFile(link).discard() }
            #expect(refusal?.message == "file \"\(link)\" is a link that leads to no file")
            #expect(TemporaryDirectory.names(directory.path) == ["link.csv"])
        }
    }
}
