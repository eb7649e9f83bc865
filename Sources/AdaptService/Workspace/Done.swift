import AdaptModel
import Synchronization

/// What a command has done that stays, whatever becomes of the rest of it: that is told, and not done a second time.
public final class Done: Sendable {
    private struct State {
        /// Of the transaction that runs.
        var begun: Set<Int> = []
        var operations: Set<Int> = []
        var deeds: [String] = []
        var isInputGone = false
    }

    /// Of the running command; nil outside of one.
    @TaskLocal public static var current: Done?

    private let state = Mutex(State())

    /// Nothing yet.
    public init() {}

    /// Notes something in words, as `backup "a.dump" is whole`.
    public func note(_ deed: String) { state.withLock { $0.deeds.append(deed) } }

    /// Notes that something was read which cannot be read again: of the standard input, or a pipe.
    func noteInputGone() { state.withLock { $0.isInputGone = true } }

    func begin(_ operation: OperationID) { state.withLock { _ = $0.begun.insert(operation.number) } }

    func note(_ operations: ClosedRange<Int>) { state.withLock { $0.operations.formUnion(operations) } }

    /// A transaction is over: what was begun in it is kept, or not.
    func end(kept: Bool) {
        state.withLock { state in
            if kept { state.operations.formUnion(state.begun) }
            state.begun = []
        }
    }

    /// Whether a command may be done again from its start.
    public var mayBeDoneAgain: Bool {
        state.withLock { $0.operations.isEmpty && $0.deeds.isEmpty && !$0.isInputGone }
    }

    /// For people, as `operation 3 was recorded`; nil: nothing stays.
    public var words: String? {
        let (operations, deeds) = state.withLock { ($0.operations.sorted(), $0.deeds) }
        guard let first = operations.first, let last = operations.last else {
            return deeds.isEmpty ? nil : deeds.joined(separator: "; ")
        }
        let recorded =
            operations.count == 1
            ? "operation \(first) was recorded"
            : last - first + 1 == operations.count
                ? "operations \(first) to \(last) were recorded"
                : "operations \(operations.map(String.init).joined(separator: ", ")) were recorded"
        return ([recorded] + deeds).joined(separator: "; ")
    }

    /// How to see it; nil: it is in no log.
    public var see: String? { state.withLock { $0.operations.isEmpty } ? nil : "adapt log shows what was recorded" }
}
