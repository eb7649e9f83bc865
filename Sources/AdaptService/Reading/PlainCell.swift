/// What a cell holds, as far as its bytes show it.
enum PlainCell {
    case empty
    /// Nothing but digits, at most 15 of them, without a 0 in front.
    case number(Int)
    case other
}
