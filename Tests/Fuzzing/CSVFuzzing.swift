import AdaptModel

/// Bytes of a file, in blocks of a size that the first byte says: a record may be cut anywhere.
private final class Blocks: ByteStream, @unchecked Sendable {
    let name = "fuzz.csv"
    let encodingHint = ""
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
        rest = bytes[...]
        self.size = size
    }

    func next() -> [UInt8]? {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}

/// A file of separated values: read to its end or refused with a line that it has, whatever the blocks it comes in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count > 1 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let content = Array(bytes.dropFirst())
    let delimiter: UInt8 = bytes[0] & 1 == 0 ? 0x2C : 0x09
    let inPieces = rows(of: content, Int(bytes[0] >> 1) + 1, delimiter)
    precondition(inPieces == rows(of: content, max(1, content.count), delimiter), "rows depend on the blocks")
    return 0
}

private func rows(of content: [UInt8], _ size: Int, _ delimiter: UInt8) -> [String] {
    var reader = CSVReader(Blocks(content, size: size), start: [], delimiter: delimiter)
    let lines = content.count { $0 == 0x0A || $0 == 0x0D } + 1
    var all: [String] = []
    while true {
        do {
            guard try reader.next() else { return all }
            precondition(reader.count > 0 && reader.recordLine <= lines, "a row that the file does not have")
            all.append(
                (0..<reader.count).map { String(decoding: reader.field($0), as: UTF8.self) }.joined(separator: "\u{1F}")
            )
            for column in 0..<reader.count { _ = try reader.text(column) }
        } catch let refusal as Refusal {
            precondition(
                (refusal.place?.line).map { (1...lines).contains($0) } ?? false, "refused at no line of the file")
            all.append(refusal.description)
            if reader.isBroken { return all }
        } catch {
            preconditionFailure("neither read nor refused: \(error)")
        }
    }
}
