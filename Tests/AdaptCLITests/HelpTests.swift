import AdaptModel
import ArgumentParser
import Testing

@testable import AdaptCLI

@Suite("Help")
struct HelpTests {
    /// Every command without commands of its own, as words.
    static let leaves: [[String]] = collect(Adapt.self, [])

    private static func collect(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
        let below = command.configuration.subcommands
        return below.isEmpty ? [path] : below.flatMap { collect($0, path + [$0._commandName]) }
    }

    /// The show, and psql, which has an option of its own for that.
    private static let neverQuiet = [["demo"], ["db", "psql"]]

    @Test(
        "every command has a help page with an example that the program can read, and can be quiet, but the show and psql",
        arguments: leaves)
    func examples(_ path: [String]) async throws {
        let result = await Shell(url: "").run(path + ["--help"])
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(result.output.contains("adapt \(path.joined(separator: " "))"))
        #expect(result.output.contains("-q, --quiet") || Self.neverQuiet.contains(path), "\(path)")
        let command = try #require(HelpTests.command(path))
        var example = ""
        var found = 0
        for line in command.configuration.discussion.split(separator: "\n") where !line.isEmpty {
            example += line.hasSuffix("\\") ? String(line.dropLast()) : String(line)
            guard !line.hasSuffix("\\") else { continue }
            defer { example = "" }
            guard example.hasPrefix("adapt ") else { continue }
            found += 1
            #expect(throws: Never.self) { _ = try CommandLineWords.parse(Array(Shell.words(example).dropFirst())) }
        }
        #expect(found > 0, "no example of \(path.joined(separator: " "))")
    }

    @Test(
        "no sentence of a help page has a line break of its own: a terminal breaks it where it is wide",
        arguments: leaves)
    func paragraphs(_ path: [String]) throws {
        let command = try #require(HelpTests.command(path))
        let lines = command.configuration.discussion.split(separator: "\n", omittingEmptySubsequences: false)
        for (line, next) in zip(lines, lines.dropFirst()) {
            guard let end = line.last, !next.isEmpty, !line.hasPrefix("adapt "), !line.hasPrefix(" ") else { continue }
            #expect(".:;\\".contains(end), "\(path): \(line)")
        }
    }

    @Test("the page on the model names every reason that there is")
    func reasons() async {
        let page = await Shell(url: "").run("help model").output
        for reason in Reason.allCases { #expect(page.contains(reason.rawValue), "\(reason)") }
    }

    @Test("every command says its own name: to make one up from its type takes longer than the program's start")
    func names() {
        var commands: [any ParsableCommand.Type] = [Adapt.self]
        while let command = commands.popLast() {
            #expect(command.configuration.commandName != nil, "\(command)")
            commands += command.configuration.subcommands
        }
    }

    @Test("every command that runs says what is above it: without, its words are read three times", arguments: leaves)
    func above(_ path: [String]) throws {
        let command = try #require(HelpTests.command(path))
        let above = ["adapt"] + path.dropLast()
        #expect(command.configuration._superCommandName == above.joined(separator: " "))
    }

    private static func command(_ path: [String]) -> (any ParsableCommand.Type)? {
        path.reduce(Adapt.self as (any ParsableCommand.Type)?) { command, word in
            command?.configuration.subcommands.first { $0._commandName == word }
        }
    }

    @Test(
        "words that do not fit are told as if they were read from the program's name on",
        // psql's own options are no concern of ours.
        arguments: leaves.filter { $0 != ["db", "psql"] })
    func misfit(_ path: [String]) async throws {
        let words = path + ["--no-such-option"]
        let error = try #require(throws: (any Error).self) { _ = try Adapt.parseAsRoot(words) }
        let told = Adapt.fullMessage(for: error).split(separator: "Error: ", maxSplits: 1).joined()
        let result = await Shell(url: "").run(words)
        #expect(result.status == 64 && result.errors == "adapt: \(told)\n", "\(result.errors)")
    }

    @Test(
        "words that fit no command are told in the parser's words, with the usage of what they are said to",
        arguments: [["--no-such-option"], ["--database"], ["series", "--no-such-option"], ["db", "-x", "start"]])
    func misfitOfNone(_ words: [String]) async throws {
        let error = try #require(throws: (any Error).self) { _ = try Adapt.parseAsRoot(words) }
        let told = Adapt.fullMessage(for: error).split(separator: "Error: ", maxSplits: 1).joined()
        let result = await Shell(url: "").run(words)
        #expect(result.status == 64 && result.errors == "adapt: \(told)\n", "\(result.errors)")
    }

    @Test("an option without its value is told with the usage of its command")
    func valueless() async throws {
        let result = await Shell(url: "").run("series add x --database")
        let usage = "Usage: adapt series add [<options>] <code>"
        #expect(result.status == 64 && result.errors.contains(usage), "\(result.errors)")
    }

    @Test("a planning file offers no table, which it is not written as")
    func planFile() async throws {
        let help = await Shell(url: "").run("export reach --help").output
        #expect(help.contains("(values: csv, tsv, json,") && !help.contains("table,"), "\(help)")
        let refused = await Shell(url: "").run("export reach --format table")
        #expect(refused.status == 64 && refused.errors.contains("choose csv, tsv, json"), "\(refused.errors)")
    }

    @Test("the topics that the contract names are there", arguments: ["exit-codes", "environment", "formats", "model"])
    func topics(_ topic: String) async {
        let result = await Shell(url: "").run("help \(topic)")
        #expect(result.status == 0)
        #expect(result.output.split(separator: "\n").count > 5)
    }

    @Test("the version is told, and unknown options and missing arguments exit with 64")
    func usage() async {
        let shell = Shell(url: "")
        #expect(await shell.run("--version").output == "adapt \(Adapt.version)\n")
        #expect(await shell.run("series list --formt csv").status == 64)
        #expect(await shell.run("compare").status == 64)
        #expect(await shell.run("series list --format pdf").status == 64)
        #expect(await shell.run("--help").output.contains("SUBCOMMANDS"))
        #expect(await shell.run("gaps --help").output.contains("(values: name, reach; default:"))
        #expect(await shell.run("gaps --help").output.contains("table, csv, tsv, json, jsonl, markdown, html, xlsx)"))
    }

    @Test("behind a command's own words its completion script may be asked for as well")
    func completion() async {
        let behind = await Shell(url: "").run("series list --generate-completion-script bash")
        #expect(behind.status == 0)
        #expect(behind.output.contains("register"))
    }
}
