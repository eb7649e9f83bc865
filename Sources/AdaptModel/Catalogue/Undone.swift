/// Operations that were taken back, and for how long each does not count.
public struct Undone: Sendable {
    private var spans: [OperationID: [ClosedRange<OperationID>]] = [:]

    /// None.
    public init() {}

    /// None that was ever taken back.
    var isEmpty: Bool { spans.isEmpty }

    /// Adds that an operation does not count as of `since` and all after it up to `until`; `now`: it does not at
    /// present.
    public mutating func add(_ operation: OperationID, since: OperationID, until: OperationID) {
        spans[operation, default: []].append(since...until)
    }

    /// Whether what an operation said counts as of another one.
    public func counts(_ operation: OperationID, asOf cut: OperationID) -> Bool {
        guard operation <= cut else { return false }
        return spans.isEmpty || spans[operation]?.contains { $0.contains(cut) } != true
    }

    /// The operations as of which one began to count no more, or again.
    func turns(of operation: OperationID) -> [OperationID] {
        (spans[operation] ?? []).flatMap { span in
            [span.lowerBound] + (span.upperBound == .now ? [] : [OperationID(span.upperBound.number + 1)])
        }
    }
}
