import AdaptModel
import AdaptService
import ArgumentParser
import Postgres

/// Names of the database for completion on the command line.
struct Completions: Sendable {
    private var names: [CatalogueName: [String]] = [:]
    /// What the value that is being written may be; nil: none is.
    private var values: [String]?

    /// What the running command line is completed with; fetched before ArgumentParser asks for it.
    @TaskLocal static var current = Completions()

    /// Whether ArgumentParser's own scripts ask what a word may become.
    static func areWanted(_ arguments: [String]) -> Bool { arguments.first == "---completion" }

    /// Runs `body` with the names that the last of `arguments` may become.
    ///
    /// Nothing is started or created for it: where no database answers there is nothing to offer.
    static func with<Result>(_ arguments: [String], _ streams: Streams, _ body: () -> Result) async -> Result {
        var found = Completions()
        do {
            let target = try DatabaseTarget(option: nil, streams)
            let connection = try await Connection.open(target.url, options: Workspace.options)
            let workspace = Workspace(connection: connection, author: "")
            let asked = AskedWord(arguments)
            if let (path, begun) = asked.text.halves(at: "=") {
                found.values = try await workspace.terms(ofElement: path, startingWith: begun)
                    .map { String("\(path)=\($0)".dropFirst(asked.head.count)) }
            } else {
                found.names = try await workspace.names(startingWith: asked.text, after: edition(before: arguments))
                    .mapValues { names in names.map { String($0.dropFirst(asked.head.count)) } }
            }
            await connection.close()
        } catch {
            // Completion offers what it can; an error has no place on a line that is being typed.
        }
        return $current.withValue(found) { body() }
    }

    /// The edition that stands before the word in question; nil: none does.
    private static func edition(before arguments: [String]) throws -> EditionReference? {
        // Behind the argument that is asked for, two numbers and the program.
        let words = arguments.dropLast().drop { $0 != "--" }.dropFirst(5)
        return try words.last { $0.contains("/") && !$0.hasPrefix("-") && !$0.contains("=") && !$0.contains("://") }
            .map { try EditionReference(parsing: $0) }
    }

    func starting(with prefix: String, _ kind: CatalogueName) -> [String] {
        asRead((names[kind] ?? []).filter { AskedWord.signs.contains(prefix) || $0.hasPrefix(prefix) })
    }

    /// Words as the shell that asks reads them: for zsh what stands behind a colon describes what is before.
    private func asRead(_ words: [String]) -> [String] {
        guard Streams.current.environment["SAP_SHELL"] == "zsh" else { return words }
        return words.map { $0.replacing(":", with: "\\:") }
    }

    /// What stands for `path=value`, as far as it is written.
    func assignments(startingWith prefix: String) -> [String] {
        values.map(asRead) ?? starting(with: prefix, .element).map { $0 + "=" }
    }
}

/// The word in question: as one, or as bash splits it, which takes a colon or an equals sign for a word of its own.
private struct AskedWord {
    static let signs = [":", "="]
    /// What is written of it, without the option that it is the value of.
    let text: String
    /// What of it the shell does not want again: all up to the last sign that it split it at.
    let head: String

    init(_ arguments: [String]) {
        var (before, word, head) = (arguments[...], "", "")
        if let last = before.last, !AskedWord.signs.contains(last) {
            word = last
            before = before.dropLast()
        }
        while let sign = before.last, AskedWord.signs.contains(sign) {
            head = (before.dropLast().last ?? "") + sign + head
            before = before.dropLast(2)
        }
        // As in --market=hk.
        if head.hasPrefix("--"), let value = head.halves(at: "=")?.after { head = value }
        (text, self.head) = (head + word, head)
    }
}

extension CompletionKind {
    /// `series/edition`.
    static let edition = names(.edition)
    /// Code of a series.
    static let series = names(.series)
    /// Path of an element.
    static let element = names(.element)
    /// Path of an element with `=` behind, for a value to follow; then terms that it can be.
    static let assignment = CompletionKind.custom { _, _, prefix in
        Completions.current.assignments(startingWith: prefix)
    }
    /// Term, as in `sport:ice_hockey`.
    static let term = names(.term)
    /// Week with reach.
    static let week = names(.week)
    /// Code of a market.
    static let market = names(.market)
    /// Code of a source.
    static let source = names(.source)

    /// Kind of elements.
    static let kind = names(.kind)
    /// What compare can show.
    static let verdict = CompletionKind.list(VerdictFilter.words)

    /// One of a closed list.
    static func words<Word: RawRepresentable<String> & CaseIterable>(_: Word.Type) -> CompletionKind {
        .list(Word.allCases.map(\.rawValue))
    }

    private static func names(_ kind: CatalogueName) -> CompletionKind {
        .custom { _, _, prefix in Completions.current.starting(with: prefix, kind) }
    }
}
