/// How two editions stand to each other in one element, seen from their base.
public enum Verdict: String, Sendable, CaseIterable {
    case same
    case leftChanged = "left_changed"
    case rightChanged = "right_changed"
    case bothSameChange = "both_same_change"
    case diverged
    case leftAdded = "left_added"
    case rightAdded = "right_added"
    case leftDropped = "left_dropped"
    case rightDropped = "right_dropped"
    case unknown

    /// The verdict on an element in three states. Rule 4 of the model.
    public init(base: ElementState, left: ElementState, right: ElementState) {
        guard left.isKnown, right.isKnown else {
            self = .unknown
            return
        }
        if left == right {
            self = base.isKnown && base != left ? .bothSameChange : .same
        } else if base == left {
            self = left == .absent ? .rightAdded : right == .absent ? .rightDropped : .rightChanged
        } else if base == right {
            self = right == .absent ? .leftAdded : left == .absent ? .leftDropped : .leftChanged
        } else {
            self = .diverged
        }
    }
}
