import Glibc

/// The C library's conversion of bytes to UTF-8, while it is open.
///
/// Unchecked: it belongs to the one stream that it converts.
final class Converter: @unchecked Sendable {
    /// How far a conversion came.
    enum Outcome {
        /// All but an incomplete character at the end.
        case done
        /// Up to bytes that mean nothing.
        case stopped
    }

    private let handle: iconv_t

    /// Nil where the C library does not know the encoding.
    init?(from encoding: String) {
        guard let handle = iconv_open("UTF-8", encoding), Int(bitPattern: handle) != -1 else { return nil }
        self.handle = handle
    }

    deinit { iconv_close(handle) }

    /// Whether the C library knows an encoding.
    static func exists(_ encoding: String) -> Bool { Converter(from: encoding) != nil }

    /// Converts `input`, leaving in it what was not converted.
    func convert(_ input: inout [UInt8]) -> (text: [UInt8], outcome: Outcome) {
        var (used, outcome) = (0, Outcome.done)
        // No character of these encodings takes more than four bytes of UTF-8 for each of its own.
        let capacity = input.count * 4 + 16
        let text = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            input.withUnsafeMutableBytes { bytes in
                var from = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                var left = bytes.count
                buffer.withMemoryRebound(to: CChar.self) { room in
                    var into = room.baseAddress
                    var space = room.count
                    if iconv(handle, &from, &left, &into, &space) == -1, errno != EINVAL { outcome = .stopped }
                    count = room.count - space
                }
                used = bytes.count - left
            }
        }
        input.removeFirst(used)
        return (text, outcome)
    }
}
