/// What a cell holds, as far as its bytes show it.
enum PlainCell {
    case empty
    /// Nothing but digits, at most 15 of them, without a 0 in front.
    case number(Int)
    case other

    /// What the bytes of a text are.
    init(_ text: some Collection<UInt8>) {
        guard let first = text.first else {
            self = .empty
            return
        }
        self = .other
        guard text.count <= 15, first != 0x30 || text.count == 1 else { return }
        var number = 0
        for byte in text {
            guard (0x30...0x39).contains(byte) else { return }
            number = number * 10 + Int(byte - 0x30)
        }
        self = .number(number)
    }
}
