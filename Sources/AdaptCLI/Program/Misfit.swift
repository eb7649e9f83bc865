import ArgumentParser

/// Words that do not fit the command they name: what is wrong, how the command is used, where its help is.
struct Misfit: Error {
    let text: String

    /// Nil where `error`, thrown as `command` read its words, asks for help. `path`: the words that name the command,
    /// from the program on, of which the command itself knows the last.
    init?(_ error: any Error, of command: any ParsableCommand.Type, path: String) {
        let prefix = "Error: "
        let message = command.fullMessage(for: error)
        let (usage, help) = ("Usage: \(command._commandName)", "  See '\(command._commandName) ")
        guard message.hasPrefix(prefix), message.contains("\n" + usage) else { return nil }
        text = message.dropFirst(prefix.count).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix(usage) { return "Usage: \(path)\(line.dropFirst(usage.count))" }
            if line.hasPrefix(help) { return "  See '\(path) \(line.dropFirst(help.count))" }
            return String(line)
        }.joined(separator: "\n")
    }
}
