import AdaptModel
import ArgumentParser

/// Did you mean: for a word that is no command.
enum Suggestions {
    /// Refuses the first word of `arguments` that should be a command and is none, with what is near.
    static func check(_ arguments: [String]) throws {
        var commands = Adapt.configuration.subcommands
        var (path, topics): ([String], [String]) = ([], [])
        for word in arguments {
            guard !commands.isEmpty, !word.hasPrefix("-") else { return }
            if let next = commands.first(where: { $0._commandName == word }) {
                commands = next.configuration.subcommands
                path.append(word)
                continue
            }
            if path.isEmpty, word == "help" {
                topics = HelpTopic.allCases.map(\.rawValue)
                continue
            }
            let names = commands.map { $0._commandName } + topics + (path.isEmpty && topics.isEmpty ? ["help"] : [])
            let what = topics.isEmpty ? "command" : "command or topic"
            throw Refusal(
                .usage, "\"\((path + [word]).joined(separator: " "))\" is no \(what)",
                hint: Nearest.hint(for: word, among: names)
                    ?? "adapt \((path + ["--help"]).joined(separator: " ")) lists them")
        }
    }
}
