import Glibc
import TestSupport
import Testing

@Suite("The built program")
struct BuiltBinaryTests {
    @Test("answers in a pipe as it does in a test, with the same bytes and statuses")
    func sameAsInProcess() async throws {
        try await Shell.sample { shell in
            let binary = BuiltBinary(url: shell.url)
            for line in [
                "compare hockey-star/en hockey-star/es", "compare hockey-star/en hockey-star/es --format json",
                "export reach --week 2026-W02", "series list --format csv", "reach --week 2026-W54", "compar",
                "compare hockey-star/en hockey-star/es --exit-code", "--version",
            ] {
                let (built, here) = (try await binary.run(line), await shell.run(line))
                #expect(built.status == here.status, "\(line): \(built.errors)")
                #expect(built.output == here.output, "\(line)")
                #expect(built.errors == here.errors, "\(line)")
            }
        }
    }

    @Test("arguments that are not UTF-8 are refused by their number")
    func invalidArgument() async throws {
        try await Shell.empty { shell in
            let words = ["series", "add", "x", "--title"].map { Array($0.utf8) } + [[0x61, 0xFF, 0x62]]
            let result = try await BuiltBinary(url: shell.url).run(words)
            #expect(result.status == 64)
            #expect(result.errors.contains("argument 5 is not UTF-8"))
        }
    }

    @Test("a full disk under the output is an error, never a short file taken for whole")
    func fullDisk() async throws {
        try await Shell.sample { shell in
            let result = try await BuiltBinary(url: shell.url).run("series list --output /dev/full")
            #expect(result.status == 66)
        }
    }
}
