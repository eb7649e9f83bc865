import AdaptModel
import AdaptSQL
import Postgres

/// What publishers say of a whole market, from a file, added whole or not at all: one operation.
public struct ImportSnapshot: Sendable {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies `source`. What is recorded already as it is stays; what says something else is refused, as a
    /// statement is taken back, never changed. `setAside`, if given, takes the bad rows before the good ones are kept.
    ///
    /// The receipt counts statements as its editions. Throws a `Refusal`: input with all faults located.
    public func run(
        _ source: ByteSource, in workspace: Workspace, dryRun: Bool,
        setAside: (@Sendable (RejectedRows) throws -> Void)? = nil
    ) async throws -> BulkReceipt {
        let (file, columns) = try TableFile.open(source, options.reading, columns: self.columns)
        var faults = RowFaults()
        let table = try BulkTable(file, columns, name: source.name, &faults)
        let unread = faults
        return try await workspace.transaction(dryRun: dryRun) {
            _ = try await workspace.rows(Queries.bulk["take_turn"])
            let names = try await BulkNames(workspace, mayAddElements: false)
            let judged = try judge(table, names, try await known(workspace), unread)
            if setAside == nil { try judged.faults.all().throwIfAny() }
            try judged.faults.throwUnlessGivenBack()
            var receipt = table.receipt(of: BulkPlan(), judged.faults)
            receipt.editions = .init(new: judged.new.count, changed: 0, unchanged: judged.unchanged)
            if !judged.new.isEmpty {
                let recorder = try await workspace.begin("import snapshot", message: source.name)
                try await recorder.add(judged.new)
                receipt.operation = recorder.operation
            }
            if !dryRun { try setAside?(judged.faults.rejected(of: table)) }
            return receipt
        }
    }

    private func columns(of heading: TableHeading) throws -> TableColumns<SnapshotField> {
        let columns = try TableColumns<SnapshotField>(
            of: heading, map: options.map, constants: options.evidence(SnapshotField.source, .locator, .quote))
        for field in [SnapshotField.scope, .aspect, .value] {
            try columns.require([[field]], "name it with --map \(field.rawValue)=COLUMN", in: heading)
        }
        try columns.require([[.source]], "name who says it with --map source=COLUMN or --cite", in: heading)
        try columns.require([[.week], [.from, .until]], "name it with --map week=COLUMN", in: heading)
        return columns
    }

    private typealias Judged = (
        new: [(words: SnapshotWords, citation: Citation?)], unchanged: Int, faults: RowFaults
    )

    private func judge(
        _ table: BulkTable<SnapshotField>, _ names: BulkNames, _ known: [SnapshotWords.Of: SnapshotWords],
        _ faults: RowFaults
    ) throws -> Judged {
        var known = known
        var judged: Judged = ([], 0, faults)
        for row in table.sound(faults) {
            do {
                let (words, citation) = try table.words(row, names)
                if let before = known[words.of] {
                    guard before.number == words.number else {
                        throw Refusal(
                            .rule,
                            "\(words.of.aspect) of \"\(words.of.scope)\" in \(words.of.window) is \"\(before.wording ?? before.number.low)\" already",
                            hint: "where that was wrong, take it back first: adapt log", place: table.place(row, .value)
                        )
                    }
                    judged.unchanged += 1
                    continue
                }
                known[words.of] = words
                judged.new.append((words, citation))
            } catch let refusal as Refusal where [.input, .rule, .usage].contains(refusal.kind) {
                judged.faults.add(refusal.place == nil ? refusal.at(table.place(row, nil)) : refusal, row: row)
            }
        }
        return judged
    }

    private func known(_ workspace: Workspace) async throws -> [SnapshotWords.Of: SnapshotWords] {
        var known: [SnapshotWords.Of: SnapshotWords] = [:]
        for row in try await workspace.rows(Queries.claim["known_snapshots"]) {
            let (first, last): (String, String) = (try row.get("first_day"), try row.get("last_day"))
            guard let from = Day(first), let until = Day(last), let window = Window(from, until) else { continue }
            let of = SnapshotWords.Of(
                source: try row.get("source"), scope: try row.get("scope"), aspect: try row.get("aspect"),
                window: window)
            known[of] = SnapshotWords(
                of: of,
                number: .init(
                    comparator: try row.get("comparator"), low: try row.get("low"), high: try row.get("high")),
                wording: try row.get("wording"))
        }
        return known
    }
}

extension Recorder {
    /// Records statements.
    fileprivate func add(_ statements: [(words: SnapshotWords, citation: Citation?)]) async throws {
        var citations: [Int?] = []
        for statement in statements { citations.append(try await add(statement.citation)) }
        let words = statements.map(\.words)
        _ = try await rows(
            Queries.claim["add_snapshots"],
            [
                operation.number, words.map(\.of.source), words.map(\.of.scope), words.map(\.of.aspect),
                words.map(\.of.window.first.description), words.map(\.of.window.last.description),
                words.map(\.number.comparator), words.map(\.number.low), words.map(\.number.high),
                words.map(\.wording), citations,
            ])
    }
}
