import Foundation
import Testing

@Suite("Completion by bash")
struct BashCompletionTests {
    @Test(
        "bash is told which argument a word is, whatever signs it split the words before it at",
        arguments: [
            ("term merge sport:ice_hockey sport:a", "term merge -- positional@1 8"),
            ("blame hockey-star/es@1 male", "blame -- positional@1 5"),
            ("register s --set male_lead.sport=", "register -- --set 5"),
            ("register s --market=hk", "register -- --market 5"),
            ("register s --id imdb:tt1 --market hk", "register -- --market 8"),
        ])
    func split(line: String, asked: String) async throws {
        let script = try await CompletionScripts.of("bash").output
        let split = line.map { ":=@".contains($0) ? " \($0) " : String($0) }.joined()
        let (shell, input, errors) = (Process(), Pipe(), Pipe())
        shell.executableURL = URL(filePath: "/bin/bash")
        shell.arguments = ["-s", "adapt " + line, "adapt"] + split.split(separator: " ").map(String.init)
        (shell.standardInput, shell.standardError) = (input, errors)
        try shell.run()
        // In place of the program, and of what readline tells.
        let rest = """
            compopt() { :; }
            adapt() { echo "asked $*" >&2; }
            COMP_LINE="$1"; shift
            COMP_POINT=${#COMP_LINE} COMP_CWORD=$(($# - 1)) COMP_WORDS=("$@")
            cur="${!#}"
            if [[ "$cur" = [:=] ]]; then cur=; fi
            _adapt adapt "$cur" "${COMP_WORDS[COMP_CWORD - 1]}"

            """
        try input.fileHandleForWriting.write(contentsOf: Data((script + "\n" + rest).utf8))
        try input.fileHandleForWriting.close()
        let said = try errors.fileHandleForReading.readToEnd() ?? Data()
        shell.waitUntilExit()
        #expect(String(decoding: said, as: UTF8.self).hasPrefix("asked ---completion \(asked) "))
    }
}
