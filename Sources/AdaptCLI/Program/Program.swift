import AdaptModel
import AdaptService
import ArgumentParser
import LocalServer
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

    /// An error, with what the command had done before it: that stays.
    private func told(_ error: any Error, after done: Done) -> any Error {
        guard let words = done.words, !(error is ExitCode),
            let refusal = Refusal(of: error, code: Adapt.exitCode(for: error))
        else { return error }
        if refusal.message == Interruption.stopped {
            return Refusal(.busy, "stopped; \(words), and that stays", hint: done.see)
        }
        let reason = Streams.reason(unwritable: refusal).map { "its confirmation cannot be written: \($0)" }
        return Refusal(
            refusal.kind,
            "\(words); "
                + (reason ?? refusal.message.replacing("nothing was changed", with: "nothing more was changed")),
            hint: reason == nil && !refusal.mayRetry ? refusal.hint ?? done.see : done.see, place: refusal.place,
            details: refusal.details)
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

    /// Says what went wrong and gives the exit status for it.
    private func report(_ error: any Error) -> Int32 {
        if let exit = error as? ExitCode { return exit.rawValue }
        if let misfit = error as? Misfit {
            streams.warn("adapt: " + shownLines(misfit.text))
            return Refusal.Kind.usage.status
        }
        // ArgumentParser looks at every option to tell: asked once.
        lazy var text = Adapt.fullMessage(for: error)
        if let refusal = Refusal(of: error, code: Program.code(ofTold: text)) {
            streams.warn("adapt: " + shownLines(refusal.description))
            return refusal.kind.status
        }
        // What is left is of ArgumentParser: help asked for, or words that do not fit.
        guard Program.code(ofTold: text) != .success else {
            do {
                try streams.print(CompletionScript.mended(text))
                return 0
            } catch {
                return report(error)
            }
        }
        streams.warn("adapt: " + shownLines(String(text.dropFirst(Program.error.count))))
        return Refusal.Kind.usage.status
    }

    /// How ArgumentParser begins to tell an error.
    private static let error = "Error: "

    /// The exit status that its words for an error stand for: what does not fit is told with its usage, what else goes
    /// wrong without, and answers that were asked for, such as help, are no errors.
    private static func code(ofTold text: String) -> ExitCode {
        guard text.hasPrefix(error) else { return .success }
        return text.contains("\nUsage: adapt") ? .validationFailure : .failure
    }
}

extension Refusal {
    /// What any error of ours means; nil for ArgumentParser's. `code`: what ArgumentParser makes of it.
    init?(of error: any Error, code: @autoclosure () -> ExitCode) {
        switch error {
        case let refusal as Refusal: self = refusal
        case let error as PostgresError: self.init(error)
        case let error as LocalServerError:
            let kind: Refusal.Kind =
                switch error.kind {
                case .busy: .busy
                case .notPermitted: .forbidden
                default: .unreachable
                }
            self.init(kind, error.message, hint: error.hint)
        case is CancellationError: self.init(.busy, Interruption.stopped)
        case is ValidationError, is CleanExit: return nil
        default:
            guard code() == .failure else { return nil }
            self.init(.bug, "\(error)", hint: "this should not happen: please report it with the command that shows it")
        }
    }
}

extension Refusal.Kind {
    /// The exit status, after BSD's sysexits.
    var status: Int32 {
        switch self {
        case .rule: 2
        case .usage: 64
        case .input: 65
        case .missingFile: 66
        case .unreachable: 69
        case .bug: 70
        case .busy: 75
        case .forbidden: 77
        }
    }
}
