/// PostgreSQL's binary form of a one-dimensional array of whole numbers, counted from 1.
enum BinaryArray {
    /// The array; `width`: bytes of each number, 2, 4 or 8, in which it fits.
    static func bytes(of numbers: [Int64], width: Int) -> [UInt8] {
        let type = width == 2 ? TypeOID.int2 : width == 4 ? TypeOID.int4 : TypeOID.int8
        // Dimensions, whether there are NULLs, the type; of a dimension its length and where it begins.
        let head = numbers.isEmpty ? [0, 0, type] : [1, 0, type, UInt32(numbers.count), 1]
        let size = 4 * head.count + numbers.count * (4 + width)
        return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            for word in head { put(word, 4) }
            for number in numbers {
                put(UInt32(width), 4)
                put(UInt64(bitPattern: number), width)
            }
            func put(_ value: some FixedWidthInteger, _ width: Int) {
                for place in 0..<width {
                    buffer[count + place] = UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - place)))
                }
                count += width
            }
        }
    }
}

extension Binding.Content {
    /// Whether it goes over the wire in binary form.
    var isBinary: Bool {
        switch self {
        case .binary, .integers: true
        case .null, .text: false
        }
    }
}
