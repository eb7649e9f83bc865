import AdaptModel
import AdaptSQL
import Postgres

/// Creatives from a file, added or said anew whole or not at all: one operation.
public struct ImportCreatives: BulkImport {
    private let options: BulkOptions

    /// An import.
    public init(_ options: BulkOptions) { self.options = options }

    /// Reads and applies the file of `run`. What a row leaves empty stays as it is. The receipt counts creatives as its
    /// editions.
    public func run(_ run: BulkRun) async throws -> BulkReceipt {
        try await run.apply("import creatives", options, columns: columns) { table, unread, _ in
            var judge = try await JudgeCreatives(table, unread, options, in: run.workspace)
            let plan = try await judge.plan()
            var receipt = BulkReceipt()
            receipt.editions = .init(
                new: plan.count { $0.known == nil }, changed: plan.count { $0.known != nil },
                unchanged: judge.unchanged)
            return BulkJudgement(plan: plan.isEmpty ? nil : plan, receipt: receipt, faults: judge.faults)
        } record: { plan, recorder in
            try await recorder.add(plan)
        }
    }

    private func columns(of heading: TableHeading) throws -> [TableColumns<CreativeField>] {
        var constants = options.evidence(CreativeField.source, .locator, .quote)
        constants[.series] = options.series
        constants[.market] = options.market
        let columns: TableColumns<CreativeField> = try options.columns(of: heading, constants: constants)
        try columns.require(
            [[.edition], [.series, .code], [.series, .market]], "name it with --map edition=COLUMN", in: heading)
        try columns.require([[.creative]], "name it with --map creative=COLUMN", in: heading)
        return [columns]
    }
}

/// A creative to be added, or of which something is said anew.
struct CreativePlan: Sendable {
    let seriesID: Int
    let editionID: Int
    let code: String
    let words: CreativeWords
    /// Key and evidence of one that is there; nil: it is added.
    let known: (id: Int, citationID: Int?)?
    let saysCitation: Bool
}

extension Recorder {
    /// Records creatives.
    fileprivate func add(_ plan: [CreativePlan]) async throws {
        var added: [Int?] = []
        for creative in plan {
            if let known = creative.known, !creative.saysCitation {
                added.append(known.citationID)
            } else {
                added.append(try await add(creative.words.citation))
            }
        }
        let citations = added
        func columns(_ which: [Int]) -> [(any PostgresEncodable)?] {
            let words = which.map { plan[$0].words }
            return [
                words.map(\.description), words.map(\.duration), words.map { $0.firstSeen?.description },
                words.map { $0.lastSeen?.description },
                words.map { $0.beats.isEmpty ? nil : $0.beats.joined(separator: "\u{1F}") },
                which.map { citations[$0] },
            ]
        }
        let fresh = plan.indices.filter { plan[$0].known == nil }
        if !fresh.isEmpty {
            _ = try await rows(
                Queries.creative["add"],
                [
                    operation.number, fresh.map { plan[$0].seriesID }, fresh.map { plan[$0].editionID },
                    fresh.map { plan[$0].code },
                ] + columns(fresh))
        }
        let said = plan.indices.filter { plan[$0].known != nil }
        if !said.isEmpty {
            _ = try await rows(
                Queries.creative["say_anew"],
                [operation.number, said.map { plan[$0].seriesID }, said.map { plan[$0].known?.id ?? 0 }] + columns(said)
            )
        }
    }
}
