import AdaptModel
import AdaptService
import ArgumentParser
import Postgres

/// The program: arguments in, an exit status out. Never ends the process and reads nothing but what it is given.
public struct Program: Sendable {
    let streams: Streams

    /// A program on some streams.
    public init(_ streams: Streams) { self.streams = streams }

    /// What a command line came to before any database was asked.
    public struct Reading {
        enum Outcome {
            /// A version, help, words that do not fit: all is said. With the exit status.
            case answered(Int32)
            /// To be answered from names of the database: what a word may become.
            case completion([String])
            case command(any ParsableCommand)
        }
        let outcome: Outcome

        /// The exit status where nothing is left to do; nil: `finish` it.
        public var status: Int32? { if case .answered(let status) = outcome { status } else { nil } }
    }

    /// Runs one command line (without the program's name) and gives its exit status.
    public func run(_ arguments: [String]) async -> Int32 { await finish(read(arguments)) }

    /// Reads one command line, and answers what needs nothing else at once, on the caller's thread: starting others
    /// takes longer than the answer.
    public func read(_ arguments: [String]) -> Reading {
        Reading(outcome: Completions.areWanted(arguments) ? .completion(arguments) : answer(arguments))
    }

    /// Does what is left to do, and gives the exit status. `interruption`: what may tell it to stop.
    public func finish(_ reading: sending Reading, _ interruption: Interruption? = nil) async -> Int32 {
        switch reading.outcome {
        case .answered(let status): status
        case .completion(let words): await finish(Completions.with(words, streams) { Reading(outcome: answer(words)) })
        case .command(let command):
            if let interruption {
                await interruption.heeded { await run(command) }
            } else {
                await run(command)
            }
        }
    }

    private func answer(_ arguments: [String]) -> Reading.Outcome {
        Streams.$current.withValue(streams) {
            do {
                try checkText(arguments)
                if let text = try HelpTopic(arguments)?.text ?? CommandLineWords.answer(arguments) {
                    try streams.print(text)
                    return .answered(0)
                }
                let command = try CommandLineWords.parse(arguments)
                // Goes on while the command begins. Not before its words fit: whoever mistyped one needs no database.
                if command.waiting != nil { Connection.prepare() }
                return .command(command)
            } catch {
                return .answered(report(error))
            }
        }
    }

    private func run(_ command: any ParsableCommand) async -> Int32 {
        let done = Done()
        return await Streams.$current.withValue(streams) {
            do {
                var command = command
                if let command = command.waiting {
                    try await Done.$current.withValue(done) {
                        try await Attempts.run(done) {
                            var command = command
                            try await command.run()
                        }
                    }
                } else {
                    try command.run()
                }
                return 0
            } catch {
                return report(told(error, after: done))
            }
        }
    }

    private func checkText(_ arguments: [String]) throws {
        for (index, argument) in arguments.enumerated() where argument.unicodeScalars.contains("\u{FFFD}") {
            throw Refusal(
                .usage, "argument \(index + 1) is not UTF-8", hint: "set the terminal to UTF-8 and type it again")
        }
        for (index, argument) in arguments.enumerated() where DatabaseURL.holdsPassword(argument) {
            let isOption = index > 0 && arguments[index - 1] == "--database" || argument.hasPrefix("--database=")
            throw DatabaseTarget.readable(isOption ? "--database" : "argument \(index + 1)")
        }
        // psql takes a whole connection string, also as keyword=value, for the name of a database.
        guard arguments.starts(with: ["db", "psql"]) else { return }
        for (index, argument) in arguments.enumerated() where DatabaseURL.isSecret(argument: argument) {
            throw DatabaseTarget.readable("argument \(index + 1)")
        }
    }
}
