import ArgumentParser

/// Words that do not fit the command they name: what is wrong, how the command is used, where its help is.
struct Misfit: Error {
    let text: String

    /// Nil where `error`, thrown as `command` read its words, asks for help.
    init?(_ error: any Error, of command: any ParsableCommand.Type) {
        guard let above = command.configuration._superCommandName else { return nil }
        let (prefix, name) = ("Error: ", command._commandName)
        let message = command.fullMessage(for: error)
        guard message.hasPrefix(prefix), message.contains("\nUsage: \(above) \(name)") else { return nil }
        // The usage names what is above the command, the place of its help does not.
        let help = "  See '\(name) "
        text = message.dropFirst(prefix.count).split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix(help) ? "  See '\(above) \(name) \(line.dropFirst(help.count))" : String(line)
        }.joined(separator: "\n")
    }
}
