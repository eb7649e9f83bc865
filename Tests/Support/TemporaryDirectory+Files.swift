import Glibc

extension TemporaryDirectory {
    /// Writes a file into the directory and gives its path.
    public func write(_ content: String, to name: String) throws -> String {
        try write(Array(content.utf8), to: name)
    }

    /// Writes a file of bytes into the directory and gives its path.
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path + "/" + name
        guard let stream = fopen(file, "w") else { throw Failure(description: "\"\(file)\" cannot be written") }
        defer { fclose(stream) }
        guard fwrite(bytes, 1, bytes.count, stream) == bytes.count else {
            throw Failure(description: "\"\(file)\" cannot be written")
        }
        return file
    }

    /// The text of a file of the directory; nil where there is none.
    public func read(_ name: String) -> String? { Self.read(path + "/" + name) }

    /// The text of a file; nil where there is none.
    public static func read(_ path: String) -> String? {
        guard let stream = fopen(path, "r") else { return nil }
        defer { fclose(stream) }
        var text: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 12)
        while true {
            let count = fread(&block, 1, block.count, stream)
            if count == 0 { break }
            text += block[0..<count]
        }
        return String(decoding: text, as: UTF8.self)
    }
}
