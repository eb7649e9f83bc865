import Testing

/// What the program prints for a shell to read, made once: it takes a look at every command.
enum CompletionScripts {
    private static let made: [String: Task<Shell.Result, Never>] = [
        "bash": printed("bash"), "zsh": printed("zsh"), "fish": printed("fish"),
    ]

    private static func printed(_ shell: String) -> Task<Shell.Result, Never> {
        Task { await Shell(url: "").run("--generate-completion-script \(shell)") }
    }

    static func of(_ shell: String) async throws -> Shell.Result {
        let script = try #require(made[shell])
        return await script.value
    }
}
