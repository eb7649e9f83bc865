import AdaptModel
import AdaptSQL
import Postgres

/// A catalogue that was exported, brought in: every operation that is not known yet, with its author and moment.
public struct ImportCatalogue: Sendable {
    /// What came in, in operations, series, editions and figures.
    public struct Receipt: Sendable, Equatable {
        /// Operations read.
        public var read = 0
        /// Operations that were not known yet.
        public var new = 0
        /// Statements on series, on editions, and figures that they recorded.
        public var series = 0, editions = 0, figures = 0
        /// Numbers that the new operations have here.
        public var operations: ClosedRange<Int>?
        /// What is said of terms and elements of one name that became one though they were called otherwise, and what
        /// an element is here still though the file takes it back.
        public var united: [String] = []
        /// What was here and is called otherwise by the file, the first thousand.
        public var renamed: [Renaming] = []
        /// Words for terms that came in by which others of their vocabulary were called here.
        public var shared: [SharedWord] = []
        /// What took back operations of the file here, which stay so, the last first.
        public var takenBack: [TakenBack] = []
        /// How many decisions are outdated by it, and were not before; into an empty catalogue all comes as it was: 0.
        public var outdated = 0
    }

    /// An operation of the file that counts no more here.
    public struct TakenBack: Sendable, Equatable {
        /// The operation here that took it back.
        public let by: Int
        /// The file that it had read, where it brought figures: these come again by reading that, not by an undo.
        public let file: String?
    }

    /// Whether an edition may have an external identifier that another edition here has.
    public var mayShareIdentifiers = false

    /// An import.
    public init() {}

    static let asExported = "give the file as adapt export catalogue wrote it"

    /// Reads and applies `source`, whole or not at all. What is known already is left as it is, so doing it again
    /// changes nothing.
    ///
    /// Throws a `Refusal`: input with all faults and their lines; rule where a name is taken by something else.
    public func run(_ source: ByteSource, in workspace: Workspace, dryRun: Bool) async throws -> Receipt {
        let receipt = try await workspace.transaction(dryRun: dryRun) { try await apply(source, workspace) }
        if !dryRun, let operations = receipt.operations { Done.current?.note(operations) }
        return receipt
    }

    /// Applies `source` in the running transaction, all of it or the steps before one.
    func apply(_ source: ByteSource, _ workspace: Workspace, upTo end: String? = nil) async throws -> Receipt {
        func run(_ name: String) async throws {
            _ = try await workspace.rows(Queries.exchange[name], patience: Workspace.longPatience)
        }
        for name in ["make_room", "create_arrival"] { try await run(name) }
        try await stage(source, workspace)
        for name in ["create_staged", "type_staged"] { try await run(name) }
        let shape = ShapeOfCatalogue(file: source.name, workspace: workspace)
        var faults = Faults()
        let isSound = try await shape.addShapes(to: &faults)
        try await shape.addWords(to: &faults)
        if !isSound { try faults.throwIfAny(hint: Self.asExported, isSetAside: false) }
        for name in ["lock_history", "number_operations", "index_staged"] { try await run(name) }
        try await run("analyze_staged")
        for fault in try await wrong("faults", source.name, workspace) { faults.add(fault) }
        try faults.throwIfAny(hint: Self.asExported, isSetAside: false)
        for name in Self.turned { try await run(name) }
        try await refuse(Self.conflicts, source.name, workspace)
        let row = try await workspace.rows(Queries.exchange["tally"], patience: Workspace.longPatience)[0]
        var receipt = Receipt(
            read: try row.get("read"), new: try row.get("new"), series: try row.get("series"),
            editions: try row.get("editions"), figures: try row.get("figures"))
        receipt.takenBack = try await workspace.rows(Queries.exchange["taken_back_here"]).map {
            TakenBack(by: try $0.get("by"), file: try $0.get("file"))
        }
        guard receipt.new > 0 else { return receipt }
        let (first, last): (Int, Int) = (try row.get("first"), try row.get("last"))
        receipt.operations = first...last
        let unitedTerms = try await messages("united_terms", workspace)
        // What names no author of its own is the importer's, with what he says of it.
        _ = try await workspace.rows(
            Queries.replay["replay_operations"], [workspace.author, workspace.message?.text],
            patience: Workspace.longPatience)
        for name in Self.steps.prefix(while: { $0 != end }) {
            if let questions = Self.meanwhile[name] { try await refuse(questions, source.name, workspace) }
            _ = try await workspace.rows(Queries.replay[name], patience: Workspace.longPatience)
        }
        for name in ["create_touched", "analyze_touched"] { try await run(name) }
        try await refuse(Self.afterwards, source.name, workspace)
        receipt.united = try await messages("united_elements", workspace) + unitedTerms
        receipt.renamed = try await renamings(since: first - 1, in: workspace)
        if first > 1 {
            receipt.shared = try await sharedWords(since: first - 1, in: workspace)
            receipt.outdated = try await workspace.madeOutdated(by: OperationID(first)...OperationID(last))
        }
        return receipt
    }

    /// What a query tells.
    private func messages(_ query: String, _ workspace: Workspace) async throws -> [String] {
        try await workspace.rows(Queries.exchange[query], patience: Workspace.longPatience).map {
            try $0.get("message")
        }
    }

    /// Throws what queries find wrong with the lines: what they are, or what they say beside what is here.
    private func refuse(_ queries: [String], _ file: String, _ workspace: Workspace) async throws {
        var faults = Faults()
        for query in queries {
            for fault in try await wrong(query, file, workspace) { faults.add(fault) }
        }
        try faults.throwIfAny(hint: "adapt log shows what was done here", isSetAside: false)
    }

    /// What a query finds wrong, with its lines.
    private func wrong(_ query: String, _ file: String, _ workspace: Workspace) async throws -> [Refusal] {
        let values: [(any PostgresEncodable)?] = query == Self.sharing ? [mayShareIdentifiers] : []
        return try await workspace.rows(Queries.exchange[query], values, patience: Workspace.longPatience).map {
            Refusal(
                .input, try $0.get("message"), hint: try $0.get("hint"),
                place: .init(file: file, line: try $0.get("line")))
        }
    }
}
