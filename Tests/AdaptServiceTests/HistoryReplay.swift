/// Operations done one after the other from the first. What they came to is kept at every 32nd of them: an undo leaves
/// most of what came before it as it was, and that is not done once more.
final class HistoryReplay {
    private static let stride = 32

    private var done: [Int] = []
    /// What the first 32, 64 and so on came to.
    private var kept: [HistoryState] = []
    private var merged: [Int: Int] = [:]

    /// What the operations of some numbers come to, all of them done on `start`, which differs in nothing but its
    /// mergers from one time to the next.
    func state(of numbers: [Int], in operations: [HistoryModel.Operation], on start: HistoryState) -> HistoryState {
        if start.merged != merged { (done, kept, merged) = ([], [], start.merged) }
        let same = zip(done, numbers).prefix { $0 == $1 }.count
        kept.removeLast(kept.count - min(kept.count, same / Self.stride))
        var state = kept.last ?? start
        for (index, number) in numbers.enumerated().dropFirst(kept.count * Self.stride) {
            state.apply(operations[number - 1], number)
            if (index + 1).isMultiple(of: Self.stride) { kept.append(state) }
        }
        done = numbers
        return state
    }
}
