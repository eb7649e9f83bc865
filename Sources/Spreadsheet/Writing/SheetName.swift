/// Names that spreadsheet programs accept for a sheet.
enum SheetName {
    private static let longest = 31

    /// The name nearest to `wanted` that is allowed and not among `taken`: at most 31 UTF-16 units, none of
    /// `[]:*?/\` and no control characters, no apostrophe at an end, not "History", not the look of a cell.
    static func fitting(_ wanted: String, besides taken: [String]) -> String {
        var name = String(wanted.map { isForbidden($0) ? "-" : $0 })
        name = cut(trimmed(name), to: longest)
        if name.isEmpty { name = "Sheet" }
        if name.lowercased() == "history" || looksLikeCell(name) { name = cut("Sheet \(name)", to: longest) }
        let known = Set(taken.map { $0.lowercased() })
        var found = name
        var count = 2
        while known.contains(found.lowercased()) {
            let suffix = " (\(count))"
            found = cut(name, to: longest - suffix.utf16.count) + suffix
            count += 1
        }
        return found
    }

    private static func isForbidden(_ character: Character) -> Bool {
        if "[]:*?/\\".contains(character) { return true }
        return character.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0xFFFE || $0.value == 0xFFFF }
    }

    /// Libxlsxwriter 1.1.4 puts a name in quotes only if it holds more than letters, digits, `_` and `.`; but
    /// Excel takes an unquoted `W02`, `R1C1` or `2026` for something else, and the file for damaged.
    private static func looksLikeCell(_ name: String) -> Bool {
        guard name.utf8.allSatisfy({ isLetter($0) || isDigit($0) || $0 == 0x5F || $0 == 0x2E }) else { return false }
        guard let first = name.utf8.first, isLetter(first) || first == 0x5F else { return true }
        let letters = name.utf8.prefix(while: isLetter).count
        let digits = name.utf8.dropFirst(letters)
        let isCell = letters <= 3 && !digits.isEmpty && digits.allSatisfy(isDigit)
        let shape = String(name.lowercased().filter { !("0"..."9").contains($0) })
        return isCell || ["r", "c", "rc", "true", "false"].contains(shape)
    }

    private static func trimmed(_ name: String) -> String {
        var rest = name[...]
        while let first = rest.first, first == "'" || first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last == "'" || last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    /// Whole characters only.
    private static func cut(_ name: String, to count: Int) -> String {
        var name = name
        while name.utf16.count > count { name.removeLast() }
        return trimmed(name)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
}
