public import AdaptModel
import AdaptSQL

/// Takes back one whole operation by a new one; of an undo, brings back what it took.
public struct Undo: Sendable {
    /// The operation; nil: the author's last that still counts and takes nothing back itself.
    public var operation: OperationID?

    /// Takes back `operation`.
    public init(_ operation: OperationID? = nil) { self.operation = operation }

    /// What was taken back.
    public struct Result: Sendable {
        /// The operation taken back.
        public let operation: OperationID
        /// What it had done, who, and when (UTC).
        public let verb: String, subject: String?, author: String, at: String
        /// What its author said of it.
        public let said: String?
        /// Whether it counts again, because it was an undo that was taken back.
        public let countsAgain: Bool
        /// Whether it brought figures: taken back, these come again by reading their file, not by an undo.
        public let broughtFigures: Bool
        /// Import profiles that it kept and that are gone with it. What was read by them stays: it says all itself.
        public internal(set) var profiles: [String] = []
        /// Whether it rests on figures that were taken back with it: no undo brings it back, it is to be done again.
        public internal(set) var restsOnFigures = false
        /// How many decisions are outdated by it, and were not before; by several, it is told of the last of them.
        public internal(set) var outdated = 0
        /// The plain operation that it is, or takes back in the end.
        let base: Int

        /// What it had done, in words.
        public var what: String { verb + (subject.map { " " + $0 } ?? "") }
        /// What the log tells of it: what its author said, else what it was of.
        public var message: String? { said ?? subject }
    }

    /// Records it. Throws a `Refusal` (rule): no such operation, already taken back, or later operations rest on it.
    public func run(in workspace: Workspace, dryRun: Bool) async throws -> Receipt<Result> {
        try await workspace.transaction(dryRun: dryRun) {
            let (operation, taken) = try await takeBack(try await find(in: workspace), in: workspace)
            var result = taken
            result.outdated = try await workspace.madeOutdated(by: operation...operation)
            return Receipt(operation: operation, result: result, dryRun: dryRun)
        }
    }

    /// Takes back several operations, the last one first: all of them or none, so that all is as before the first of
    /// them. Those that are taken back already are passed over. Throws a `Refusal` (rule) where that leaves none, one of
    /// them is refused, or the first or last does not exist.
    public static func run(
        _ operations: ClosedRange<Int>, in workspace: Workspace, dryRun: Bool
    ) async throws -> Receipt<[Result]> {
        try await workspace.transaction(dryRun: dryRun) {
            let newest = try await workspace.rows(Queries.series["last_operation"])[0].number(0)
            for end in [operations.lowerBound, operations.upperBound] where !(1...max(newest, 1)).contains(end) {
                throw Refusal(
                    .rule, "operation \(end) does not exist", hint: "the last one is \(newest); adapt log lists them")
            }
            var (last, results): (OperationID?, [Result]) = (nil, [])
            for row in try await workspace.rows(
                Queries.record["operations_to_undo"], [operations.lowerBound, operations.upperBound])
            {
                let operation = OperationID(try row.get("operation_id"))
                let undo = Undo(operation)
                let done = try await undo.takeBack(
                    undo.find(operation, in: workspace, before: .now), in: workspace)
                last = done.0
                results.append(done.1)
            }
            guard let last else {
                throw Refusal(
                    .rule,
                    "none of the operations \(operations.lowerBound) to \(operations.upperBound) is left to take back",
                    hint: "adapt log")
            }
            try await Self.markWhatRestsOnFigures(&results, last: last, in: workspace)
            let first = OperationID(last.number - results.count + 1)
            results[results.count - 1].outdated = try await workspace.madeOutdated(by: first...last)
            return Receipt(operation: last, result: results, dryRun: dryRun)
        }
    }

    /// Marks what no undo brings back, as it rests on figures that were taken back too, or on what does. `last`: the one
    /// that took back the last of them; each follows the one before.
    private static func markWhatRestsOnFigures(
        _ results: inout [Result], last: OperationID, in workspace: Workspace
    ) async throws {
        let before = last.number - results.count
        var gone = results.filter(\.broughtFigures).map(\.base)
        while !gone.isEmpty {
            let asked = results.filter { !$0.broughtFigures && !$0.restsOnFigures && !$0.countsAgain }.map(\.base)
            guard !asked.isEmpty else { return }
            let rows = try await workspace.rows(
                Queries.record["rested_on"], [gone, asked, before], patience: Workspace.longPatience)
            let resting = Set(try rows.map { try $0.get("operation_id", as: Int.self) })
            gone = []
            for index in results.indices where resting.contains(results[index].base) {
                results[index].restsOnFigures = true
                gone.append(results[index].base)
            }
        }
    }

    private func takeBack(_ target: Target, in workspace: Workspace) async throws -> (OperationID, Result) {
        try await workspace.operation(
            "undo", message: "operation \(target.operation): \(target.result.what)", undoes: OperationID(target.tip)
        ) { recorder in
            // Read again now that nobody else can write.
            let target = try await find(OperationID(target.operation), in: workspace, before: recorder.operation)
            try await requireNothingRestsOn(target, in: workspace)
            _ = try await workspace.rows(
                Queries.record["toggle"], [target.base, recorder.operation.number], patience: Workspace.longPatience)
            var result = target.result
            result.profiles = try await workspace.rows(Queries.record["profiles_gone"], [target.base]).map {
                try $0.get("profile")
            }
            return result
        }
    }
}
