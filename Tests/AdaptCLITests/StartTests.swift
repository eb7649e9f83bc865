import Testing

@testable import AdaptCLI

@Suite("The start of the program")
struct StartTests {
    @Test(
        "loads libpq while it reads words that name a command, and for no others",
        arguments: [
            ("", true), ("compare hockey-star/en hockey-star/es", true), ("series list --format csv", true),
            // What is wrong with them shows when they are read.
            ("series list --no-such-option", true),
            ("--no-such-option", false), ("--version", false), ("series", false), ("series --help", false),
            ("compar", false), ("help compare", false), ("--generate-completion-script zsh", false),
        ])
    func preparing(line: String, isCommand: Bool) {
        #expect(CommandLineWords.nameCommand(Shell.words(line)) == isCommand)
    }
}
