import AdaptModel
import AdaptSQL

/// What an undo is about, and what stands in its way.
extension Undo {
    /// An operation to take back.
    struct Target {
        let operation, tip: Int
        let result: Result
        var base: Int { result.base }
    }

    /// How many obstacles are looked for: of what everything rests on nobody reads the whole list.
    private static let most = 1_000

    /// How figures come again.
    private static let readingAgain = "import the file again, with the options that it had: adapt import reach FILE"

    /// What is to be taken back: the operation that is named, else the author's last. Throws a `Refusal` (rule).
    func find(in workspace: Workspace) async throws -> Target {
        if let operation { return try await find(operation, in: workspace, before: .now) }
        let last = try await workspace.rows(Queries.record["last_operation"], [workspace.author])
        guard let number: Int = try last.first?.get("operation_id") else {
            throw Refusal(
                .rule, "nothing by \"\(workspace.author)\" is left to take back",
                hint: "adapt log lists the operations; take one back by its number")
        }
        return try await find(OperationID(number), in: workspace, before: .now)
    }

    /// An operation as it stands before another one. Throws a `Refusal` (rule) where it is not there, or taken back.
    func find(_ operation: OperationID, in workspace: Workspace, before: OperationID) async throws -> Target {
        let rows = try await workspace.rows(Queries.record["undo_target"], [operation.number, before.number])
        guard let row = rows.first else {
            throw Refusal(.rule, "operation \(operation.number) does not exist", hint: "adapt log")
        }
        let target = Target(
            operation: operation.number, tip: try row.get("tip"),
            result: Result(
                operation: operation, verb: try row.get("verb"), subject: try row.get("subject"),
                author: try row.get("author"), at: try row.get("at"), said: try row.get("said"),
                countsAgain: try row.get("undone"),
                broughtFigures: try row.get("is_import"), base: try row.get("base")))
        // What counts, if only again, can be taken back by its own number.
        guard target.tip == operation.number || target.base == operation.number && !target.result.countsAgain else {
            let isPlain = target.base == operation.number
            throw Refusal(
                .rule,
                "operation \(operation.number) was taken back already, by operation \(target.tip)"
                    + (isPlain || target.result.countsAgain ? "" : ": operation \(target.base) counts again"),
                hint: target.result.countsAgain && target.result.broughtFigures
                    ? Undo.readingAgain
                    : target.result.countsAgain
                        ? "to bring \(isPlain ? "it" : "operation \(target.base)") back: adapt undo \(target.tip)"
                        : "to take operation \(target.base) back: adapt undo \(target.base)")
        }
        return target
    }

    /// Refuses what later operations rest on, and figures that are to be brought again.
    func requireNothingRestsOn(_ target: Target, in workspace: Workspace) async throws {
        if target.result.broughtFigures, target.result.countsAgain {
            throw Refusal(
                .rule, "import of operation \(target.base) is not brought back by an undo",
                hint: Undo.readingAgain)
        }
        let rows = try await workspace.rows(Queries.record["undo_obstacles"], [target.base, Self.most])
        guard let first = rows.first else { return }
        if let figures = try rows.compactMap({ try $0.get("figures", as: Int?.self) }).first {
            throw Refusal(
                .rule,
                "operation \(target.base) is not brought back by an undo: it rests on figures of operation \(figures), "
                    + "which was taken back",
                hint: "import their file again, with the options that it had: adapt import reach FILE; then do again "
                    + "what operation \(target.base) did, as adapt log shows it")
        }
        let last: Int = try first.get("operation_id")
        var found: [String] = []
        for row in rows {
            let (author, at): (String, String) = (try row.get("author"), try row.get("at"))
            let line =
                "operation \(try row.get("operation_id", as: Int.self)) (\(author), \(at)) "
                + (try row.get("what", as: String.self))
            if found.last != line { found.append(line) }
        }
        let more = rows.count < Self.most ? found.count > 10 ? "... and \(found.count - 10) more" : nil : "... and more"
        throw Refusal(
            .rule,
            "operation \(target.operation) cannot be taken back: "
                + (last < target.base ? "another has the name it would bring back" : "what came later rests on it"),
            hint: "take back operation \(last) first: adapt undo \(last)",
            details: found.prefix(10) + (more.map { [$0] } ?? []))
    }
}
