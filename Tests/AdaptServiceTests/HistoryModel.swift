/// A plain restatement of the model's rules 1 to 4, to hold the program against. What was taken back does not count:
/// what is said follows by doing the operations that count again, from the first, one after the other. What a decision
/// was taken on is what its parent said then, and an undo changes that as anything else does.
struct HistoryModel {
    enum Say: Equatable {
        case text(String)
        case term(Int)
        case keep, absent, unknown, inherit
    }

    /// One fact of an operation. Elements and terms have numbers, editions are `series/code`.
    enum Fact {
        case registers(String, title: String, parent: String?)
        case edits(String, title: String?, parent: String?)
        case decides(String, element: Int, Say, minor: Bool)
        case adds(element: Int)
        case names(element: Int, String)
        case merges(Int, into: Int)
    }

    struct Operation {
        var facts: [Fact] = []
        var undoes: Int?
    }

    /// Operation n stands at n - 1.
    private(set) var operations: [Operation] = []

    private let following = HistoryReplay(), saying = HistoryReplay()

    var last: Int { operations.count }

    mutating func append(_ operation: Operation) { operations.append(operation) }

    func base(of number: Int) -> Int {
        var number = number
        while let earlier = operations[number - 1].undoes { number = earlier }
        return number
    }

    /// The last operation that took this one back or brought it again.
    func tip(of number: Int) -> Int {
        let base = base(of: number)
        return operations.indices.last { operations[$0].undoes != nil && self.base(of: $0 + 1) == base }.map { $0 + 1 }
            ?? base
    }

    /// The operations that count as of one of them, in order.
    func counting(asOf cut: Int) -> [Int] {
        var counts = operations.prefix(cut).map { $0.undoes == nil }
        for number in 1...max(cut, 1) where number <= cut && operations[number - 1].undoes != nil {
            counts[base(of: number) - 1].toggle()
        }
        return counts.indices.filter { counts[$0] && operations[$0].undoes == nil }.map { $0 + 1 }
    }

    /// What holds as of an operation, all that was done up to it done again.
    func state(asOf cut: Int) -> HistoryState {
        var state = HistoryState()
        state.merged = merged(asOf: cut)
        for number in 1...max(cut, 1) where number <= cut {
            if operations[number - 1].undoes == nil {
                state.apply(operations[number - 1], number)
            } else {
                state.turn(number, of: self, checks: false)
            }
        }
        state.impossible = replayed(asOf: cut, follows: true).impossible
        return state
    }

    /// What would hold, had the operations that do not count as of one never been done.
    func replayed(asOf cut: Int, follows: Bool) -> HistoryState {
        var start = HistoryState()
        (start.merged, start.follows) = (merged(asOf: cut), follows)
        return (follows ? following : saying).state(of: counting(asOf: cut), in: operations, on: start)
    }

    private func merged(asOf cut: Int) -> [Int: Int] {
        var merged: [Int: Int] = [:]
        for number in counting(asOf: cut) {
            for case .merges(let term, let into) in operations[number - 1].facts { merged[term] = into }
        }
        return merged
    }

    /// How many revisions an edition has as of an operation: an undo makes one of every edition that it touches.
    func revision(of edition: String, asOf cut: Int) -> Int {
        (1...cut).count { number in
            operations[base(of: number) - 1].facts.contains { $0.edition == edition }
        }
    }
}

extension HistoryModel.Fact {
    /// The edition that it touches.
    var edition: String? {
        switch self {
        case .registers(let edition, _, _), .edits(let edition, _, _), .decides(let edition, _, _, _): edition
        case .adds, .names, .merges: nil
        }
    }
}
