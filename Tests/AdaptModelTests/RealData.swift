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

    /// The records of a CSV file with a record a line and quotes around some fields, without its header.
    static func quotedRecords(of path: String) throws -> [[String]] {
        try records(of: path).map { parts in
            let line = parts.joined(separator: ",")
            var (fields, isQuoted): ([String], Bool) = ([""], false)
            for (index, character) in line.enumerated() {
                switch character {
                case "\"":
                    // Of two quotes inside a field the second stands for one.
                    let before = line[line.index(line.startIndex, offsetBy: max(0, index - 1))]
                    if !isQuoted, index > 0, before == "\"" { fields[fields.count - 1].append(character) }
                    isQuoted.toggle()
                case "," where !isQuoted: fields.append("")
                default: fields[fields.count - 1].append(character)
                }
            }
            return fields
        }
    }

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
