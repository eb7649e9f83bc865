import AdaptModel
import AdaptReports
import AdaptService
import ArgumentParser

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", _superCommandName: "adapt",
        abstract: "Take back one whole operation: a registration, a decision, an import.",
        discussion: """
            adapt undo
            adapt undo 12
            adapt undo 12 --dry-run
            adapt undo 12..15

            Without a number: your last one that still counts. It is refused where something later rests on it. An \
            undo is an operation too, and can be taken back. Several are taken back from the last to the first, all or \
            none.
            """)

    @Argument(help: ArgumentHelp("Number of the operation, or the first and last of several; adapt log lists them."))
    var operation: String?
    @OptionGroup var write: WriteOptions

    func run() async throws {
        guard let operation else { return try await undo(Undo()) }
        let ends = operation.split(separator: ".", omittingEmptySubsequences: false)
        if ends.count == 1, let number = Int(operation) { return try await undo(Undo(OperationID(number))) }
        guard ends.count == 3, ends[1].isEmpty, let first = Int(ends[0]), let last = Int(ends[2]) else {
            throw Refusal(
                .usage, "operation \"\(operation)\" is not a number", hint: "write one, or two as in adapt undo 12..15")
        }
        guard first <= last else {
            throw Refusal(
                .usage, "operations \(operation) run backwards",
                hint: "the first goes first: adapt undo \(last)..\(first)")
        }
        try await undo(first...last)
    }

    private func undo(_ undo: Undo) async throws {
        let receipt = try await write.write { try await undo.run(in: $0, dryRun: write.dryRun) }
        let result = receipt.result
        tell(ofProfiles: result.profiles)
        write.tell(ofOutdated: result.outdated)
        try write.confirm(
            receipt.operation.number...receipt.operation.number, words([result]),
            [
                ("undoes", .int(result.operation.number)), ("verb", .string(result.verb)),
                ("message", JSON(result.message)), ("author", .string(result.author)),
                ("outdated_count", .int(result.outdated)), ("subject", JSON(result.subject)),
            ], wayBack: wayBack([result], from: receipt.operation.number))
    }

    /// Says what was taken back: of several there may be one that was not yet.
    private func words(_ results: [Undo.Result]) -> String {
        guard results.count == 1, let result = results.first else {
            return "took back operations \(results.map { "\($0.operation.number)" }.joined(separator: ", ")), by "
                + Set(results.map(\.author)).sorted().joined(separator: ", ")
        }
        let said = result.said.map { ": \"\($0)\"" } ?? ""
        return (result.countsAgain ? "brought back by taking back operation " : "took back operation ")
            + "\(result.operation.number) (\(result.what)\(said), by \(result.author), \(result.at) UTC)"
    }

    /// Says which import profiles are gone, or would be.
    private func tell(ofProfiles profiles: [String]) {
        for profile in profiles {
            Streams.current.warn(
                "adapt: import profile \"\(profile)\" \(write.dryRun ? "would be" : "is") gone with it; "
                    + "to keep it again: --save-profile \(profile)")
        }
    }

    /// What brings everything back that operations from `first` on took back, one after the other, figures among it; nil
    /// where an undo does.
    private func wayBack(_ results: [Undo.Result], from first: Int) -> String? {
        guard results.contains(where: \.broughtFigures) else { return nil }
        var (undone, again): ([ClosedRange<Int>], [String]) = ([], [])
        // In the order in which all was done.
        for index in results.indices.reversed() {
            let (result, number) = (results[index], first + index)
            if result.broughtFigures {
                again.append(Self.reading(result.subject ?? "FILE"))
            } else if result.restsOnFigures {
                again.append("operation \(result.operation.number) (\(shown(result.what))), which rests on figures")
            } else if let last = undone.last, last.lowerBound == number + 1 {
                undone[undone.count - 1] = number...last.upperBound
            } else {
                undone.append(number...number)
            }
        }
        let undoing = undone.map { range in
            "adapt undo \(range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)..\(range.upperBound)"), then "
        }.joined()
        return "back by " + undoing
            + (results.contains(where: \.restsOnFigures)
                ? "doing again in this order, with the options that each had: "
                : "reading again, with the options that it had: ")
            + again.joined(separator: "; ")
    }

    /// The command that reads a file of figures.
    private static func reading(_ file: String) -> String {
        switch file {
        case Workspace.sampleReach, "reach \(Workspace.sampleReach)": "adapt import sample"
        case "stdin": "adapt import reach -"
        case _: "adapt import reach " + pasted(identifier: shown(file))
        }
    }

    private func undo(_ operations: ClosedRange<Int>) async throws {
        let receipt = try await write.write { try await Undo.run(operations, in: $0, dryRun: write.dryRun) }
        let numbers = receipt.result.map(\.operation.number)
        let first = receipt.operation.number - numbers.count + 1
        let outdated = receipt.result.map(\.outdated).reduce(0, +)
        tell(ofProfiles: receipt.result.flatMap(\.profiles))
        write.tell(ofOutdated: outdated)
        try write.confirm(
            first...receipt.operation.number, words(receipt.result),
            [
                ("undoes", .array(numbers.map { .int($0) })),
                ("authors", .array(receipt.result.map { .string($0.author) })),
                ("outdated_count", .int(outdated)),
            ], wayBack: wayBack(receipt.result, from: first))
    }
}
