import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct EditionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edition", abstract: "The editions of series.",
        subcommands: [EditionAdd.self, EditionList.self, EditionShow.self, EditionEdit.self, EditionStatus.self])
}

struct EditionAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", _superCommandName: "adapt edition",
        abstract: "Register a new edition; the same as adapt register.",
        discussion: "adapt edition add hockey-star --market mx --title \"...\" --from es --method recut")

    @OptionGroup var options: RegisterOptions

    func run() async throws { try await options.run() }
}

struct EditionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", _superCommandName: "adapt edition",
        abstract: "List editions.", discussion: "adapt edition list hockey-star")

    @Argument(help: "Only of this series.", completion: .series) var series: String?
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let listing = try await read.read { try await $0.editions(of: series, asOf: $1) }
        let columns = [
            "series", "edition", "title", "language", "market_code", "status", "method", "parent", "revision",
        ]
        try read.output.write(
            read.output.chosen == .table ? listing.selecting(columns) : listing, names: ["revision"])
    }
}

struct EditionShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", _superCommandName: "adapt edition", abstract: "Show everything known of an edition.",
        discussion: "adapt edition show hockey-star/es\nadapt edition show hockey-star/es@1")

    @Argument(help: "Edition: series/code, optionally @revision or @date.", completion: .edition) var edition: String
    @OptionGroup var read: ReadOptions

    func run() async throws {
        let (format, width) = (try read.output.chosen(among: Format.reports), read.output.width)
        let reference = try read.edition(edition)
        let sheet = try await read.read { try await $0.sheet(of: reference, asOf: $1) }
        try read.output.write(as: format, sheet.workbook) { sheet.write(as: format, width: width, to: &$0) }
    }
}

struct EditionEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", _superCommandName: "adapt edition",
        abstract: "Change what is said of an edition; what is not named stays.",
        discussion: """
            adapt edition edit hockey-star/es --market mx --if-revision 3
            adapt edition edit hockey-star/es --no-note --no-alias "Estrella"
            """)

    @Argument(help: "Edition.", completion: .edition) var edition: String
    @OptionGroup var options: EditionOptions
    @OptionGroup var without: WithdrawalOptions
    @Option(help: ArgumentHelp("Refuse if it has changed since this revision.", valueName: "n")) var ifRevision: Int?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let reference = try EditionReference(parsing: edition)
        var edit = EditEdition(
            edition: reference, facts: try options.facts(), lineage: try options.lineage(of: reference.seriesName),
            ifRevision: ifRevision)
        edit.mayShareIdentifiers = options.sharedId
        edit.withdrawal = try without.withdrawal
        let receipt = try await write.write { [edit] workspace in
            // Likely duplicates are told before anything is written.
            guard edit.isCalledOtherwise else { return try await edit.run(in: workspace, dryRun: write.dryRun) }
            let rehearsal = try await edit.run(in: workspace, dryRun: true)
            warn(ofDuplicates: rehearsal.result.likelyDuplicates)
            if !write.quiet { note(alike: rehearsal.result.alike) }
            return write.dryRun ? rehearsal : try await edit.run(in: workspace, dryRun: false)
        }
        write.tell(of: receipt.result.replaced, in: receipt.result.edition)
        write.tell(of: receipt.result.below, from: receipt.result.edition)
        try write.confirm(
            receipt,
            (receipt.wasSo ? "already so: " : "edited ") + "\(receipt.result.edition)@\(receipt.result.revision)",
            [
                ("edition", .string(receipt.result.edition)), ("revision", .int(receipt.result.revision)),
                ("already_so", .bool(receipt.wasSo)),
                ("likely_duplicates", .array(receipt.result.likelyDuplicates.map { .string($0.other) })),
                ("same_market_and_language", .array(receipt.result.alike.map { .string($0.other) })),
                ("replaced", .array(receipt.result.replaced.map(\.json))),
            ] + receipt.result.below.members)
    }
}

struct EditionStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", _superCommandName: "adapt edition", abstract: "Say where an edition stands, or ask.",
        discussion: "adapt edition status hockey-star/es in_promotion\nadapt edition status hockey-star/es")

    @Argument(help: "Edition.", completion: .edition) var edition: String
    @Argument(help: "New status; none: print it.", completion: .words(Status.self)) var status: String?
    @Option(
        help: ArgumentHelp(
            "Print it as it was known at a moment: 2026-01-31, or 2026-01-31T12:00:00Z.", valueName: "moment"))
    var asOf: String?
    @Option(help: ArgumentHelp("Refuse if it has changed since this revision.", valueName: "n")) var ifRevision: Int?
    @OptionGroup var cite: CiteOptions
    @OptionGroup var write: WriteOptions

    func run() async throws {
        let reference = try EditionReference(parsing: edition)
        guard let status else {
            guard ifRevision == nil else {
                throw Refusal(
                    .usage, "--if-revision is of saying a status, and none is said",
                    hint: "leave out --if-revision, or name the status")
            }
            try write.requireNoMessage(as: "no status is said")
            let moment = asOf
            let sheet = try await write.write { try await $0.sheet(of: reference, asOf: $0.cut(asOf: moment)) }
            func fact(_ name: String) -> String? { sheet.facts.first { $0.name == name }?.value }
            guard write.format == .json else {
                return try Streams.current.print(fact("status") ?? "not recorded")
            }
            let name = [fact("series"), fact("edition")].compactMap(\.self).joined(separator: "/")
            return try Streams.current.print(
                JSON.object([("edition", .string(name)), ("status", JSON(fact("status")))]).line)
        }
        guard asOf == nil else {
            throw Refusal(
                .usage, "--as-of is of asking, and a status is said now", hint: "leave out --as-of, or the status")
        }
        var facts = EditionFacts()
        facts.status = try Status(parsing: status, as: "status")
        facts.citation = try cite.citation
        let edit = EditEdition(edition: reference, facts: facts, ifRevision: ifRevision)
        let receipt = try await write.write { try await edit.run(in: $0, dryRun: write.dryRun) }
        write.tell(of: receipt.result.replaced, in: receipt.result.edition)
        try write.confirm(
            receipt,
            (receipt.wasSo ? "already so: " : "") + "\(receipt.result.edition)@\(receipt.result.revision) is \(status)",
            [
                ("edition", .string(receipt.result.edition)), ("revision", .int(receipt.result.revision)),
                ("status", .string(status)), ("already_so", .bool(receipt.wasSo)),
                ("replaced", .array(receipt.result.replaced.map(\.json))),
            ])
    }
}
