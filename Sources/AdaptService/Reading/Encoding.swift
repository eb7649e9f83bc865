import AdaptModel

/// A way to write text as bytes that files of the trade come in.
struct Encoding: Sendable {
    /// What the user calls it.
    let name: String
    /// What iconv calls it: of several kin, the one that holds all of them.
    let converter: String

    /// Those that a file which is not UTF-8 is tried with.
    static let likely = [
        "gb18030", "euc-kr", "shift_jis", "windows-1252", "windows-1250", "windows-1251", "windows-1254",
    ]

    private static let known = [
        "gb18030": "GB18030", "gbk": "GB18030", "gb2312": "GB18030", "euc-kr": "CP949", "cp949": "CP949",
        "uhc": "CP949", "shift_jis": "CP932", "shift-jis": "CP932", "sjis": "CP932", "cp932": "CP932",
        "windows-1252": "CP1252", "windows-1250": "CP1250", "windows-1251": "CP1251",
        "windows-1254": "CP1254", "cp1252": "CP1252", "latin1": "CP1252", "iso-8859-1": "CP1252", "utf-8": "UTF-8",
        "utf8": "UTF-8", "utf-16le": "UTF-16LE", "utf-16be": "UTF-16BE",
    ]

    /// The encoding of a name; any other that iconv knows will do as well. Throws a `Refusal` (usage).
    init(_ name: String) throws {
        self.name = name
        let isWord = name.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [0x2D, 0x2E, 0x5F].contains($0)
        }
        converter = Encoding.known[name.lowercased()] ?? name
        guard isWord, !name.isEmpty, Converter.exists(converter) else {
            throw Refusal(
                .usage, "encoding \"\(name)\" is not known",
                hint: Nearest.hint(for: name, among: Array(Encoding.known.keys))
                    ?? "one of utf-8, utf-16le, " + Encoding.likely.joined(separator: ", "))
        }
    }

    /// What UTF-16 without a byte order mark a file looks like by its start: every other byte of what is written in
    /// ASCII, as delimiters and digits are, is zero. Nil: like none.
    static func unmarked(_ start: [UInt8]) -> String? {
        var zeros = (even: 0, odd: 0)
        for (index, byte) in start.prefix(4096).enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        guard zeros.even + zeros.odd >= 4 else { return nil }
        if zeros.odd > 4 * zeros.even { return "utf-16le" }
        return zeros.even > 4 * zeros.odd ? "utf-16be" : nil
    }

    /// What a file is to be read as that is not UTF-8: every likely encoding in which all its bytes mean something.
    ///
    /// Several may; which one is meant only its readers can tell.
    static func hint(for source: ByteSource) -> String {
        let otherwise = "save the file as UTF-8"
        do {
            let fitting = try likely.filter { name in
                guard let again = try source.reopened() else { return false }
                return try Recoder(again, Encoding(name)).isSound()
            }
            guard let first = fitting.first else { return otherwise }
            return fitting.count == 1
                ? "all of it can be read as \(first): --encoding \(first)"
                : "all of it can be read as \(fitting.joined(separator: ", as ")): say which with --encoding NAME"
        } catch {
            return otherwise + "; its bytes cannot be read again: \(error)"
        }
    }
}
