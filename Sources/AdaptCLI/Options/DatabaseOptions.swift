import AdaptModel
import AdaptService
import ArgumentParser

/// Which database.
struct DatabaseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Another PostgreSQL database (default: see adapt help environment).", valueName: "URL"))
    var database: String?

    var target: DatabaseTarget {
        get throws { try DatabaseTarget(option: database, Streams.current) }
    }
}

/// Options of commands that read.
struct ReadOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp("As it was known at a moment: 2026-01-31, or 2026-01-31T12:00:00Z.", valueName: "moment"))
    var asOf: String?

    /// Runs `body` with the database as it is at one moment, and the last operation that counts: what several
    /// statements put together belongs together.
    func readAtOneMoment<Result: Sendable>(
        _ body: @Sendable (Workspace, OperationID) async throws -> Result
    ) async throws -> Result {
        try await read { workspace, cut in try await workspace.atOneMoment { try await body(workspace, cut) } }
    }

    /// Runs `body` with the database and the last operation that counts.
    func read<Result: Sendable>(
        _ body: @Sendable (Workspace, OperationID) async throws -> Result
    ) async throws -> Result {
        let moment = asOf
        if let day = moment.flatMap({ Day($0) }) { noteIfOpen(day) }
        return try await database.target.reading { workspace in
            try await body(workspace, try await workspace.cut(asOf: moment))
        }
    }
}

extension ReadOptions {
    /// The edition that `text` names, in the state that it names; with `series` a word alone is an edition of that.
    func edition(_ text: String, in series: String? = nil) throws -> EditionReference {
        let reference =
            try series.map { try EditionReference(parsing: text, in: $0) } ?? EditionReference(parsing: text)
        if case .day(let day) = reference.moment { noteIfOpen(day) }
        return reference
    }

    /// Says of a day that is not over that the answer may still change: elsewhere the same moment gives the same bytes.
    private func noteIfOpen(_ day: Day) {
        guard day >= Streams.current.today, !output.quiet else { return }
        Streams.current.warn(
            "adapt: \(day) is not over (UTC), so this answer may change until then; "
                + "to fix it give --as-of a time that has passed, as in \(Streams.current.today)T00:00:00Z")
    }
}

/// Options of commands that write.
struct WriteOptions: ParsableArguments {
    @OptionGroup var database: DatabaseOptions

    @Flag(name: [.customShort("n"), .long], help: "Check everything and change nothing; needs the same rights.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Print no confirmation.")
    var quiet = false

    @Option(help: ArgumentHelp("Who does it (default: ADAPT_AUTHOR, else the user).", valueName: "name"))
    var author: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("What the log is to tell of it, as why it was done.", valueName: "text"))
    var message: String?

    @Option(help: ArgumentHelp("How to confirm: table or json.", valueName: "format"))
    var format: Confirmation = .table

    enum Confirmation: String, Choice { case table, json }

    /// Runs `body` with the database; what is recorded has the message. Throws a `Refusal` (usage) for one that cannot be
    /// kept, before anything is done.
    func write<Result: Sendable>(_ body: @Sendable (Workspace) async throws -> Result) async throws -> Result {
        let said = try message.map { try OperationMessage($0) }
        do {
            return try await database.target.withWorkspace(author: author, message: said, body)
        } catch let refusal as Refusal {
            throw told(refusal)
        }
    }

    /// Refuses a message where no operation of one's own is there to have it. `why`: what is done instead.
    func requireNoMessage(as why: String) throws {
        guard message != nil else { return }
        throw Refusal(.usage, "--message is of what is recorded, and \(why)", hint: "leave it out")
    }

    /// What was refused; where it is a right that a dry run lacks, with why it needs one.
    func told(_ refusal: Refusal) -> Refusal {
        guard dryRun, refusal.kind == .forbidden else { return refusal }
        return Refusal(
            refusal.kind, refusal.message, hint: refusal.hint, place: refusal.place,
            details: refusal.details + ["a dry run does all of it and takes it back, so it needs the same rights"],
            mayRetry: refusal.mayRetry)
    }
}

/// Evidence.
struct CiteOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Evidence: a source, and where in it.", valueName: "source[:locator]"))
    var cite: String?

    @Option(help: ArgumentHelp("The source's words.", valueName: "text"))
    var quote: String?

    var citation: Citation? {
        get throws {
            guard let cite else {
                guard quote == nil else {
                    throw Refusal(.usage, "--quote needs --cite", hint: "name the source it is from")
                }
                return nil
            }
            return try Citation(parsing: cite, quote: quote)
        }
    }
}
