import ArgumentParser

/// Silence of commands that say in one line what they did.
struct QuietOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Print no confirmation.")
    var quiet = false

    /// Says what was done.
    func confirm(_ words: String) throws {
        guard !quiet else { return }
        try Streams.current.print(words)
    }
}
