import Glibc

/// Published files that are too large for the repository: `ADAPT_REAL_DATA`, else `shared/data` beside the checkout.
enum RealData {
    /// The folder; nil: not on this machine.
    static let folder: String? = {
        if let asked = getenv("ADAPT_REAL_DATA") { return String(cString: asked) }
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let beside = "/\(root)/../shared/data"
        return access(beside, R_OK) == 0 ? beside : nil
    }()

    /// The records of a plain CSV file (no quotes) without its header.
    static func records(of path: String) throws -> [[Substring]] {
        let name = (folder ?? "") + "/" + path
        guard let file = fopen(name, "r") else { throw Unreadable(name: name) }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        return lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    struct Unreadable: Error {
        let name: String
    }
}
