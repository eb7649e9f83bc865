import Glibc
import TestSupport
import Testing

@Suite("README")
struct ReadmeTests {
    /// README.md, three directories above this file.
    static let path = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/README.md"

    @Test("every command of a console block gives what stands below it")
    func console() async throws {
        let text = try #require(TemporaryDirectory.read(ReadmeTests.path))
        try await Shell.empty { shell in
            try await TemporaryDirectory.with { directory in
                var shell = shell.onTerminal
                shell.width = 118
                var told: [String] = []
                var isConsole = false
                var (name, content) = ("", String?.none)
                for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
                    if line.hasPrefix("```") {
                        if let given = content { _ = try directory.write(given, to: name) }
                        content = nil
                        isConsole = line == "```console"
                        told.append(line)
                    } else if isConsole, line.hasPrefix("$ cat ") {
                        // What a block shows of a file is what the file holds.
                        (name, content) = (String(line.dropFirst(6)), "")
                        told.append(line)
                    } else if isConsole, line.hasPrefix("$ adapt ") {
                        if let given = content { _ = try directory.write(given, to: name) }
                        content = nil
                        told.append(line)
                        told += await output(of: line, shell, directory)
                    } else if let given = content {
                        content = given + line + "\n"
                        told.append(line)
                    } else if !isConsole {
                        told.append(line)
                    }
                }
                let fresh = told.joined(separator: "\n")
                if getenv("ADAPT_README_UPDATE") != nil { _ = try repository.write(fresh, to: "README.md") }
                for (written, actual) in zip(text.split(separator: "\n"), fresh.split(separator: "\n")) {
                    #expect(written == actual)
                    guard written == actual else { break }
                }
                #expect(text == fresh, "run the test with ADAPT_README_UPDATE=1 to write what the commands give")
            }
        }
    }

    private var repository: TemporaryDirectory {
        TemporaryDirectory(path: String(ReadmeTests.path.dropLast("/README.md".count)))
    }

    /// The lines that a command prints; files stand in a directory of the test's own.
    private func output(of line: String, _ shell: Shell, _ directory: TemporaryDirectory) async -> [String] {
        let words = Shell.words(String(line.dropFirst("$ adapt ".count))).map { word in
            word.hasSuffix(".csv") ? directory.path + "/" + word : word
        }
        let result = await shell.run(words)
        let text = result.transcript.split(separator: directory.path + "/", omittingEmptySubsequences: false).joined()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return lines.last == "" ? lines.dropLast() : lines
    }

    @Test("it is under 150 lines")
    func length() throws {
        let text = try #require(TemporaryDirectory.read(ReadmeTests.path))
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 150)
    }
}
