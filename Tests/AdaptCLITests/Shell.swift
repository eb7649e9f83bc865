import AdaptModel
import AdaptService
import Postgres
import Synchronization
import TestSupport

@testable import AdaptCLI

/// The program in this process, on a database of its own.
struct Shell: Sendable {
    /// What a command gave back.
    struct Result: Sendable {
        let status: Int32
        let output: String
        /// Results that are not text.
        let bytes: [UInt8]
        let errors: String

        /// Both streams in the order in which they were written.
        let transcript: String
    }

    private final class Recorded: Sendable {
        private struct Text {
            var output = ""
            var bytes: [UInt8] = []
            var errors = ""
            var transcript = ""
        }

        private let text = Mutex(Text())

        func add(output: String = "", errors: String = "") {
            text.withLock {
                $0.output += output
                $0.errors += errors
                $0.transcript += output + errors
            }
        }

        func add(bytes: [UInt8]) { text.withLock { $0.bytes += bytes } }

        func result(_ status: Int32) -> Result {
            text.withLock {
                Result(
                    status: status, output: $0.output, bytes: $0.bytes, errors: $0.errors, transcript: $0.transcript)
            }
        }
    }

    var url: String
    var isTerminal = false
    var width: Int? = 100
    var environment: [String: String] = [:]
    /// What somebody at the terminal types; nil: nobody is there.
    var answer: (@Sendable () -> String?)?

    /// Runs one command line, given as words.
    func run(_ words: [String]) async -> Result {
        let recorded = Recorded()
        var environment = environment
        environment["ADAPT_DATABASE_URL"] = url
        environment["ADAPT_AUTHOR"] = environment["ADAPT_AUTHOR"] ?? "mia"
        let streams = Streams(
            output: { recorded.add(output: $0) }, bytes: { recorded.add(bytes: $0) },
            errors: { recorded.add(errors: $0) }, isTerminal: isTerminal, width: isTerminal ? width : nil,
            environment: environment, today: Day("2026-11-23") ?? Day(number: 0),
            uid: 1000, answer: answer)
        return recorded.result(await Program(streams).run(words))
    }

    /// Runs one command line, given as a shell would take it: words in quotes may hold spaces.
    func run(_ line: String) async -> Result { await run(Shell.words(line)) }

    /// How many operations there are.
    func operations() async throws -> Int {
        let connection = try await Connection.open(url)
        let count: Int = try await connection.query("select count(*) from adapt.operation")[0].get(0)
        await connection.close()
        return count
    }

    /// The same shell on a terminal.
    var onTerminal: Shell {
        var shell = self
        shell.isTerminal = true
        return shell
    }

    /// A shell on an empty catalogue.
    static func empty<R: Sendable>(_ body: @Sendable (Shell) async throws -> R) async throws -> R {
        try await TestServer.withDatabase(template: "cli", prepare: migrate) { try await body(Shell(url: $0)) }
    }

    /// A shell on the sample catalogue.
    static func sample<R: Sendable>(_ body: @Sendable (Shell) async throws -> R) async throws -> R {
        try await TestServer.withDatabase(template: "cli_sample", prepare: fill) { try await body(Shell(url: $0)) }
    }

    @Sendable private static func fill(_ url: String) async throws {
        try await migrate(url)
        _ = await Shell(url: url).run("import sample")
    }

    @Sendable private static func migrate(_ url: String) async throws {
        let connection = try await Connection.open(url, options: Workspace.options)
        _ = try await Migrator(connection).migrate()
        await connection.close()
    }

    /// The words of a line; double or single quotes hold a word together.
    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word?.append(character) }
            } else if character == "\"" || character == "'" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        if let done = word { words.append(done) }
        return words
    }
}

/// How many rows every table of a database holds: equal where nothing was written.
func rowCounts(_ url: String) async throws -> [String: Int] {
    let connection = try await Connection.open(url, options: Workspace.options)
    let counts = try await connection.rowCounts()
    await connection.close()
    return counts
}
