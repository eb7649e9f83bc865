/// What a cell holds, as far as its bytes show it.
enum PlainCell {
    case empty
    /// Nothing but digits, at most 15 of them, without a 0 in front.
    case number(Int)
    case other

    /// What a text is.
    init(_ text: String) {
        let digits = text.utf8
        guard let first = digits.first else {
            self = .empty
            return
        }
        let isPlain =
            digits.count <= 15 && (first != 0x30 || digits.count == 1)
            && digits.allSatisfy { (0x30...0x39).contains($0) }
        self = isPlain ? Int(text).map { .number($0) } ?? .other : .other
    }
}
