/// Whole numbers one after the other, each in as few bytes as it needs: seven bits a byte, the lowest first.
struct PackedNumbers: Sendable, Sequence {
    private var bytes: [UInt8] = []

    mutating func append(_ numbers: Int...) {
        for number in numbers {
            var rest = UInt(bitPattern: number)
            while rest > 0x7F {
                bytes.append(UInt8(rest & 0x7F) | 0x80)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
    }

    func makeIterator() -> Iterator { Iterator(rest: bytes[...]) }

    /// Gives them back in their order.
    struct Iterator: IteratorProtocol {
        fileprivate var rest: ArraySlice<UInt8>

        mutating func next() -> Int? {
            guard !rest.isEmpty else { return nil }
            var (number, shift): (UInt, UInt) = (0, 0)
            while let byte = rest.popFirst() {
                number |= UInt(byte & 0x7F) << shift
                if byte < 0x80 { break }
                shift += 7
            }
            return Int(bitPattern: number)
        }
    }
}
