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
            if let value = AssignedValue(arguments) {
                found.values = try await workspace.terms(ofElement: value.path, startingWith: value.begun)
                    .map { value.head + $0 }
            } else {
                let (head, word) = asked(arguments)
                found.names = try await workspace.names(startingWith: head + word, after: edition(before: arguments))
                    .mapValues { names in names.map { String($0.dropFirst(head.count)) } }
            }
            await connection.close()
        } catch {
            // Completion offers what it can; an error has no place on a line that is being typed.
        }
        return $current.withValue(found) { body() }
    }

    /// The word in question, and what stands before it of a term that bash splits, which takes the colon for a word of
    /// its own.
    private static func asked(_ arguments: [String]) -> (head: String, word: String) {
        guard let word = arguments.last else { return ("", "") }
        let before = arguments.dropLast()
        if word == ":", let vocabulary = before.last { return (vocabulary + ":", "") }
        if before.last == ":", let vocabulary = before.dropLast().last { return (vocabulary + ":", word) }
        return ("", word)
    }

    /// The edition that stands before the word in question; nil: none does.
    private static func edition(before arguments: [String]) throws -> EditionReference? {
        let words = arguments.dropLast().drop { $0 != "--" }
        return try words.last { $0.contains("/") && !$0.hasPrefix("-") && !$0.contains("=") }
            .map { try EditionReference(parsing: $0) }
    }

    func starting(with prefix: String, _ kind: CatalogueName) -> [String] {
        asRead((names[kind] ?? []).filter { prefix == ":" || $0.hasPrefix(prefix) })
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

/// A value of an element that is being written, as `path=value`: as one word, or as bash splits it, which takes the
/// sign for a word of its own.
private struct AssignedValue {
    let path: String
    /// What the shell wants before the value.
    let head: String
    let begun: String

    init?(_ arguments: [String]) {
        guard let word = arguments.last else { return nil }
        let before = arguments.dropLast()
        if word != "=", let (path, value) = word.halves(at: "=") {
            (self.path, head, begun) = (path, path + "=", value)
        } else if word == "=", let path = before.last {
            (self.path, head, begun) = (path, "", "")
        } else if before.last == "=", let path = before.dropLast().last {
            (self.path, head, begun) = (path, "", word)
        } else {
            return nil
        }
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
