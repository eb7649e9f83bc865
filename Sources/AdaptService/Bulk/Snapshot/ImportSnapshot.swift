import AdaptModel
import AdaptSQL
import Postgres

/// What publishers say of a whole market, from a file, added whole or not at all: one operation.
public struct ImportSnapshot: BulkImport {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies the file of `run`. What is recorded already as it is stays; what says something else is
    /// refused, as a statement is taken back, never changed. The receipt counts statements as its editions.
    public func run(_ run: BulkRun) async throws -> BulkReceipt {
        try await run.apply("import snapshot", options, columns: columns) { table, unread, _ in
            let names = try await BulkNames(run.workspace, mayAddElements: false)
            return try judge(table, names, try await known(run.workspace), unread)
        } record: { statements, recorder in
            try await recorder.add(statements)
        }
    }

    private func columns(of heading: TableHeading) throws -> [TableColumns<SnapshotField>] {
        let columns: TableColumns<SnapshotField> = try options.columns(
            of: heading, constants: options.evidence(SnapshotField.source, .locator, .quote))
        for field in [SnapshotField.scope, .aspect, .value] {
            try columns.require([[field]], "name it with --map \(field.rawValue)=COLUMN", in: heading)
        }
        try columns.require([[.source]], "name who says it with --map source=COLUMN or --cite", in: heading)
        try columns.require([[.week], [.from, .until]], "name it with --map week=COLUMN", in: heading)
        return [columns]
    }

    private func judge(
        _ table: BulkTable<SnapshotField>, _ names: BulkNames, _ known: [SnapshotWords.Of: SnapshotWords],
        _ unread: RowFaults
    ) throws -> BulkJudgement<[SnapshotStatement]> {
        var (known, faults, receipt) = (known, unread, BulkReceipt())
        var new: [SnapshotStatement] = []
        for row in table.sound(unread) {
            try faults.collect(row: row, place: table.place(row, nil)) {
                let (words, citation) = try table.words(row, names, today: options.today)
                guard let before = known[words.of] else {
                    known[words.of] = words
                    new.append((words, citation))
                    return
                }
                guard before.number == words.number else {
                    throw Refusal(
                        .rule,
                        "\(words.of.aspect) of \"\(words.of.scope)\" in \(words.of.window) is \"\(before.wording ?? before.number.low)\" already",
                        hint: "where that was wrong, take it back first: adapt log", place: table.place(row, .value))
                }
                receipt.editions.unchanged += 1
            }
        }
        receipt.editions.new = new.count
        return BulkJudgement(plan: new.isEmpty ? nil : new, receipt: receipt, faults: faults)
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

private typealias SnapshotStatement = (words: SnapshotWords, citation: Citation?)

extension Recorder {
    /// Records statements.
    fileprivate func add(_ statements: [SnapshotStatement]) async throws {
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
