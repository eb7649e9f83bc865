/// What something was and became, one step after the other, oldest first: what led back to where it had been came to
/// nothing, and is nobody's word any more.
struct Steps<State: Equatable & Sendable, Cause: Sendable>: Sendable {
    /// One change, and what made it.
    struct Step: Sendable {
        let old: State
        let new: State
        let cause: Cause
    }

    /// Those that count.
    private(set) var all: [Step] = []

    /// Adds the next one: `old` is what the last one made.
    mutating func add(_ old: State, _ new: State, _ cause: Cause) {
        guard let back = all.firstIndex(where: { $0.old == new }) else {
            return all.append(Step(old: old, new: new, cause: cause))
        }
        all.removeSubrange(back...)
    }
}
