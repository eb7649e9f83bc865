import ArgumentParser

/// Turns the words of a command line into a command.
enum CommandLineWords {
    /// The command that `arguments` say. Throws ArgumentParser's errors: help asked for, or words that do not fit.
    ///
    /// The words are read by the command's own type first. Only where they do not fit, or help is wanted, is the
    /// whole tree of commands built, which takes longer than everything else at the start of the program.
    static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        let (type, rest) = command(of: arguments)
        if type.configuration.subcommands.isEmpty, let command = read(type, Array(rest)) { return command }
        return try Adapt.parseAsRoot(arguments)
    }

    /// What the words ask for that needs no command to run: the version, or help with `--help` behind a command and
    /// nothing else; nil: they ask for something else. Throws a `Refusal` for a word that should be a command.
    static func answer(_ arguments: [String]) throws -> String? {
        if arguments == ["--version"] { return "adapt \(Adapt.version)" }
        try Suggestions.check(arguments)
        guard arguments.last == "--help" || arguments.last == "-h" else { return nil }
        let (type, rest) = command(of: arguments.dropLast())
        guard rest.isEmpty else { return nil }
        return type == Adapt.self ? Adapt.helpMessage() : Adapt.helpMessage(for: type)
    }

    /// The command that the first words name, and the words behind it.
    private static func command(of arguments: [String]) -> (any ParsableCommand.Type, ArraySlice<String>) {
        var type: any ParsableCommand.Type = Adapt.self
        var rest = arguments[...]
        while let word = rest.first, let next = type.configuration.subcommands.first(where: { $0._commandName == word })
        {
            type = next
            rest = rest.dropFirst()
        }
        return (type, rest)
    }

    /// Nil where the words do not fit: the reason is found again, and told, by reading them from the root.
    private static func read<Command: ParsableCommand>(
        _ type: Command.Type, _ words: [String]
    ) -> (any ParsableCommand)? {
        try? type.parse(words)
    }
}
