import AdaptModel
import AdaptService
import ArgumentParser
import Postgres

/// Names of the database for completion on the command line.
struct Completions: Sendable {
    private var names: [CatalogueName: [String]] = [:]

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
            found.names = try await Workspace(connection: connection, author: "")
                .names(startingWith: arguments.last ?? "")
            await connection.close()
        } catch {
            // Completion offers what it can; an error has no place on a line that is being typed.
        }
        return $current.withValue(found) { body() }
    }

    func starting(with prefix: String, _ kind: CatalogueName) -> [String] {
        (names[kind] ?? []).filter { $0.hasPrefix(prefix) }
    }
}

extension CompletionKind {
    /// `series/edition`.
    static let edition = names(.edition)
    /// Code of a series.
    static let series = names(.series)
    /// Path of an element.
    static let element = names(.element)
    /// Path of an element with `=` behind, for a value to follow.
    static let assignment = CompletionKind.custom { _, _, prefix in
        Completions.current.starting(with: prefix, .element).map { $0 + "=" }
    }
    /// Week with reach.
    static let week = names(.week)
    /// Code of a market.
    static let market = names(.market)
    /// Code of a source.
    static let source = names(.source)

    private static func names(_ kind: CatalogueName) -> CompletionKind {
        .custom { _, _, prefix in Completions.current.starting(with: prefix, kind) }
    }
}
