import ArgumentParser

/// Turns the words of a command line into a command.
enum CommandLineWords {
    /// The command that `arguments` say. Throws ArgumentParser's errors: help asked for, or words that do not fit.
    ///
    /// The words are read by the command's own type. Only where help is wanted among them is the whole tree of
    /// commands built, which takes longer than everything else at the start of the program.
    static func parse(_ arguments: [String]) throws -> any ParsableCommand {
        let (type, rest) = command(of: arguments)
        // A command that says what is above it (`_superCommandName`) is not asked for a script of completion, for which
        // ArgumentParser reads all words twice more.
        guard type.configuration.subcommands.isEmpty,
            !rest.contains(where: { $0.hasPrefix("--generate-completion-script") })
        else { return try Adapt.parseAsRoot(arguments) }
        do {
            return try type.parse(Array(rest))
        } catch {
            if let misfit = Misfit(error, of: type) { throw misfit }
            return try Adapt.parseAsRoot(arguments)
        }
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
}

extension ParsableCommand {
    /// The command as one that waits for others while it runs; nil: it does not.
    ///
    /// Asked of its own type. Asked of `any ParsableCommand`, the runtime first looks among all conformances of the
    /// program for one of that.
    var waiting: (any AsyncParsableCommand)? { self as? any AsyncParsableCommand }
}
